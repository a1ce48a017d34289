"""The HTTP API lets in whom it knows, says what is wrong, and opens no door to foreign pages."""

import asyncio
import json
import uuid

import pytest
from django.utils import timezone

from chat.api import rooms
from chat.api.door import Door
from chat.models import Ban, Member, Message, Token, export
from chat.protocol.frames import Refusal
from chat.wording import words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tom(person):
    return person("tom")


@pytest.fixture
def secret(tom, token_of):
    return token_of(tom)


@pytest.fixture
def lobby(tom, room_of):
    return room_of(tom, title="Lobby")


@pytest.fixture
def signed(tom, signed_in):
    return signed_in(tom)


def messages(room):
    return f"/api/rooms/{room.pk}/messages"


# ---- Who asks ------------------------------------------------------------------------------------


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


def test_who_is_banned_from_the_site_is_told_why(ask, tom, secret):
    Ban.objects.create(user=tom, reason="spam")
    answer = ask("GET", "/api/me", secret)
    assert (answer.status, answer.json["error"]) == (403, "banned")


def test_a_bearer_is_known_however_the_word_is_written(ask, secret):
    assert ask("GET", "/api/me", authorization=f"bearer {secret}").status == 200


# ---- Foreign pages -------------------------------------------------------------------------------


def test_a_page_of_ours_may_post_with_its_csrf_token(ask, signed, lobby):
    assert ask("POST", messages(lobby), data={"body": "hi"}, **signed).status == 201


@pytest.mark.parametrize(
    "change",
    [
        {"x_csrftoken": ""},
        {"x_csrftoken": "d" * 32},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
    ids=["no token", "another token", "another origin", "a sandboxed page"],
)
def test_a_foreign_page_cannot_post_with_somebodys_cookie(ask, signed, lobby, change):
    answer = ask("POST", messages(lobby), data={"body": "hi"}, **signed | change)
    assert (answer.status, answer.json["error"]) == (403, "csrf_failed")
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_what_a_form_could_send_is_not_read(ask, secret, lobby, kind):
    answer = ask("POST", messages(lobby), secret, body=b'{"body": "hi"}', content_type=kind)
    assert (answer.status, answer.json["error"]) == (415, "only_json")
    assert not Message.objects.exists()


def test_no_other_origin_is_told_that_it_may_read(ask, secret):
    for method in ("GET", "OPTIONS"):
        answer = ask(method, "/api/me", secret, origin="https://evil.example")
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_browser_is_told_to_come_by_tls_again(ask, secret, settings):
    settings.SECURE_HSTS_SECONDS = 3600
    assert ask("GET", "/api/me", secret).headers["strict-transport-security"] == "max-age=3600"


def test_nobody_frames_sniffs_or_keeps_an_answer(ask, secret):
    answer = ask("GET", "/api/me", secret)
    headers = answer.headers
    assert headers["content-length"] == str(len(answer.body))
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


# ---- What is wrong is said -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "named"),
    [("?limit=101", "$.limit"), ("?limit=many", "$.limit"), ("?before=-1", "$.before")],
)
def test_a_wrong_question_names_its_field(ask, secret, lobby, path, named):
    answer = ask("GET", messages(lobby) + path, secret)
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
    answer = ask("POST", messages(lobby), secret, body=body, content_type="application/json")
    assert (answer.status, answer.json["error"]) == (400, "bad_command")
    assert named.lower() in answer.json["text"].lower()


def test_a_body_is_as_big_as_a_frame_at_most(ask, secret, lobby):
    for length in ("70000", "0"):  # a length may be a lie
        answer = ask("POST", messages(lobby), secret, {"body": "x" * 69_000}, content_length=length)
        assert (answer.status, answer.json["error"]) == (413, "too_big")


def test_a_key_that_is_none_is_named(ask, secret, lobby):
    answer = ask("POST", messages(lobby), secret, {"body": "hi"}, idempotency_key="mine")
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
    scope = {"type": "http", "method": "POST", "path": messages(lobby), "headers": headers}
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


# ---- Reading and writing -------------------------------------------------------------------------


def test_what_is_posted_is_read_back(ask, secret, lobby):
    posted = ask("POST", messages(lobby), secret, {"body": "hello"}).json["message"]
    assert ask("GET", messages(lobby), secret).json == {"messages": [posted]}


def test_a_post_of_the_same_key_is_one(ask, secret, lobby):
    key = str(uuid.uuid4())
    said = [
        ask("POST", messages(lobby), secret, {"body": "hi"}, idempotency_key=key).json,
        ask("POST", messages(lobby), secret, {"body": "hi", "client_id": key}).json,
    ]
    assert said[0] == said[1]
    assert Message.objects.count() == 1
    other = ask("POST", messages(lobby), secret, {"body": "ho", "client_id": key})
    assert (other.status, other.json["error"]) == (409, "id_reused")


def test_a_post_without_a_key_is_said_each_time(ask, secret, lobby):
    for _ in range(2):
        assert ask("POST", messages(lobby), secret, {"body": "hi"}).status == 201
    assert Message.objects.count() == 2


def test_what_cannot_be_said_is_refused_as_on_the_socket(ask, secret, lobby):
    for body, code in (("  ", "blank"), ("x" * 4001, "too_long")):
        answer = ask("POST", messages(lobby), secret, {"body": body})
        assert (answer.status, answer.json["error"]) == (422, code)


def test_history_is_read_page_by_page(ask, secret, lobby):
    for number in range(5):
        ask("POST", messages(lobby), secret, {"body": str(number)})
    seen, before = [], ""
    while True:
        page = ask("GET", f"{messages(lobby)}?limit=2{before}", secret).json
        seen = [message["body"] for message in page["messages"]] + seen
        if not page.get("more"):
            break
        before = f"&before={page['messages'][0]['seq']}"
    assert seen == ["0", "1", "2", "3", "4"]


def test_what_changed_since_a_position_is_read(ask, secret, lobby):
    for number in range(3):
        ask("POST", messages(lobby), secret, {"body": str(number)})
    changes = ask("GET", f"{messages(lobby)}?since=1", secret).json
    assert [message["body"] for message in changes["messages"]] == ["1", "2"]
    assert (changes["seq"], "reset" in changes) == (3, False)
    other = ask("GET", f"{messages(lobby)}?since=1&epoch=other", secret).json
    assert other["reset"]


def test_an_export_is_the_whole_log_and_says_where_it_ends(ask, secret, lobby, tom):
    Member.objects.filter(user=tom).update(role=Member.Role.OWNER)
    for number in range(3):
        ask("POST", messages(lobby), secret, {"body": f"line\n{number}"})
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
        ask("POST", messages(lobby), secret, {"body": str(number)})
    said = [
        json.loads(line)
        for line in ask("GET", f"/api/rooms/{lobby.pk}/export", secret).body.splitlines()
    ]
    assert [line["message"]["body"] for line in said[1:-1]] == ["0", "1", "2", "3"]
    assert said[-1] == {"end": 4}


def test_an_export_is_for_who_leads_the_room(ask, secret, lobby):
    answer = ask("GET", f"/api/rooms/{lobby.pk}/export", secret)
    assert (answer.status, answer.json["error"]) == (403, "forbidden")
