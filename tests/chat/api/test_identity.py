"""The API lets in whom it knows, and nobody else."""

import pytest
from django.utils import timezone

from chat import uses
from chat.models import Ban, Token
from tests.chat.api.conftest import until_noted

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_token_says_who_asks(ask, tom, secret):
    answer = ask("GET", "/api/me", secret)
    assert answer.status == 200
    assert answer.json == {"id": tom.pk, "username": "tom", "name": "tom"}


def test_who_is_signed_in_on_a_page_of_ours_may_ask_too(ask, signed):
    assert ask("GET", "/api/me", **signed).json["username"] == "tom"


@pytest.mark.parametrize(
    "authorization", ["Bearer wrong", "Bearer ", "Basic dG9tOnRvbQ==", "bearer", "Bearer \x00é"]
)
def test_who_proves_nothing_is_told_to_sign_in(ask, signed, authorization):
    answer = ask("GET", "/api/me", **signed, authorization=authorization)
    assert (answer.status, answer.json["error"]) == (401, "not_signed_in")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_who_sends_nothing_is_told_to_sign_in(ask, db):
    assert ask("GET", "/api/me").json["error"] == "not_signed_in"


@pytest.mark.parametrize("ended", ["expires", "revoked"])
def test_a_token_that_has_ended_lets_nobody_in(ask, secret, ended):
    Token.objects.update(**{ended: timezone.now()})
    assert ask("GET", "/api/me", secret).status == 401


def test_the_use_of_a_token_is_noted(ask, secret):
    uses.noted.clear()
    assert ask("GET", "/api/me", secret).status == 200
    until_noted(ask, Token)


def test_who_is_banned_from_the_site_is_told_why(ask, tom, secret):
    Ban.objects.create(user=tom, reason="spam")
    answer = ask("GET", "/api/me", secret)
    assert (answer.status, answer.json["error"]) == (403, "banned")


def test_a_bearer_is_known_however_the_word_is_written(ask, secret):
    assert ask("GET", "/api/me", authorization=f"bearer {secret}").status == 200
