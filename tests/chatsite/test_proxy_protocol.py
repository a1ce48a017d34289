"""A balancer's header is read, wherever the network splits it.

The examples are those of https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt.
"""

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chatsite.wss.entrance.proxy_protocol import (
    V1_MOST,
    V2_HEAD,
    V2_MOST,
    Header,
    Incomplete,
    ProxyProtocolError,
    parse,
)
from tests.balancers import (
    REQUEST,
    SPEC,
    binary_header,
    pairs,
    silent,
    streams,
    telling,
    text_header,
    tlvs,
    v2,
)

FULL = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"


def answer(data):
    """What the parser says, with a refusal as a word: tests compare answers."""
    try:
        return parse(data)
    except ProxyProtocolError:
        return "refused"


def read(stream):
    """What a reader gets that asks for as many bytes as are needed: (answer, bytes read)."""
    data = b""
    while isinstance(said := answer(data), Incomplete) and data != stream:
        assert said.needed > 0
        data = stream[: len(data) + said.needed]
    return said, len(data)


def spelled(ip):
    return str(getattr(ip, "ipv4_mapped", None) or ip)


# ---- What balancers send ----


def test_the_example_of_the_specification():
    source, destination = ("192.168.0.1", 56324), ("192.168.0.11", 443)
    assert parse(SPEC + REQUEST) == Header(len(SPEC), source, destination)


@pytest.mark.parametrize(
    ("line", "size", "source"),
    [
        ("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535", 56, ("255.255.255.255", 65535)),
        (f"PROXY TCP6 {FULL} {FULL} 65535 65535", 104, (FULL, 65535)),
        ("PROXY UNKNOWN", 15, None),
        (f"PROXY UNKNOWN {FULL} {FULL} 65535 65535", V1_MOST, None),
    ],
)
def test_the_longest_lines_of_the_specification(line, size, source):
    header = parse(line.encode() + b"\r\n" + REQUEST)
    assert (header.size, header.source) == (size, source)


@given(pairs, st.sampled_from([text_header, binary_header]), st.binary(max_size=20))
def test_people_behind_a_balancer_have_their_own_address(pair, write, rest):
    data = write(pair)
    source, destination, source_port, destination_port = pair
    assert parse(data + rest) == Header(
        len(data), (spelled(source), source_port), (spelled(destination), destination_port)
    )


@given(st.builds(binary_header, pairs), tlvs)
def test_tlvs_are_skipped(header, rest):
    length = struct.pack("!H", len(header) - V2_HEAD + len(rest))
    longer = header[:14] + length + header[16:] + rest
    assert parse(longer)[1:] == parse(header)[1:]
    assert parse(longer).size == len(longer)


@given(silent, st.binary(max_size=20))
def test_health_checks_and_unknown_clients_come_as_themselves(header, rest):
    assert parse(header + rest) == Header(len(header), None, None)


# ---- What the network does to it ----


@given(streams, st.binary(max_size=20))
@example(SPEC, b"")
def test_it_makes_no_difference_where_the_network_splits_the_bytes(stream, rest):
    whole = answer(stream + rest)
    for size in range(len(stream + rest)):
        early = answer((stream + rest)[:size])
        assert isinstance(early, Incomplete) or early == whole
    assert read(stream + rest)[0] == whole


@given(telling | silent, st.binary(max_size=20))
def test_a_reader_that_asks_for_what_is_needed_takes_nothing_of_what_follows(header, rest):
    said, taken = read(header + rest)
    assert said.size == taken == len(header)


def test_the_longest_binary_header_is_read():
    block = bytes([192, 0, 2, 1, 192, 0, 2, 2, 0, 80, 1, 187]) + bytes(V2_MOST - 12)
    header = parse(v2(block=block))
    assert header == Header(V2_HEAD + V2_MOST, ("192.0.2.1", 80), ("192.0.2.2", 443))
