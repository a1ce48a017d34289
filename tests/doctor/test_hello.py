"""TLS's first message and its answers, byte by byte."""

import contextlib
import ssl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatsite.wss.doctor import hello
from chatsite.wss.doctor.hello import TLS12, TLS13, Alert, Foreign, ServerHello
from chatsite.wss.doctor.suites import ALL_WEAK, EVERY, NAMES, OLD, STRONG
from tests.tls import Authority

CHOICE = bytes.fromhex("16030300520200004e0303") + bytes(32) + b"\x20" + bytes(32)
CHOICE += bytes.fromhex("1302000006002b00020304")  # suite, no compression, supported_versions: 1.3


def answer_of(context, question):
    """What the `ssl` of this machine answers to these bytes."""
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    there.write(question)
    server = context.wrap_bio(there, back, server_side=True)
    with contextlib.suppress(ssl.SSLError):
        server.do_handshake()
    return back.read()


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.load_cert_chain(*Authority(tmp_path_factory.mktemp("tls")).pair("chat.example.org"))
    return found


def test_openssl_takes_our_hello_and_tells_its_choice_and_the_name(context):
    asked = []
    context.sni_callback = lambda _connection, name, _context: asked.append(name)
    said = hello.answer(answer_of(context, hello.client_hello(TLS13, EVERY, "chat.example.org")))
    assert said == ServerHello(TLS13, 0x1302)
    said = hello.answer(answer_of(context, hello.client_hello(TLS12, EVERY)))
    assert said.version == TLS12 and said.suite in STRONG
    assert asked == ["chat.example.org", None]


def test_openssl_refuses_what_it_does_not_speak(context):
    said = hello.answer(answer_of(context, hello.client_hello(hello.SSL3, EVERY)))
    assert isinstance(said, Alert)
    said = hello.answer(answer_of(context, hello.client_hello(TLS12, tuple(ALL_WEAK))))
    assert str(said) == "handshake_failure"


def test_a_server_that_wants_another_curve_is_one_of_tls_1_3_all_the_same(context):
    context.set_ecdh_curve("secp521r1")
    said = hello.answer(answer_of(context, hello.client_hello(TLS13, EVERY)))
    assert said == ServerHello(TLS13, 0x1302)


@pytest.mark.parametrize("length", range(len(CHOICE)))
def test_an_answer_may_come_in_pieces(length):
    assert hello.answer(CHOICE[:length]) is None


def test_an_answer_is_understood_with_whatever_follows_it():
    assert hello.answer(CHOICE + b"\x14\x03\x03\x00\x01\x01") == ServerHello(TLS13, 0x1302)


def test_a_warning_is_passed_over():
    warning = bytes.fromhex("15030300020170")  # unrecognized_name, as old Apaches say
    assert hello.answer(warning) is None
    assert hello.answer(warning + CHOICE) == ServerHello(TLS13, 0x1302)
    assert str(hello.answer(bytes.fromhex("15030100020246"))) == "protocol_version"
    assert str(hello.answer(bytes.fromhex("150301000202ff"))) == "255"


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda rest: b"\x16\x03\x03" + rest))
def test_whatever_a_server_says_is_no_error(received):
    assert isinstance(hello.answer(received), ServerHello | Alert | Foreign | None)


def test_every_suite_stands_in_one_place_and_has_the_number_that_openssl_knows():
    assert len(NAMES) == 3 + len(STRONG) + len(OLD) + len(ALL_WEAK)
    known = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    known.set_ciphers("ALL:COMPLEMENTOFALL:@SECLEVEL=0")
    numbers = {suite["id"] & 0xFFFF: suite["name"] for suite in known.get_ciphers()}
    for number in NAMES.keys() & numbers.keys():
        assert words(NAMES[number]) == words(numbers[number]), hex(number)


def words(name):
    """The parts of a name that IANA and OpenSSL have in common."""
    text = name.upper().replace("_", "-").replace("AES-", "AES").replace("CHACHA20-", "")
    return {
        kind
        for kind in ("ECDHE", "ECDSA", "NULL", "AES128", "AES256", "GCM", "CHACHA20", "SHA384")
        if kind in text
    }
