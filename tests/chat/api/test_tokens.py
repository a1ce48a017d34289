"""People make access tokens on a page, see them, and end them."""

import pytest

from chat.models import Token

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_token_is_shown_once_and_lets_its_owner_in(ask, signed):
    made = ask("POST", "/api/tokens", data={"name": "a bot"}, **signed)
    assert made.status == 201
    assert ask("GET", "/api/me", made.json["secret"]).json["username"] == "tom"
    (listed,) = ask("GET", "/api/tokens", **signed).json["tokens"]
    assert made.json["secret"] not in str(listed)
    assert made.json["secret"].startswith(listed["start"])


def test_a_token_cannot_make_another(ask, tom, token_of):
    answer = ask("POST", "/api/tokens", token_of(tom), {"name": "worse"})
    assert (answer.status, answer.json["error"]) == (401, "not_signed_in")
    assert Token.objects.count() == 1


def test_a_token_that_was_ended_lets_nobody_in(ask, signed):
    made = ask("POST", "/api/tokens", data={"name": "a bot"}, **signed).json
    assert ask("DELETE", f"/api/tokens/{made['token']['id']}", **signed).status == 200
    assert ask("GET", "/api/me", made["secret"]).status == 401


def test_nobody_ends_the_token_of_another(ask, signed, person, token_of):
    hers = token_of(person("ann"))
    theirs = Token.objects.get()
    assert ask("DELETE", f"/api/tokens/{theirs.pk}", **signed).status == 404
    assert ask("GET", "/api/me", hers).status == 200


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"name": ""},
        {"name": "x", "days": 0},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["admin"]},
    ],
)
def test_a_wish_for_a_token_that_makes_no_sense_is_refused(ask, signed, wish):
    assert ask("POST", "/api/tokens", data=wish, **signed).json["error"] == "bad_command"
