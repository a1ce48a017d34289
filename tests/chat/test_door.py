"""The chat door on any ASGI server: who may be here no longer leaves at once, and says why."""

import asyncio
import hashlib
import json
from contextlib import asynccontextmanager

import pytest
from channels.testing import WebsocketCommunicator
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from chat.consumers.backlog import FULL, Backlog
from chat.consumers.chat import Chat
from chat.consumers.chat import entry as entry_module
from chat.hub import hub
from chat.models import Ban, Token, User
from tests.chat.processes import changed
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.django_db(transaction=True)


class Socket:
    """Somebody at the door."""

    def __init__(self, communicator):
        self.communicator = communicator

    async def hears(self):
        return json.loads(await self.communicator.receive_from(timeout=PATIENCE))

    async def asks(self, do, **fields):
        await self.communicator.send_to(json.dumps({"do": do, "ref": 1, **fields}))
        return await self.hears()

    async def ends(self):
        """The error, the goodbye and the code of the close."""
        error, bye = await self.hears(), await self.hears()
        closed = await self.communicator.receive_output(timeout=PATIENCE)
        assert closed["type"] == "websocket.close" and closed["code"] == bye["code"]
        return error["error"], bye["code"]


@asynccontextmanager
async def enter(**headers):
    """A socket with these headers, on a server without extensions."""
    told = [(name.encode(), value.encode()) for name, value in headers.items()]
    communicator = WebsocketCommunicator(
        Chat.as_asgi(), "/wss/chat", [(b"host", b"testserver"), *told]
    )
    communicator.scope["scheme"] = "wss"
    assert (await communicator.connect())[0]
    try:
        yield Socket(communicator)
    finally:
        await communicator.disconnect()


def token_of(user, secret, scope="chat"):
    digest = hashlib.sha256(secret.encode()).hexdigest()
    return Token.objects.create(user=user, name="t", digest=digest, scopes=[scope])


def session_of(user):
    session = SessionStore()
    session.update(
        {
            "_auth_user_id": str(user.pk),
            "_auth_user_backend": "allauth.account.auth_backends.AuthenticationBackend",
            "_auth_user_hash": user.get_session_auth_hash(),
        }
    )
    session.create()
    return session


def by_token(secret):
    return enter(authorization=f"Bearer {secret}")


def by_session(session):
    return enter(cookie=f"sessionid={session.session_key}", origin="https://testserver")


def revoke(token):
    token.revoked = timezone.now()
    token.save(update_fields=["revoked"])


async def test_who_signs_out_leaves_that_browser_only(tom):
    here, there = await changed(lambda: (session_of(tom), session_of(tom)))
    async with by_session(here) as page, by_session(there) as other:
        assert "error" not in await page.asks("hello")
        await changed(here.flush)
        assert await page.ends() == ("signed_out", 4500)
        assert "error" not in await other.asks("hello")


@pytest.mark.parametrize("end", [revoke, Token.delete], ids=["revoked", "deleted"])
async def test_a_token_that_is_taken_back_closes_its_sockets_and_no_others(tom, end):
    token, _ = await changed(lambda: (token_of(tom, "a"), token_of(tom, "b")))
    async with by_token("a") as one, by_token("b") as other:
        assert "error" not in await one.asks("hello")
        await changed(lambda: end(token))
        assert await one.ends() == ("signed_out", 4500)
        assert "error" not in await other.asks("hello")


def close_account(user):
    user.is_active = False
    user.save()


def ban(user):
    Ban.objects.create(user=user)


@pytest.mark.parametrize(
    ("decide", "end"), [(close_account, ("signed_out", 4500)), (ban, ("banned", 4503))]
)
async def test_who_may_not_use_the_site_any_more_leaves_everywhere(tom, decide, end):
    session, _ = await changed(lambda: (session_of(tom), token_of(tom, "a")))
    async with by_session(session) as page, by_token("a") as program:
        assert "error" not in await page.asks("hello")
        await changed(lambda: decide(tom))
        assert await page.ends() == await program.ends() == end


async def test_what_nobody_tells_is_found_by_looking(tom, settings):
    settings.CHAT_WATCH = 0.2
    await changed(lambda: token_of(tom, "a"))
    async with by_token("a") as tom:
        assert "error" not in await tom.asks("hello")
        await changed(lambda: Token.objects.update(expires=timezone.now()))
        assert await tom.ends() == ("signed_out", 4500)


