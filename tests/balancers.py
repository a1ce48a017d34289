"""What balancers send before a connection's own bytes, and what is almost that."""

import struct

from hypothesis import strategies as st

from chatsite.wss.entrance.proxy_protocol import SIGNATURE

SPEC = b"PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n"
REQUEST = b"GET / HTTP/1.1\r\nHost: 192.168.0.11\r\n\r\n"


def v2(command=0x21, family=0x11, block=b"", length=None):
    length = len(block) if length is None else length
    return SIGNATURE + struct.pack("!BBH", command, family, length) + block


ipv4, ipv6 = st.ip_addresses(v=4), st.ip_addresses(v=6)
ports = st.integers(0, 65535)
pairs = st.tuples(ipv4, ipv4, ports, ports) | st.tuples(ipv6, ipv6, ports, ports)


def text_header(pair):
    source, destination, *numbers = pair
    return (
        f"PROXY TCP{source.version} {source} {destination} {numbers[0]} {numbers[1]}\r\n".encode()
    )


def binary_header(pair, transport=1, tlvs=b""):
    source, destination, *numbers = pair
    family = {4: 0x10, 6: 0x20}[source.version] + transport
    block = source.packed + destination.packed + struct.pack("!HH", *numbers)
    return v2(family=family, block=block + tlvs)


local = st.binary(max_size=60).map(lambda block: v2(0x20, 0xFF, block))
unspecified = st.binary(max_size=60).map(lambda block: v2(0x21, 0x00, block))
unknown = st.binary(max_size=92).map(
    lambda rest: b"PROXY UNKNOWN " + rest.replace(b"\r", b"").replace(b"\n", b"")[:91] + b"\r\n"
)
tlvs = st.binary(max_size=100)
telling = (
    st.builds(text_header, pairs)
    | st.builds(binary_header, pairs, st.sampled_from([1, 2]), tlvs)
)  # fmt: skip
silent = (
    st.just(b"PROXY UNKNOWN\r\n")
    | local
    | unspecified
    | unknown
    | st.builds(binary_header, pairs, st.just(0), tlvs)
    | tlvs.map(lambda rest: v2(family=0x31, block=bytes(216) + rest))
)
beginnings = (
    st.binary(max_size=150)
    | st.binary(max_size=150).map(lambda rest: SIGNATURE + rest)
    | st.text("PROXY TCP46UNKW 0123456789.:af\r\n", max_size=120).map(
        lambda rest: b"PROXY " + rest.encode()
    )
)


def altered(header, where, byte):
    where %= len(header)
    return header[:where] + bytes([byte]) + header[where + 1 :]


streams = (
    telling | silent | beginnings
    | st.builds(altered, telling | silent, st.integers(0, 200), st.integers(0, 255))
)  # fmt: skip
