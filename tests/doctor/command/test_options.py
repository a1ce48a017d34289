"""Whatever is mistyped after `manage.py doctor` gets a sentence with the cure, and status 2."""

import pytest

pytestmark = pytest.mark.soak  # each is a start of Django; test_command has the commonest
SERVER = "wss://localhost:1/wss"


def refused(told, expected):
    assert told.status == 2 and told.out == ""
    assert expected in told.err and told.err.count("\n") == 1, told.err


@pytest.mark.parametrize(
    "url",
    [
        "ftp://chat.example.org/wss",
        "wss://",
        "wss:///wss",
        "wss://chat.example.org:0/wss",
        "wss://chat.example.org:99999/wss",
        "wss://chat.example.org:port/wss",
        "wss://[::1/wss",
        "wss://chat example.org/wss",
        "wss://chat..example.org/wss",
        "wss://" + "a" * 300 + ".example/",
        "wss://localhost/\udcff",
        "://",
    ],
)
def test_what_is_no_address_of_a_server(doctor, url):
    refused(doctor(url), "wss://chat.example.org/wss")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--profile", "phone"], "wechat"),
        (["--language", "fr"], "zh-hans"),
        (["--timeout", "soon"], "more than 0 and at most 3600, not 'soon'"),
        (["--timeout", "0"], "more than 0"),
        (["--timeout", "nan"], "more than 0"),
        (["--long", "-5"], "--long"),
        (["--long", SERVER], f"doctor {SERVER} --long"),
        (["--http-port", "65536"], "1 to 65535, not '65536'"),
        (["--http-port", "http"], "1 to 65535, not 'http'"),
        (["--address", "198.51.100.7:port"], "198.51.100.7:8282 or [2001:db8::7]:8282"),
        (["--address", "https://198.51.100.7"], "not 'https://198.51.100.7'"),
        (["--source", "192.0.2.1"], "192.0.2.1 is no address of this machine"),
        (["--source", "eth0"], "not 'eth0'"),
        (["--ca", "/no/such/file"], "/no/such/file cannot be read (No such file"),
        (["--ca", "manage.py"], "manage.py holds no certificate"),
        (["--subprotocol", "chat v1"], "without blanks and commas"),
        (["--subprotocol", ""], "without blanks and commas"),
        (["--port", "8282"], "unrecognized arguments: --port 8282"),
        (["wss://other.example"], "unrecognized arguments: wss://other.example"),
    ],
)
def test_an_option_that_cannot_be(doctor, words, expected):
    refused(doctor(SERVER, *words), expected)
