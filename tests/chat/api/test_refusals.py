"""What is wrong is said: what, why, and what to do."""

import asyncio

import pytest

from chat.api import rooms
from chat.api.door import Door
from chat.models import Message
from chat.protocol.frames import Refusal
from chat.wording import words
from tests.chat.api.conftest import log_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("path", "named"),
    [("?limit=101", "$.limit"), ("?limit=many", "$.limit"), ("?before=-1", "$.before")],
)
def test_a_wrong_question_names_its_field(ask, secret, lobby, path, named):
    answer = ask("GET", log_of(lobby) + path, secret)
    assert (answer.status, answer.json["error"]) == (400, "bad_command")
    assert named in answer.json["text"]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"", "object"),
        (b"{", "JSON"),
        (b"[]", "object"),
        (b"{}", "body"),
        (b'{"body": 7}', "$.body"),
        (b'{"body": "x", "client_id": "me"}', "$.client_id"),
        (b'{"body": "x", "reply_to": 1e99}', "$.reply_to"),
        (b'{"body": "\xff"}', "utf-8"),
        (b'{"body": ' + b"[" * 60_000, "body"),
        (b'{"body": "\\ud800"}', "JSON"),
    ],
)
def test_a_wrong_body_names_what_is_wrong(ask, secret, lobby, body, named):
    answer = ask("POST", log_of(lobby), secret, body=body, content_type="application/json")
    assert (answer.status, answer.json["error"]) == (400, "bad_command")
    assert named.lower() in answer.json["text"].lower()


def test_a_body_is_as_big_as_a_frame_at_most(ask, secret, lobby):
    for length in ("70000", "0"):  # a length may be a lie
        answer = ask("POST", log_of(lobby), secret, {"body": "x" * 69_000}, content_length=length)
        assert (answer.status, answer.json["error"]) == (413, "too_big")


def test_a_key_that_is_none_is_named(ask, secret, lobby):
    answer = ask("POST", log_of(lobby), secret, {"body": "hi"}, idempotency_key="mine")
    assert (answer.status, answer.json["error"]) == (400, "bad_command")
    assert "Idempotency-Key" in answer.json["text"]


def test_half_a_request_is_none(lobby, secret):
    """A server that hears of a body's end by the client's going must not have it obeyed."""
    parts = [
        {"type": "http.request", "body": b'{"body": "half"}', "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive():
        return parts.pop(0)

    async def send(message):
        raise AssertionError("nobody is there to be answered")

    headers = [(b"authorization", f"Bearer {secret}".encode()), (b"host", b"localhost")]
    scope = {"type": "http", "method": "POST", "path": log_of(lobby), "headers": headers}
    asyncio.run(Door()(scope, receive, send))
    assert not Message.objects.exists()


def test_a_room_that_is_not_mine_is_like_one_that_is_none(ask, person, room_of, secret):
    foreign = room_of(person("eve"))
    answers = [
        ask("GET", f"/api/rooms/{room}{tail}", secret)
        for room in (foreign.pk, 99)
        for tail in ("", "/messages", "/messages?since=0", "/members", "/export")
    ]
    assert {(answer.status, answer.body) for answer in answers} == {(404, answers[0].body)}


@pytest.mark.parametrize(
    "path", ["/api/nowhere", "/api/rooms/x", "/api/rooms/1/", "/api/%00", "/api/%0A"]
)
def test_an_unknown_path_names_the_document(ask, db, path):
    answer = ask("GET", f"/api/{path}")
    assert (answer.status, answer.json["error"]) == (404, "no_such_path")
    assert "/api/openapi.json" in answer.json["text"]


def test_a_method_that_is_none_names_those_that_are(ask, secret):
    answer = ask("DELETE", "/api/rooms", secret)
    assert (answer.status, answer.json["error"]) == (405, "no_such_method")
    assert answer.headers["allow"] == "GET, POST"


def test_a_foreign_host_is_refused(ask, db):
    answer = ask("GET", "/api/me", host="evil.example")
    assert (answer.status, answer.json["error"]) == (400, "foreign_host")


def test_a_refusal_is_in_the_language_of_who_asks(ask, db):
    for language in ("en", "vi", "zh-hans"):
        told = ask("GET", "/api/me", accept_language=language).json["text"]
        assert told == words(Refusal("not_signed_in"), language)


def test_who_may_come_again_is_told_when(ask, secret, monkeypatch):
    monkeypatch.setattr(rooms.mine, "rooms_of", fails(Refusal("try_again", 1.5)))
    answer = ask("GET", "/api/rooms", secret)
    assert (answer.status, answer.headers["retry-after"]) == (503, "2")
    assert answer.json["retry_after"] == 1.5


def test_what_breaks_on_our_side_is_noted_and_told_without_its_reasons(
    ask, secret, monkeypatch, caplog
):
    monkeypatch.setattr(rooms.mine, "rooms_of", fails(ZeroDivisionError("secret reasons")))
    answer = ask("GET", "/api/rooms", secret)
    assert (answer.status, answer.json["error"]) == (500, "failed")
    assert b"reasons" not in answer.body
    assert "ZeroDivisionError" in caplog.text


def fails(error):
    def raises(*args):
        raise error

    return raises
