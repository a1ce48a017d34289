"""Asks the API in this process, by the way that requests take."""

import asyncio
import json
import time
import urllib.parse
from dataclasses import dataclass

import pytest
from django.test import Client

from chat.actions import tokens
from chat.api.door import Door
from tests.chat.doing import do

CSRF = "c" * 32


def log_of(room):
    """The path of a room's messages."""
    return f"/api/rooms/{room.pk}/messages"


@pytest.fixture
def secret(tom, token_of):
    """An access token of tom's."""
    return token_of(tom)


@pytest.fixture
def lobby(tom, room_of):
    """A room in which tom is."""
    return room_of(tom, title="Lobby")


@pytest.fixture
def signed(tom, signed_in):
    """The headers of a page of ours in which tom is signed in."""
    return signed_in(tom)


@pytest.fixture
def token_of(db):
    """Makes an access token: `secret = token_of(tom)`."""
    return lambda user, **fields: do(tokens.make, user, "tests", **fields).reply.secret


@pytest.fixture
def signed_in(db):
    """The headers of a page of ours in which somebody is signed in: `**signed_in(tom)`."""

    def made(user):
        client = Client()
        client.force_login(user)
        cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={CSRF}"
        return {"cookie": cookies, "origin": "https://localhost:8282", "x_csrftoken": CSRF}

    return made


@dataclass
class Answer:
    """What the API answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@pytest.fixture
def ask(transactional_db):
    """Asks the API, by the way that requests take: `ask("GET", "/api/me", secret)`."""
    with asyncio.Runner() as runner:
        door = Door()

        def asked(method, path, secret=None, data=None, body=None, **headers):
            if data is not None:
                body = json.dumps(data).encode()
                headers = {"content_type": "application/json"} | headers
            if secret:
                headers["authorization"] = f"Bearer {secret}"
            return runner.run(call(door, method, path, body or b"", headers))

        yield asked
        runner.run(end())


def until_noted(ask, kind):
    """Ask for something else until the use of the one such row is written down."""
    for _ in range(200):
        ask("GET", "/api/nowhere")
        if kind.objects.get().used:
            return
        time.sleep(0.01)
    raise AssertionError("nothing was noted")


async def end():
    """Cancel what the hub has going, again where a failure at that moment has hidden it."""
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        for task in others:
            task.cancel()
        await asyncio.wait(others, timeout=1)


async def call(door, method, path, body, headers):
    """One request and its answer, as a server brings them."""
    path, _, query = path.partition("?")
    named = {"host": "localhost:8282", "content_length": str(len(body))} | headers
    scope = {
        "type": "http",
        "method": method,
        "path": urllib.parse.unquote(path),
        "query_string": query.encode(),
        "scheme": "https",
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in named.items()
        ],
    }
    said = []

    async def receive():
        return {"type": "http.request", "body": body}

    async def send(message):
        said.append(message)

    await door(scope, receive, send)
    told = {name.decode().lower(): value.decode() for name, value in said[0]["headers"]}
    return Answer(said[0]["status"], told, b"".join(part.get("body", b"") for part in said[1:]))
