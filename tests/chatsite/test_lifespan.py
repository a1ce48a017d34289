"""An application hears of its server's beginning and end, and may know nothing of either."""

import asyncio

from chatsite.wss import lifespan as lifespan_module
from chatsite.wss.lifespan import Lifespan


async def test_it_hears_both_and_is_waited_for():
    heard = []

    async def application(scope, receive, send):
        heard.append((scope["type"], (await receive())["type"]))
        await send({"type": "lifespan.startup.complete"})
        heard.append((await receive())["type"])
        await asyncio.sleep(0.01)
        heard.append("cleared up")
        await send({"type": "lifespan.shutdown.complete"})

    lifespan = Lifespan(application)
    lifespan.begin()
    await lifespan.end()
    assert heard == [("lifespan", "lifespan.startup"), "lifespan.shutdown", "cleared up"]


async def test_one_that_knows_no_lifespan_is_left_alone(caplog):
    async def application(scope, receive, send):
        raise ValueError("only websockets here")

    lifespan = Lifespan(application)
    lifespan.begin()
    await lifespan.end()
    assert not [record for record in caplog.records if record.levelname != "DEBUG"]


async def test_one_that_comes_to_no_end_keeps_nobody(monkeypatch):
    monkeypatch.setattr(lifespan_module, "PATIENCE", 0.05)

    async def application(scope, receive, send):
        await asyncio.Event().wait()

    lifespan = Lifespan(application)
    lifespan.begin()
    await lifespan.end()
    assert lifespan.task.done()


async def test_one_that_fails_at_the_beginning_is_told_in_the_log(caplog):
    async def application(scope, receive, send):
        await receive()
        await send({"type": "lifespan.startup.failed", "message": "no room"})

    lifespan = Lifespan(application)
    lifespan.begin()
    await lifespan.end()
    assert "no room" in caplog.text


async def test_a_server_that_never_began_ends_all_the_same():
    await Lifespan(None).end()
