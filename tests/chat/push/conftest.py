"""A push service, browsers of people's, and what the journal pushes to them."""

import asyncio
import contextlib
import json
import uuid

import pytest
from django.test import AsyncClient

from chat import push as push_module
from chat.actions.draft import Draft
from chat.journal import journal
from chat.push import delivery, keys
from tests.chat.push.browsers import Browser, Service


@pytest.fixture
def service(pki, settings, tmp_path, monkeypatch):
    """A service on this machine, where pushes may go in this test."""
    settings.PUSH_ANYWHERE, settings.PUSH_KEY = True, tmp_path / "push.pem"
    keys.load.cache_clear()
    monkeypatch.setattr(delivery, "trust", pki.client)
    monkeypatch.setattr(push_module, "GATHER", 0.05)
    with Service(pki) as service:
        yield service
    keys.load.cache_clear()


class Window:
    """Somebody's browser in which they are signed in."""

    def __init__(self, service, user, **cookies):
        self.browser, self.client = Browser(service, user.username), AsyncClient()
        self.user = user
        self.client.cookies.load(cookies)

    @property
    def told(self):
        return self.browser.told

    async def enter(self):
        await self.client.aforce_login(self.user)
        return self

    async def ask(self, method, data, **options):
        body = data if isinstance(data, str) else json.dumps(data)
        asked = getattr(self.client, method)
        return await asked("/push/", body, content_type="application/json", **options)

    async def subscribe(self, **options):
        return await self.ask("post", self.browser.subscription, **options)

    async def unsubscribe(self):
        return await self.ask("delete", {"endpoint": self.browser.subscription["endpoint"]})


@pytest.fixture
def window(service):
    """`ann_s = await window(ann)`: a browser of hers, which is pushed to."""

    async def opened(user, language="en"):
        window = await Window(service, user, django_language=language).enter()
        answer = await window.subscribe()
        assert (answer.status_code, answer.content) == (200, b"{}")
        return window

    return opened


@pytest.fixture
def say(service):
    """`await say(tom, room, "hello")`: posted, and pushed to whom it rings for."""

    async def said(author, room, *bodies, client_id=None, **fields):
        for body in bodies:
            draft = Draft(author.pk, room.pk, client_id or uuid.uuid4(), body, **fields)
            done = await journal().post(draft)
        await pushed()
        return done.message

    return said


async def pushed():
    """Wait until all is pushed that is to be."""
    tasks = journal().push.tasks
    while tasks.running:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait(set(tasks.running))
