"""HAProxy's PROXY protocol, versions 1 and 2: who stands behind a TCP balancer. Pure, without I/O.

https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt; quotations are from there. Whether a
port speaks it is for its configuration to say: "MUST not try to guess whether the protocol header
is present".
"""

import ipaddress
from typing import NamedTuple

Address = tuple[str, int]
Pair = tuple[Address | None, Address | None]
NOBODY: Pair = (None, None)

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
V2_HEAD = 16
V2_MOST = 2048  # after the head: 216 for the longest addresses, the rest is for TLVs
V1_LEAST = len(b"PROXY UNKNOWN\r\n")
V1_MOST = 107  # "If the CRLF sequence is not found in the first 107 characters …"
V1_STARTS = (b"PROXY TCP4 ", b"PROXY TCP6 ", b"PROXY UNKNOWN ", b"PROXY UNKNOWN\r\n")

LOCAL, PROXY = 0, 1
UNSPEC, INET, INET6, UNIX = 0, 1, 2, 3
SIZES = {UNSPEC: 0, INET: 12, INET6: 36, UNIX: 216}  # of both addresses with their ports


class ProxyProtocolError(ValueError):
    """A beginning that is no PROXY header; its text is a sentence for the log."""


class Incomplete(NamedTuple):
    """Nothing is wrong so far; at least `needed` more bytes belong to the header."""

    needed: int


class Header(NamedTuple):
    """A whole header of `size` bytes; None for addresses that the balancer does not tell."""

    size: int
    source: Address | None
    destination: Address | None


def parse(data: bytes) -> Incomplete | Header:
    """The header at the beginning of a connection's bytes; ProxyProtocolError where none is."""
    if data and begins(data, SIGNATURE):
        return version_2(data)
    if any(begins(data, start) for start in V1_STARTS):
        return version_1(data)
    raise ProxyProtocolError(
        f"The connection begins with {bytes(data[:16])!r} instead of a PROXY header. Let the "
        "balancer send it (HAProxy: send-proxy-v2), or do not ask for it on this endpoint."
    )


def begins(data: bytes, start: bytes) -> bool:
    """Whether the data begins with this, as far as either goes."""
    length = min(len(data), len(start))
    return data[:length] == start[:length]


# ---- Version 1: a line of text ----


def version_1(data: bytes) -> Incomplete | Header:
    line = bytes(data[:V1_MOST])
    end = min((at for at in (line.find(b"\r"), line.find(b"\n")) if at >= 0), default=-1)
    if end < 0 and len(line) < V1_MOST - 1:
        return Incomplete(max(V1_LEAST - len(line), 2))
    if end == len(line) - 1 < V1_MOST - 1 and line.endswith(b"\r"):
        return Incomplete(1)
    if end < 0 or line[end : end + 2] != b"\r\n":
        raise ProxyProtocolError(
            f"The PROXY line {line[:40]!r}… does not end with CR LF within {V1_MOST} bytes."
        )
    source, destination = v1_addresses(line[:end])
    return Header(end + 2, source, destination)


def v1_addresses(line: bytes) -> Pair:
    family, *rest = line.split(b" ")[1:]
    if family == b"UNKNOWN":
        return NOBODY  # "the receiver must ignore anything presented before the CRLF"
    kind = ipaddress.IPv4Address if family == b"TCP4" else ipaddress.IPv6Address
    try:
        source, destination, *ports = (field.decode("ascii") for field in rest)
        source_port, destination_port = map(port, ports)
        return (
            (host(kind(source)), source_port),
            (host(kind(destination)), destination_port),
        )
    except ValueError:
        raise ProxyProtocolError(
            f"The PROXY line {line!r} is not two {family.decode()} addresses and two ports."
        ) from None


def port(text: str) -> int:
    """A port without "heading zeroes"; ValueError where it is none."""
    if not text.isdigit() or text != str(int(text)) or int(text) > 65535:
        raise ValueError(text)
    return int(text)


def host(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """The address as text, an IPv4-mapped one as IPv4; ValueError where it has a zone."""
    if getattr(address, "scope_id", None) is not None:
        raise ValueError(address)
    return str(getattr(address, "ipv4_mapped", None) or address)


# ---- Version 2: binary ----


def version_2(data: bytes) -> Incomplete | Header:
    check_v2_head(data)
    if len(data) < V2_HEAD:
        return Incomplete(V2_HEAD - len(data))
    size = V2_HEAD + int.from_bytes(data[14:16], "big")
    if len(data) < size:
        return Incomplete(size - len(data))
    source, destination = v2_addresses(bytes(data[:size]))
    return Header(size, source, destination)


def check_v2_head(data: bytes) -> None:
    """Refuse a head as soon as a byte of it is wrong."""
    version, command = divmod(data[12], 16) if len(data) > 12 else (2, LOCAL)
    if version != 2 or command not in (LOCAL, PROXY):
        raise ProxyProtocolError(
            f"The PROXY header has version {version}, command {command}: known are version 2, "
            "commands 0 and 1."
        )
    # "discard the protocol block including the family": a LOCAL one may hold anything
    family, transport = divmod(data[13], 16) if command and len(data) > 13 else (UNSPEC, 0)
    if family not in SIZES or transport > 2:
        raise ProxyProtocolError(
            f"The PROXY header has family {family}, transport {transport}: known are families 0 to "
            "3, transports 0 to 2."
        )
    length = int.from_bytes(data[14:16], "big")
    least = SIZES[family] if transport else 0
    if len(data) >= V2_HEAD and not least <= length <= V2_MOST:
        raise ProxyProtocolError(
            f"The PROXY header tells {length} bytes of addresses: expected {least} to {V2_MOST}."
        )


def v2_addresses(header: bytes) -> Pair:
    """The addresses of a whole and valid header; its TLVs are not looked at."""
    family, transport = divmod(header[13], 16)
    if header[12] % 16 == LOCAL or not transport or family not in (INET, INET6):
        return NOBODY
    kind = ipaddress.IPv4Address if family == INET else ipaddress.IPv6Address
    width = 4 if family == INET else 16
    block = header[V2_HEAD : V2_HEAD + SIZES[family]]
    ports = block[2 * width :]
    return (
        (host(kind(block[:width])), int.from_bytes(ports[:2], "big")),
        (host(kind(block[width : 2 * width])), int.from_bytes(ports[2:], "big")),
    )
