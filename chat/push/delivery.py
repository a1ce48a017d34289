"""A push on its way out: by https, and to nobody inside our own network.

Where it goes is a browser's word, which anybody can say. Therefore a name is looked up once, every
address behind it must be one of the public Internet, and the connection goes to that address.
"""

import socket
import ssl
from contextlib import suppress
from functools import lru_cache
from http.client import HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.conf import settings

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
PATIENCE = 10.0  # seconds for each step


class Forbidden(OSError):
    """The address leads to where nothing is sent."""


class Connection(HTTPSConnection):
    """A connection to an address that was looked at, by the name that its certificate must have."""

    def connect(self) -> None:
        *others, last = self.addresses()
        for address in others:
            with suppress(OSError):
                return self.reach(address)
        return self.reach(last)

    def reach(self, address: str) -> None:
        plain = socket.create_connection((address, self.port), PATIENCE)
        self.sock = trust().wrap_socket(plain, server_hostname=self.host)

    def addresses(self) -> list[str]:
        """Where the name leads; raises Forbidden unless all of it is public."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = [str(place[0]) for *_, place in found]
        if not settings.PUSH_ANYWHERE and not all(map(is_public, addresses)):
            raise Forbidden(f"{self.host} is not on the public Internet")
        return addresses


def deliver(endpoint: str, headers: dict[str, str], body: bytes) -> int:
    """Post it there; the status of the answer. Raises OSError where there is none."""
    parts = urlsplit(endpoint)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    connection = Connection(parts.hostname or "", parts.port or 443, timeout=PATIENCE)
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    except (HTTPException, UnicodeError) as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()


@lru_cache
def trust() -> ssl.SSLContext:
    """The authorities of this machine."""
    return ssl.create_default_context()


def is_public(address: str) -> bool:
    """Whether an address is one of the public Internet, as is the one of IPv4 inside of it."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in NAT64:
            inner = IPv4Address(int(ip) % 2**32)
        if inner:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast
