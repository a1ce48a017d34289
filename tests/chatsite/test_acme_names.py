"""Whoever gives a domain that cannot be certified reads why, before anything is asked."""

import pytest

from chatsite.wss.acme.names import Unfit, fit


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("chat.example.org", "chat.example.org"),
        ("Chat.Example.ORG.", "chat.example.org"),
        ("phòng.example.org", "xn--phng-mqa.example.org"),
        ("a.b.c.co.uk", "a.b.c.co.uk"),
    ],
)
def test_a_public_name_is_taken_as_certificates_have_it(typed, name):
    assert fit(typed) == name


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        ("10.0.0.7", "Give the address a name"),
        ("2001:db8::7", "Give the address a name"),
        ("[::1]", "Give the address a name"),
        ("localhost", "`serve` without --domain"),
        ("chat.localhost", "`serve` without --domain"),
        ("*.example.org", "a --domain for each"),
        ("a_b.example.org", "another name in DNS"),
        ("chat", "makecert"),
        ("chat.lan", "makecert"),
        ("chat.local", "makecert"),
        ("https://chat.example.org", "without https://"),
        ("chat..example.org", "without https://"),
        ("chat example.org", "without https://"),
        ("", "makecert"),
    ],
)
def test_any_other_is_refused_with_the_cure(typed, cure):
    with pytest.raises(Unfit) as refusal:
        fit(typed)
    assert str(refusal.value).startswith(typed) and cure in str(refusal.value)


def test_an_authority_of_ones_own_may_certify_internal_names_but_no_addresses():
    assert fit("chat.lan", public=False) == "chat.lan"
    with pytest.raises(Unfit):
        fit("10.0.0.7", public=False)
