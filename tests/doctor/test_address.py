"""Addresses that clients cannot use, and names that lead nowhere."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatsite.wss.doctor.address import usable
from chatsite.wss.doctor.checks.address import unresolved
from chatsite.wss.doctor.target import TargetError, parse
from tests.doctor.examined import blamed, findings


@pytest.mark.parametrize(
    ("url", "verdict", "words"),
    [
        ("wss://chat.example.org/wss", "ok", "every client"),
        ("wss://chat.example.org:8282/wss?room=1", "ok", "every client"),
        ("ws://chat.example.org/wss", "warning", "not encrypted"),
        ("wss://203.0.113.7:8282/wss", "warning", "is an IP address"),
        ("wss://[2001:db8::7]/wss", "warning", "is an IP address"),
        ("wss://tom:secret@chat.example.org/wss", "warning", "tom@"),
        ("wss://chat.example.org/wss#lobby", "warning", "#lobby"),
    ],
)
def test_an_address_is_judged_as_it_is_written(url, verdict, words):
    found = usable(parse(url))
    assert found.verdict == verdict and words in found.seen
    assert bool(found.cure) == (verdict != "ok")
    assert "secret" not in found.seen


@pytest.mark.parametrize("url", ["ws://127.0.0.1:9", "wss://127.0.0.1:9"])
def test_what_browsers_only_dislike_shuts_mini_programs_out(url):
    assert findings(url, "browser", last="WSS001")["WSS001"].verdict == "warning"
    assert findings(url, "wechat", last="WSS001")["WSS001"].verdict == "fault"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "wss://",
        "ftp://chat.example.org",
        "wss://a b",
        "wss://chat:99999",
        "wss://chat:0/",
        "wss://a..b",
        "wss://1.2.3.999",
        "wss://chat.example.org/\udcff",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(url):
    with pytest.raises(TargetError, match=r"wss://chat\.example\.org/wss"):
        parse(url)


@given(st.text() | st.text("wss:/@#?[]%.1aü\ud800 ").map("wss://".__add__))
def test_whatever_is_typed_is_an_address_or_refused_in_a_sentence(url):
    try:
        target = parse(url)
    except TargetError as refusal:
        assert "wss://chat.example.org/wss" in str(refusal)
    else:
        assert target.url.isascii() and usable(target).seen


def test_names_and_paths_are_as_the_wire_has_them():
    target = parse("WSS://Bücher.Example/phòng/wss?q=trà sữa")
    assert target.host == "xn--bcher-kva.example"
    assert target.path == "/ph%C3%B2ng/wss?q=tr%C3%A0%20s%E1%BB%AFa"
    assert parse("wss://chat.example.org/%2F?a=b%20c").path == "/%2F?a=b%20c"


def test_a_name_is_told_with_its_addresses():
    found = findings("wss://localhost:9", last="WSS002")["WSS002"]
    assert found.verdict == "ok" and "127.0.0.1 (A)" in found.seen


def test_a_name_that_does_not_exist_is_the_fault_and_nothing_behind_it():
    found = findings("wss://nowhere.invalid/wss", last="WSS204")
    assert blamed(found) == {"WSS002": "fault"}
    assert found["WSS003"].seen == found["WSS204"].seen == "WSS002 comes first."


@pytest.mark.parametrize(
    ("number", "words", "cure"),
    [
        (socket.EAI_NONAME, "no name", "dig"),
        (socket.EAI_AGAIN, "does not answer", "resolv.conf"),
        (socket.EAI_FAIL, "cannot be resolved", "resolv.conf"),
    ],
)
def test_what_the_resolver_says_is_told_apart(number, words, cure):
    found = unresolved("chat.example.org", socket.gaierror(number, "said the resolver"))
    assert found.verdict == "fault" and words in found.seen and cure in found.cure


def test_an_address_given_in_place_of_the_names_is_what_is_examined():
    found = findings("wss://nowhere.invalid", last="WSS002", address=("127.0.0.1", 9))
    assert found["WSS002"].verdict == "skipped" and "127.0.0.1" in found["WSS002"].seen


def test_a_file_of_authorities_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(TargetError, match=r"none\.pem .*is not there"):
        findings("wss://localhost:9", ca=str(tmp_path / "none.pem"))