async def test_while_the_layer_may_be_away_it_is_found_at_once(tom, settings):
    settings.CHAT_WATCH = 3600
    await changed(lambda: token_of(tom, "a"))
    async with by_token("a") as tom:
        assert "error" not in await tom.asks("hello")
        await until(lambda: hub().link.well)
        await changed(lambda: Token.objects.update(revoked=timezone.now()))
        hub().link.turn(well=False)
        assert await tom.ends() == ("signed_out", 4500)


async def test_a_token_that_may_only_read_from_now_on_says_nothing_more(tom, room_of, settings):
    settings.CHAT_WATCH = 0.05
    room, _ = await changed(lambda: (room_of(tom), token_of(tom, "a")))
    async with by_token("a") as tom:
        assert "error" not in await tom.asks("mark.read", room=room.pk, seq=0)
        await changed(lambda: Token.objects.update(scopes=["read"]))
        for _ in range(100):
            if (await tom.asks("mark.read", room=room.pk, seq=0)).get("error") == "read_only":
                return
            await asyncio.sleep(0.05)
    raise AssertionError("it went on")


async def test_who_is_banned_and_reads_nothing_is_closed_all_the_same(tom):
    await changed(lambda: token_of(tom, "a"))
    said, stuck, closed = asyncio.Queue(), asyncio.Event(), asyncio.Event()

    async def send(message):
        if stuck.is_set() and message["type"] == "websocket.send":
            await asyncio.Event().wait()  # our server waits for a client that makes no room
        if message["type"] == "websocket.close":
            closed.set()

    door = asyncio.create_task(Chat.as_asgi()(as_our_server("a"), said.get, send))
    said.put_nowait({"type": "websocket.connect"})
    await until(lambda: hub().people.sockets.get(tom.pk))
    stuck.set()
    await changed(lambda: ban(tom))
    await asyncio.wait_for(closed.wait(), PATIENCE)
    said.put_nowait({"type": "websocket.disconnect", "code": 4503})
    await door


def as_our_server(secret):
    """The scope of a socket with this token, as our own server gives it."""
    return {
        "type": "websocket",
        "scheme": "wss",
        "path": "/wss/chat",
        "headers": [(b"host", b"testserver"), (b"authorization", f"Bearer {secret}".encode())],
        "subprotocols": [],
        "extensions": {
            "wss.broadcast": {"prepare": lambda text, _: text, "write": lambda frame: None}
        },
    }


async def test_signing_in_elsewhere_changes_nothing(tom):
    session = await changed(lambda: session_of(tom))
    async with by_session(session) as page:
        await changed(lambda: User.objects.get(pk=tom.pk).save())
        assert "error" not in await page.asks("hello")


async def test_a_token_that_only_reads_hears_and_is_not_seen(tom, room_of):
    room, *_ = await changed(lambda: (room_of(tom), token_of(tom, "a"), token_of(tom, "b", "read")))
    async with by_token("b") as reader:
        opened = await reader.asks("room.open", room=room.pk)
        assert opened["room"]["id"] == room.pk and "present" not in opened
        async with by_token("a") as writer:
            assert (await writer.asks("room.open", room=room.pk))["present"] == {
                str(tom.pk): "online"
            }
            assert (await reader.hears())["on"] == "presence", "the premise: it hears others"


async def test_who_says_nothing_is_told_after_a_while(monkeypatch):
    monkeypatch.setattr(entry_module, "PATIENCE", 0.1)
    async with enter() as nobody:
        assert await nobody.ends() == ("not_signed_in", 4501)


async def test_a_backlog_keeps_the_order_and_says_when_it_is_full():
    sent, gate = [], asyncio.Event()

    async def send(text):
        await gate.wait()
        sent.append(text)

    backlog = Backlog(send)
    assert all(backlog.put(str(n)) for n in range(100))
    await asyncio.sleep(0)  # the first is on its way
    assert not backlog.put("x" * FULL), "the reader is too far behind"
    backlog.clear()
    assert backlog.put("the end")
    gate.set()
    await until(lambda: sent == ["0", "the end"])
