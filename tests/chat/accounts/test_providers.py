"""Signing in by another site, which is a real one on loopback."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress

from chat.models import Invite, User
from tests.chat.accounts.conftest import Browser, read
from tests.chat.accounts.oidc import Provider

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def provider(settings):
    found = Provider()
    settings.OIDC_PROVIDERS = [found.app()]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [found.app()]}}
    yield found
    found.close()


def come_back(visitor, tamper=None):
    """Press the button, sign in over there, and come back; what our site then answers."""
    page = visitor.post("/account/oidc/login/")
    asked = re.search(r"URL='([^']+)'", page.content.decode())[1].replace("&amp;", "&")
    named = {name: value[0] for name, value in parse_qs(urlsplit(asked).query).items()}
    assert named["code_challenge_method"] == "S256"
    state = tamper or named["state"]
    return visitor.get("/account/oidc/callback/", {"code": "c", "state": state})


def test_the_sign_in_page_offers_it(provider, visitor):
    assert "Continue with Example" in read(visitor.get("/login/"))


def test_who_is_new_gets_an_account_where_the_site_wants_it(provider, visitor, settings):
    settings.OIDC_SIGN_UP = True
    assert come_back(visitor)["Location"] == "/"
    eve = User.objects.get(pk=visitor.who)
    assert (eve.name, eve.email, eve.has_usable_password()) == (
        "Eve Adams",
        "eve@example.org",
        False,
    )
    assert provider.asked["code_verifier"], "PKCE"
    assert come_back(Browser())["Location"] == "/"
    assert User.objects.count() == 1


def test_who_is_new_gets_none_where_accounts_are_given(provider, visitor):
    assert "Ask them for one" in read(come_back(visitor))
    assert not User.objects.exists()


def test_an_invite_counts_there_too(provider, visitor, settings, tom, room_of, link):
    settings.SIGN_UP = "invite"
    path = link(tom, room_of(tom, title="design"), uses=1)
    visitor.get(path)
    assert come_back(visitor)["Location"] == path
    assert Invite.objects.get().uses == 1


def test_who_has_an_account_with_the_address_comes_into_it(provider, visitor, known):
    eve = known("eve", email="eve@example.org")
    EmailAddress.objects.create(user=eve, email=eve.email, verified=True, primary=True)
    come_back(visitor)
    assert visitor.who == str(eve.pk)


def test_an_address_that_is_not_vouched_for_opens_nobody_s_account(provider, visitor, known):
    provider.verified = False
    eve = known("eve", email="eve@example.org")
    EmailAddress.objects.create(user=eve, email=eve.email, verified=True, primary=True)
    come_back(visitor)
    assert visitor.who is None


def test_an_answer_to_a_question_of_another_browser_opens_nothing(provider, visitor, settings):
    settings.OIDC_SIGN_UP = True
    answer = come_back(visitor, tamper="forged")
    assert answer.status_code in (200, 401, 403)
    assert visitor.who is None
    assert "Third-Party Login Failure" in read(answer)


def test_a_provider_that_is_away_is_said_to_be(provider, visitor):
    provider.close()
    assert "Third-Party Login Failure" in read(visitor.post("/account/oidc/login/"))


def test_without_a_provider_there_are_no_such_pages(visitor):
    for path in ("oidc/login", "oidc/callback", "others"):
        assert visitor.get(f"/account/{path}/").status_code == 404
