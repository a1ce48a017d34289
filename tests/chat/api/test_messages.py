"""The log of a room is read and written over HTTP."""

import json
import uuid

import pytest

from chat.models import Member, Message, export
from tests.chat.api.conftest import log_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_posted_is_read_back(ask, secret, lobby):
    posted = ask("POST", log_of(lobby), secret, {"body": "hello"}).json["message"]
    assert ask("GET", log_of(lobby), secret).json == {"messages": [posted]}


def test_a_post_of_the_same_key_is_one(ask, secret, lobby):
    key = str(uuid.uuid4())
    said = [
        ask("POST", log_of(lobby), secret, {"body": "hi"}, idempotency_key=key).json,
        ask("POST", log_of(lobby), secret, {"body": "hi", "client_id": key}).json,
    ]
    assert said[0] == said[1]
    assert Message.objects.count() == 1
    other = ask("POST", log_of(lobby), secret, {"body": "ho", "client_id": key})
    assert (other.status, other.json["error"]) == (409, "id_reused")


def test_a_post_without_a_key_is_said_each_time(ask, secret, lobby):
    for _ in range(2):
        assert ask("POST", log_of(lobby), secret, {"body": "hi"}).status == 201
    assert Message.objects.count() == 2


def test_what_cannot_be_said_is_refused_as_on_the_socket(ask, secret, lobby):
    for body, code in (("  ", "blank"), ("x" * 4001, "too_long")):
        answer = ask("POST", log_of(lobby), secret, {"body": body})
        assert (answer.status, answer.json["error"]) == (422, code)


def test_history_is_read_page_by_page(ask, secret, lobby):
    for number in range(5):
        ask("POST", log_of(lobby), secret, {"body": str(number)})
    seen, before = [], ""
    while True:
        page = ask("GET", f"{log_of(lobby)}?limit=2{before}", secret).json
        seen = [message["body"] for message in page["messages"]] + seen
        if not page.get("more"):
            break
        before = f"&before={page['messages'][0]['seq']}"
    assert seen == ["0", "1", "2", "3", "4"]


def test_history_is_read_onward(ask, secret, lobby):
    for number in range(3):
        ask("POST", log_of(lobby), secret, {"body": str(number)})
    page = ask("GET", f"{log_of(lobby)}?after=1&limit=1", secret).json
    assert [message["seq"] for message in page["messages"]] == [2] and page["more"]
    both = ask("GET", f"{log_of(lobby)}?after=1&before=3", secret)
    assert (both.status, both.json["error"]) == (400, "bad_command")


def test_the_replies_to_a_message_are_read(ask, secret, lobby):
    ask("POST", log_of(lobby), secret, {"body": "tea?"})
    yes = ask("POST", log_of(lobby), secret, {"body": "yes", "reply_to": 1}).json["message"]
    assert ask("GET", f"{log_of(lobby)}/1/replies", secret).json == {"messages": [yes]}


def test_what_changed_since_a_position_is_read(ask, secret, lobby):
    for number in range(3):
        ask("POST", log_of(lobby), secret, {"body": str(number)})
    changes = ask("GET", f"{log_of(lobby)}?since=1", secret).json
    assert [message["body"] for message in changes["messages"]] == ["1", "2"]
    assert (changes["seq"], "reset" in changes) == (3, False)
    other = ask("GET", f"{log_of(lobby)}?since=1&epoch=other", secret).json
    assert other["reset"]


def test_an_export_is_the_whole_log_and_says_where_it_ends(ask, secret, lobby, tom):
    Member.objects.filter(user=tom).update(role=Member.Role.OWNER)
    for number in range(3):
        ask("POST", log_of(lobby), secret, {"body": f"line\n{number}"})
    answer = ask("GET", f"/api/rooms/{lobby.pk}/export", secret)
    first, *said, last = answer.body.decode().splitlines()
    assert answer.headers["content-type"] == "application/jsonl"
    assert '"seq":3' in first
    assert len(said) == 3
    assert last == '{"end":3}'


def test_an_export_goes_on_where_a_page_ends(ask, secret, lobby, tom, monkeypatch):
    monkeypatch.setattr(export, "PAGE", 2)
    Member.objects.filter(user=tom).update(role=Member.Role.OWNER)
    for number in range(4):
        ask("POST", log_of(lobby), secret, {"body": str(number)})
    said = [
        json.loads(line)
        for line in ask("GET", f"/api/rooms/{lobby.pk}/export", secret).body.splitlines()
    ]
    assert [line["message"]["body"] for line in said[1:-1]] == ["0", "1", "2", "3"]
    assert said[-1] == {"end": 4}


def test_an_export_is_for_who_leads_the_room(ask, secret, lobby):
    answer = ask("GET", f"/api/rooms/{lobby.pk}/export", secret)
    assert (answer.status, answer.json["error"]) == (403, "forbidden")
