"""Who the client really is behind proxies: headers count only where a trusted proxy sent them."""

import ipaddress
import logging
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

logger = logging.getLogger(__name__)

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Peer = Sequence[Any] | None  # [host, port], or None on a Unix socket
Headers = Iterable[tuple[bytes, bytes]]

ROOT_PATH = b"daphne-root-path"
ADDRESSES = (b"x-forwarded-for", b"forwarded", b"x-real-ip")
TELLING = {*ADDRESSES, b"x-forwarded-proto", ROOT_PATH}
SCHEMES = {"https": "https", "wss": "https", "http": "http", "ws": "http"}
# 1.2.3.4:5678, [2001:db8::1]:443, 2001:db8::1; without zones, which may hold any text.
ENTRY = re.compile(r"(?:\[([^]%]*)\]|([^:[%]*))(?::(?:\d{1,5}|_[\w.-]+))?|([^][%]*)", re.ASCII)
HOPS = 32  # a longer way is a trick to keep us busy; its far end reads as garbage
REMEMBERED = 100  # whoever comes from ever new addresses must not fill the log


class Origin(NamedTuple):
    """Where a connection comes from."""

    client: Peer
    scheme: str


class Trusted:
    """The proxies whose word counts: addresses, networks, and `unix` for peers on a Unix socket."""

    def __init__(self, texts: Iterable[str]) -> None:
        """ValueError, in a sentence, for an entry that is none of these."""
        entries = [text.strip() for text in texts]
        self.unix = "unix" in entries
        self.networks = [network(entry) for entry in entries if entry != "unix"]
        self.strangers: set[str] = set()
        self.doubted: set[str] = set()

    def __contains__(self, peer: str | None) -> bool:
        if peer is None:
            return self.unix
        found = address(peer.partition("%")[0])  # the kernel names the zone of fe80:: addresses
        return bool(found and self.covers(found))

    def covers(self, found: IP) -> bool:
        """Whether this address is one of the proxies."""
        return any(found in network for network in self.networks)

    def resolve(self, peer: Peer, headers: Headers, secure: bool) -> Origin:
        """The client, its scheme (https or http) and the root path, as far as they can be known.

        `headers` are ASGI's, `secure` tells whether this connection is TLS itself. The port of a
        client behind a proxy is not known: 0.
        """
        told = collect(headers)
        host = peer[0] if peer else None
        scheme = "https" if secure else "http"
        if host not in self:
            self.name_stranger(host, told)
            return Origin(peer, scheme)
        return Origin(self.client(peer, told), forwarded_scheme(told) or scheme)

    def client(self, peer: Peer, told: dict[bytes, str]) -> Peer:
        """Whom the headers name; the peer itself where they name nobody or contradict each other.

        nginx as the document sets it up overwrites X-Real-IP and passes a forged X-Forwarded-For
        on; Apache appends to X-Forwarded-For and passes a forged X-Real-IP on. Where the two name
        different strangers nobody can tell which one is made up, so neither is believed.
        """
        real = address(told.get(b"x-real-ip", "").rpartition(",")[2])
        way = entries(told)
        found = self.walk(way) if way else real
        if way and real and real != found and not self.covers(real):
            self.doubt(peer)
            return peer
        return [str(found), 0] if found else peer

    def walk(self, way: Iterable[str]) -> IP | None:
        """The first stranger from the right, or the last good hop before garbage or the end."""
        last = None
        for found in map(address, way):
            last = found or last
            if not found or not self.covers(found):
                break
        return last

    # ---- What an operator should know ----

    def name_stranger(self, host: str | None, told: dict[bytes, str]) -> None:
        """Say once how to trust this peer, which speaks as proxies do."""
        header = next((name for name in ADDRESSES if name in told), None)
        if header and remember(self.strangers, name := plain(host)):
            logger.warning(
                "%s sends %s but is not trusted, so its own address counts as the client's. "
                "If it is a proxy of yours, set TRUSTED_PROXIES=%s (several with commas between).",
                *(name, header.decode().title(), name),
            )

    def doubt(self, peer: Peer) -> None:
        """Say once how this proxy should be set up, so that nobody can contradict it."""
        if remember(self.doubted, name := plain(peer[0] if peer else None)):
            logger.warning(
                "The proxy %s passes on an X-Real-IP and a forwarding header that contradict each "
                "other: a client made one of them up, and counts as the proxy itself. Let the "
                "proxy decide both; nginx: proxy_set_header X-Forwarded-For $remote_addr; "
                "and proxy_set_header Forwarded ''; Apache: RequestHeader unset X-Real-IP",
                name,
            )


def network(text: str) -> Network:
    """The network or single address that an entry of the list means; ValueError, in a sentence."""
    try:
        found = ipaddress.ip_network("zone" if "%" in text else text)
    except ValueError:
        raise ValueError(
            f"{text!r} names no proxy: expected an address such as 127.0.0.1, a network such as "
            "10.0.0.0/8 (the bits after its prefix are zero), or the word unix."
        ) from None
    mapped = getattr(found.network_address, "ipv4_mapped", None)
    if mapped and found.prefixlen >= 96:
        return ipaddress.ip_network((mapped, found.prefixlen - 96))
    return found


def address(text: str) -> IP | None:
    """The address in an entry, without its port; None for unknown, _hidden and garbage."""
    match = ENTRY.fullmatch(text.strip())
    try:
        found = ipaddress.ip_address(match[match.lastindex or 0]) if match else None
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def plain(host: str | None) -> str:
    """The peer as TRUSTED_PROXIES would have it."""
    return "unix" if host is None else str(address(host) or host)


def collect(headers: Headers) -> dict[bytes, str]:
    """What the headers tell of proxies; the lines of one header are joined, empty ones left out."""
    lines: dict[bytes, list[str]] = {}
    for name, value in headers:
        if name in TELLING and (text := value.decode("latin-1").strip()):
            lines.setdefault(name, []).append(text)
    return {name: ",".join(texts) for name, texts in lines.items()}


def entries(told: dict[bytes, str]) -> list[str]:
    """The addresses of the way to us, the nearest first: X-Forwarded-For, else Forwarded."""
    header = next((name for name in ADDRESSES[:2] if name in told), None)
    way = [text for text in told.get(header or b"", "").rsplit(",", HOPS) if text.strip()]
    if header == b"forwarded":
        way = [parameters(element).get("for", "unknown") for element in way]
    return way[::-1]


def parameters(element: str) -> dict[str, str]:
    """The pairs of one RFC 7239 element; quotes are taken off.

    Commas and semicolons divide within quotes too: a quote that a client left open would swallow
    what the proxy wrote after it.
    """
    pairs = (pair.partition("=") for pair in element.split(";"))
    return {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


def forwarded_scheme(told: dict[bytes, str]) -> str | None:
    """The scheme that the nearest proxy tells, as https or http."""
    text = told.get(b"x-forwarded-proto", "").rpartition(",")[2]
    if not text and b"x-forwarded-for" not in told:
        text = parameters(told.get(b"forwarded", "").rpartition(",")[2]).get("proto", "")
    return SCHEMES.get(text.strip().lower())


def strip(headers: Headers) -> list[tuple[bytes, bytes]]:
    """The headers for the application, without Daphne-Root-Path, which is only for the server."""
    return [(name, value) for name, value in headers if name != ROOT_PATH]


def remember(known: set[str], name: str) -> bool:
    """Whether this is new and is now remembered; the set never grows beyond its bound."""
    new = name not in known and len(known) < REMEMBERED
    if new:
        known.add(name)
    return new
