"""What is pushed is encrypted as RFC 8291 prints it, and signed as RFC 8292 asks."""

import stat

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from chat.push import keys
from chat.push.delivery import is_public
from chat.push.encryption import encrypt, unbase64url
from chat.text import plain
from tests.chat.push.browsers import b64, unb64

# RFC 8291, section 5 and appendix A.
TEXT = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_rfc_comes_out_byte_by_byte():
    once = ec.derive_private_key(int.from_bytes(unb64(SENDER), "big"), ec.SECP256R1())
    body = encrypt(TEXT, unb64(RECEIVER), unb64(AUTH), unb64(SALT), once)
    assert b64(body) == BODY


def test_no_two_pushes_are_alike():
    assert encrypt(TEXT, unb64(RECEIVER), unb64(AUTH)) != encrypt(
        TEXT, unb64(RECEIVER), unb64(AUTH)
    )


@pytest.mark.parametrize("text", ["a+b/", "a b", "*", "aaaaa"])
def test_what_is_no_base64_for_addresses_is_refused(text):
    with pytest.raises(ValueError):
        unbase64url(text)


def test_the_site_has_one_key_for_its_owner_s_eyes(settings, tmp_path):
    settings.PUSH_KEY = tmp_path / "new" / "push.pem"
    first = keys.public()
    assert len(unb64(first)) == 65
    assert stat.S_IMODE(settings.PUSH_KEY.stat().st_mode) == 0o600
    assert [path.name for path in settings.PUSH_KEY.parent.iterdir()] == ["push.pem"]
    keys.load.cache_clear()
    assert keys.public() == first


def test_of_processes_that_make_the_key_at_once_the_first_wins(tmp_path):
    path = tmp_path / "push.pem"
    keys.make(path)
    before = path.read_bytes()
    keys.make(path)
    assert path.read_bytes() == before


def test_a_key_that_cannot_be_used_costs_pushes_and_nothing_else(settings, tmp_path, caplog):
    settings.PUSH_KEY = tmp_path / "push.pem"
    settings.PUSH_KEY.write_text("no key")
    keys.load.cache_clear()
    assert keys.public() == ""
    assert "Nothing can be pushed" in caplog.text


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"]
)
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
        *("2002:7f00:1::", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
    ],
)
def test_nothing_inside_of_a_network_is_public(address):
    assert not is_public(address)


def test_a_message_is_one_line_of_plain_text():
    html = "<p>Hi <strong>you</strong> &lt;b&gt;</p><ul><li>one</li><li>two</li></ul><pre>a</pre>"
    assert plain(html, 120) == "Hi you <b> one two a"
    assert plain("<p>" + "word " * 100 + "</p>", 20) == "word word word word…"
    assert plain("<p>" + "字" * 100 + "</p>", 20) == "字" * 19 + "…"
    assert plain("", 20) == ""
    assert plain("<p>a\u202eb</p>", 20) == "ab"
