"""Other programs say something in a room by a webhook's address alone."""

import json
import uuid
from urllib.parse import urlencode, urlsplit

import pytest

from chat import uses
from chat.models import Ban, Member, Message, Webhook
from tests.chat.api.conftest import until_noted

pytestmark = pytest.mark.django_db(transaction=True)

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def lobby(tom, lobby):
    """Now tom leads it."""
    Member.objects.filter(user=tom).update(role=Member.Role.OWNER)
    return lobby


@pytest.fixture
def made(ask, secret, lobby):
    return ask("POST", f"/api/rooms/{lobby.pk}/webhooks", secret, {"name": "Weather"}).json


@pytest.fixture
def address(made):
    return urlsplit(made["url"]).path


def said():
    return list(Message.objects.values_list("author__display_name", "body"))


def test_its_address_is_whole_and_is_shown_only_once(ask, secret, lobby, made):
    assert made["url"].startswith("https://localhost:8282/api/hooks/")
    (listed,) = ask("GET", f"/api/rooms/{lobby.pk}/webhooks", secret).json["webhooks"]
    assert listed == made["webhook"]
    assert "url" not in listed


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", json.dumps({"text": "Sunny", "username": "Sun", "blocks": []})),
        (FORM, urlencode({"text": "Sunny"})),
        (FORM, urlencode({"payload": json.dumps({"text": "Sunny"})})),
    ],
    ids=["JSON", "form", "JSON in a form"],
)
def test_what_slack_takes_is_said_by_the_bot(ask, address, kind, body):
    answer = ask("POST", address, body=body.encode(), content_type=kind)
    assert answer.status == 200
    assert said() == [("Weather", "Sunny")]


def test_the_same_client_id_is_said_once(ask, address):
    data = {"text": "Sunny", "client_id": str(uuid.uuid4())}
    assert ask("POST", address, data=data).body == ask("POST", address, data=data).body
    assert len(said()) == 1


@pytest.mark.parametrize(
    ("kind", "body", "status", "code"),
    [
        ("text/plain", "hello", 415, "only_json"),
        ("application/json", "{}", 400, "bad_command"),
        ("application/json", '{"text": "  "}', 422, "blank"),
        (FORM, "other=1", 400, "bad_command"),
        (FORM, "payload=%7B", 400, "bad_command"),
        (FORM, "payload=", 400, "bad_command"),
        (FORM, "text=%FF", 400, "bad_command"),
        (FORM, "&".join(["a=1"] * 101), 400, "bad_command"),
    ],
)
def test_what_is_wrong_is_told_to_who_posts(ask, address, kind, body, status, code):
    answer = ask("POST", address, body=body.encode(), content_type=kind)
    assert (answer.status, answer.json["error"]) == (status, code)
    assert not said()


def test_an_address_that_leads_nowhere_says_so(ask, secret, made, address):
    assert ask("POST", f"{address}x", data={"text": "hi"}).status == 404
    ask("DELETE", f"/api/webhooks/{made['webhook']['id']}", secret)
    assert ask("POST", address, data={"text": "hi"}).status == 404


def test_when_it_was_last_used_is_noted(ask, address):
    uses.noted.clear()
    assert ask("POST", address, data={"text": "hi"}).status == 200
    until_noted(ask, Webhook)


def test_a_bot_that_is_banned_says_nothing(ask, address):
    Ban.objects.create(user=Webhook.objects.get().bot)
    answer = ask("POST", address, data={"text": "hi"})
    assert (answer.status, answer.json["error"]) == (403, "banned") and not said()


def test_only_who_leads_a_room_gives_it_webhooks(ask, person, token_of, lobby, made):
    ann = person("ann")
    Member.objects.create(room=lobby, user=ann)
    hers = token_of(ann)
    assert ask("GET", f"/api/rooms/{lobby.pk}/webhooks", hers).status == 403
    assert ask("POST", f"/api/rooms/{lobby.pk}/webhooks", hers, {"name": "x"}).status == 403
    assert ask("DELETE", f"/api/webhooks/{made['webhook']['id']}", hers).status == 403
