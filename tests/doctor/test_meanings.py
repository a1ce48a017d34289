"""An answer that opens no socket is explained, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatsite.wss.doctor.answers import Answer, parse, whole
from chatsite.wss.doctor.findings import Verdict
from chatsite.wss.doctor.meanings import meaning
from chatsite.wss.doctor.target import Target

TARGET = Target("wss", "chat.example.org", 443, "/wss?a=1")


@pytest.mark.parametrize(
    "status, seen, cure",
    [
        (200, "A page comes back", "address of a page"),
        (401, "login", "auth_basic off"),
        (403, "refuses", "ALLOWED_HOSTS"),
        (404, "nothing at /wss (404", "location /wss { proxy_pass"),
        (405, "no sockets", "location /wss {"),
        (426, "not asked to upgrade", "upgrade=websocket"),
        (505, "not asked to upgrade (505", "over HTTP/1.1"),
        (429, "no more connections", "limit_req"),
        (500, "failed", "log"),
        (502, "cannot reach", "proxy_pass"),
        (503, "Nobody serves", "ProxyPass"),
        (504, "does not answer in time", "hangs"),
        (521, "Cloudflare", "log"),
        (526, "certificate is not valid", "log"),
        (418, "418 (without a word) instead of 101", "log"),
        (599, "599", "log"),
        (102, "102", "log"),
    ],
)
def test_each_status_has_its_meaning_and_its_cure(status, seen, cure):
    finding = meaning(Answer(status), TARGET)
    assert finding.verdict == Verdict.FAULT
    assert seen in finding.seen and cure in finding.cure
    assert "%" not in finding.seen + finding.cure  # everything is filled in
    assert len(finding.cure.splitlines()) <= 3


@pytest.mark.parametrize(
    "location, place",
    [
        (b"https://www.example.org/wss", "wss://www.example.org/wss"),
        (b"/wss/", "wss://chat.example.org/wss/"),
        (b"", "wss://chat.example.org/wss?a=1"),
    ],
)
def test_where_a_redirect_leads(location, place):
    answer = parse(b"HTTP/1.1 308 Moved\r\nLocation: " + location + b"\r\n\r\n")
    assert f"sent to {place} (308)" in meaning(answer, TARGET).seen


@pytest.mark.parametrize(
    "body",
    [
        b"<title>400 The plain HTTP request was sent to HTTPS port</title>",  # nginx
        b"<p>You're speaking plain HTTP to an SSL-enabled server port.",  # Apache
        b"Client sent an HTTP request to an HTTPS server.",  # Go
        b"This port speaks wss:// and https:// only.",  # ours
    ],
)
def test_a_proxy_that_speaks_plainly_to_a_server_with_tls(body):
    cure = meaning(Answer(400, body=body), TARGET).cure
    assert "write https:// into proxy_pass" in cure


def test_what_is_no_http_is_shown():
    assert "SSH-2.0-OpenSSH" in meaning(parse(b"SSH-2.0-OpenSSH_9.2\r\n"), TARGET).seen
    assert "hangs up" in meaning(parse(b""), TARGET).seen
    assert "breaks off: HTTP/1.1 2" in meaning(parse(b"HTTP/1.1 2"), TARGET).seen


@pytest.mark.parametrize(
    "raw, status, text",
    [
        (b"HTTP/1.0 200 OK\r\n\r\n<html><TITLE>\n A page </TITLE>", 200, "A page"),
        (b"HTTP/1.1 500 X\r\nContent-Length: 9\r\n\r\ncut", 500, "cut"),
        (b"HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 500, "abc"),
        (b"HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc", 500, "ZZ abc"),
        (b"HTTP/1.1 500\r\nContent-Length: -3\r\n\r\n<style>p {}</style>a<br>b", 500, "a b"),
        (b"HTTP/1.1 999999 X\r\n\r\n", 0, "HTTP/1.1 999999 X"),
        (b"HTTP/2 200\r\n\r\n", 0, "HTTP/2 200"),
        (b"HTTP/1.1 200 OK\r\nContent-Le", 200, ""),
    ],
)
def test_broken_answers_are_read_as_far_as_they_go(raw, status, text):
    answer = parse(raw)
    assert (answer.status, answer.text) == (status, text)


lines = st.text(max_size=40).map(str.encode) | st.sampled_from(
    [
        b"Location: http://[",
        b"Location: //%%",
        b"Transfer-Encoding: chunked",
        b"Content-Length: 9e9",
    ]
)
answers = st.builds(
    lambda status, head, body: b"HTTP/1.1 %d X\r\n%b\r\n\r\n%b" % (status, head, body),
    st.integers(0, 999),
    st.lists(lines, max_size=4).map(b"\r\n".join),
    st.binary(max_size=60),
)


@given(st.binary(max_size=100) | answers)
def test_whatever_comes_is_told_in_a_line_and_never_an_error_of_ours(raw):
    whole(raw)
    answer = parse(raw)
    if answer.status != 101:
        seen = meaning(answer, TARGET).seen
        assert seen and seen.isprintable()


def test_nobody_waits_for_more_than_there_is():
    assert whole(b"SSH-2.0") and whole(b"HTTP/1.1 101 S\r\n\r\n")
    assert whole(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab")
    assert not whole(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na")
    assert not whole(b"HTTP/1.1 200 OK\r\n\r\na page that ends with the connection")
    assert not whole(b"") and not whole(b"HT")
