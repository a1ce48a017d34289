"""Nothing but a whole and valid header is taken for one, and a refusal says why."""

import ipaddress

import pytest
from hypothesis import given

from chatsite.wss.entrance.proxy_protocol import (
    V1_MOST,
    V2_HEAD,
    V2_MOST,
    Header,
    Incomplete,
    ProxyProtocolError,
    parse,
)
from tests.balancers import REQUEST, SPEC, streams, v2


@given(streams)
def test_whatever_comes_is_a_header_or_the_beginning_of_one_or_refused_in_words(data):
    try:
        said = parse(data)
    except ProxyProtocolError as refusal:
        assert str(refusal).endswith(".") and len(str(refusal)) < 500
    else:
        if isinstance(said, Header):
            assert said.size <= len(data)
            for host, port in filter(None, said[1:]):
                assert ipaddress.ip_address(host) and 0 <= port <= 65535
        else:
            assert said.needed > 0
            assert len(data) + said.needed <= V2_HEAD + V2_MOST


@pytest.mark.parametrize(
    "data", [REQUEST, b"\x16\x03\x01\x02\x00", b"SSH-2.0-OpenSSH", b"\r\n\r\nG"]
)
def test_who_comes_without_a_balancer_is_refused_with_the_cure(data):
    with pytest.raises(ProxyProtocolError, match="send-proxy"):
        parse(data)


@pytest.mark.parametrize(
    "line",
    [
        "TCP4 192.168.0.1 192.168.0.11 56324",
        "TCP4 192.168.0.1 192.168.0.11 56324 443 1",
        "TCP4 192.168.0.1  192.168.0.11 56324 443",
        "TCP4 192.168.0.1 192.168.0.11 56324 443 ",
        "TCP4 192.168.0.1 192.168.0.11 056324 443",
        "TCP4 192.168.0.1 192.168.0.11 65536 443",
        "TCP4 192.168.0.1 192.168.0.11 -1 443",
        "TCP4 192.168.0.01 192.168.0.11 56324 443",
        "TCP4 192.168.0.256 192.168.0.11 56324 443",
        "TCP4 ::1 ::1 56324 443",
        "TCP6 192.168.0.1 192.168.0.11 56324 443",
        "TCP6 fe80::1%eth0 ::1 56324 443",
        "TCP6 ::1 12345::1 56324 443",
        "TCP4 192.168.0.1 192.168.0.11 5632² 443",
    ],
)
def test_a_line_that_does_not_exactly_match_is_refused(line):
    with pytest.raises(ProxyProtocolError):
        parse(f"PROXY {line}\r\n".encode())


@pytest.mark.parametrize("word", ["TCP5 ", "UDP4 ", "UNKNOWN\n", "UNKNOWNS\r\n", "tcp4 "])
def test_a_kind_that_version_1_does_not_have_is_refused_at_its_first_wrong_byte(word):
    with pytest.raises(ProxyProtocolError):
        parse(b"PROXY " + word.encode())


@pytest.mark.parametrize("end", [b"\n", b"\rG", b"\r\r\n"])
def test_a_line_has_to_end_with_both_cr_and_lf(end):
    with pytest.raises(ProxyProtocolError, match="CR LF"):
        parse(SPEC[:-2] + end)


def test_a_line_is_not_awaited_beyond_its_longest():
    almost = b"PROXY UNKNOWN " + b"x" * 91
    assert parse(almost) == Incomplete(2)
    assert parse(almost + b"\r") == Incomplete(1)
    assert parse(almost + b"\r\n") == Header(V1_MOST, None, None)
    for more in (b"x", b"x\r", b"x\r\n"):
        with pytest.raises(ProxyProtocolError, match="107"):
            parse(almost + more)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (v2(command=0x11), "version 1"),
        (v2(command=0x22), "command 2"),
        (v2(family=0x41), "family 4"),
        (v2(family=0x13), "transport 3"),
        (v2(family=0x11, block=bytes(11)), "11 bytes"),
        (v2(family=0x21, block=bytes(35)), "35 bytes"),
        (v2(family=0x31, block=bytes(215)), "215 bytes"),
        (v2(family=0x11, length=V2_MOST + 1), "2049 bytes"),
        (v2(command=0x20, length=0xFFFF), "65535 bytes"),
    ],
)
def test_a_binary_header_that_cannot_be_is_refused_by_its_head_alone(header, said):
    with pytest.raises(ProxyProtocolError, match=said):
        parse(header[:V2_HEAD])
