"""What /healthz says to whoever decides whether people are sent to this process."""

import json
from types import SimpleNamespace

import pytest

from chatsite import health

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(monkeypatch):
    """Asks this process how it is, with so much room and such a channel layer."""

    async def answer(megabytes=1000, layer=None):
        async def trouble(patience):
            return layer

        link = SimpleNamespace(trouble=trouble)
        monkeypatch.setattr(health, "hub", lambda: SimpleNamespace(link=link))
        room = SimpleNamespace(free=megabytes * 1_000_000)
        monkeypatch.setattr(health.shutil, "disk_usage", lambda path: room)
        monkeypatch.setattr(health, "ask_database", lambda: None)
        said = []

        async def send(message):
            said.append(message)

        await health.health({"method": "GET"}, None, send)
        return said[0]["status"], json.loads(said[1]["body"])

    return answer


async def test_a_process_that_lacks_nothing_is_ok(ask):
    assert await ask() == (200, {"status": "ok"})


async def test_a_disk_that_is_nearly_full_is_told_while_people_can_still_be_served(ask):
    status, said = await ask(megabytes=49)
    assert (status, said["status"]) == (200, "degraded")
    assert said["disk"] == "only 49 MB are free for DATA_DIR; make room"


async def test_everything_that_is_wrong_is_told_at_once(ask):
    said = (await ask(megabytes=0, layer="it does not answer"))[1]
    assert said.keys() == {"status", "disk", "channel_layer"}


async def test_a_disk_that_cannot_be_asked_is_told(ask, monkeypatch, settings):
    settings.DATA_DIR = "/nowhere/at/all"
    assert "No such file" in await health.problem(health.ask_disk)
