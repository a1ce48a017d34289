"""What is examined: the URL that a client would open, and how this examination goes about it."""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urlsplit

from django.utils.translation import gettext as _

from chatsite.wss.tls.certificates import ascii_name

PORTS = {"wss": 443, "ws": 80}
AS_TYPED = "/?%:@!$&'()*+,;=~"  # of a path and its query; anything else is sent as %XX
OTHER_SCHEMES = {"https": "wss", "http": "ws"}


class TargetError(ValueError):
    """A URL that cannot be examined; its text is a sentence with the cure."""


@dataclass(frozen=True)
class Target:
    """One WebSocket address and the options of its examination."""

    scheme: str
    host: str
    port: int
    path: str = "/"  # with its query
    subprotocols: tuple[str, ...] = ()
    ca: str | None = None  # a PEM file that is trusted beside the system's authorities
    address: tuple[str, int] | None = None  # to connect to instead of what the name resolves to
    source: str | None = None  # our own address to connect from
    http_port: int | None = None  # where plain HTTP should redirect; 80 beside 443
    quiet_seconds: float = 0  # how long to keep silent; 0: not at all
    patience: float = field(default=5.0, compare=False)  # seconds for each answer
    extras: tuple[str, ...] = ()  # parts that a WebSocket address must not have, as they were typed

    @property
    def secure(self) -> bool:
        """Whether clients speak TLS to it."""
        return self.scheme == "wss"

    @property
    def is_address(self) -> bool:
        """Whether clients connect to an IP address instead of a name."""
        return is_address(self.host)

    @property
    def authority(self) -> str:
        """Host and port as a Host header has them: the standard port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """The Origin of a page that this very server gives."""
        return f"{'https' if self.secure else 'http'}://{self.authority}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def parse(url: str, **options) -> Target:
    """The target that a person typed; TargetError where nothing can be examined."""
    try:
        parts = urlsplit(url if "://" in url else f"wss://{url}")
        scheme = OTHER_SCHEMES.get(parts.scheme, parts.scheme)
        host, port = host_on_the_wire(parts.hostname or ""), parts.port
        if scheme not in PORTS or port == 0:
            raise ValueError
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        path = quote(path, safe=AS_TYPED)
    except ValueError:
        raise TargetError(
            _("%(url)r is no WebSocket address. Write it as wss://chat.example.org/wss")
            % {"url": url}
        ) from None
    odd = tuple(extras(parts))
    return Target(scheme, host, port or PORTS[scheme], path, extras=odd, **options)


def host_on_the_wire(host: str) -> str:
    """The address or name as DNS, TLS and the Host header have it; ValueError if it is neither."""
    if host.rpartition(".")[2].isdigit():  # for browsers then, it must be an address
        ipaddress.IPv4Address(host)
    return str(ipaddress.ip_address(host)) if is_address(host) else ascii_name(host)


def is_address(host: str) -> bool:
    """Whether this is an IP address, not a name."""
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def extras(parts: SplitResult) -> Iterator[str]:
    """A user (without the password, for this is shown) and a fragment, where there are any."""
    if parts.username is not None:
        yield f"{parts.username}@"
    if parts.fragment:
        yield f"#{parts.fragment}"
