"""`manage.py runserver`: for development, in a fresh clone, over plain http and ws."""

import os
import sys
import urllib.request

import pytest
import websockets

from tests.ports import free_port
from tests.servers import Process
from tests.waiting import PATIENCE


@pytest.fixture(scope="module")
def development(clone, tmp_path_factory):
    port = free_port()
    command = [sys.executable, "manage.py", "runserver", "--noreload", port]
    env = {"PATH": os.environ["PATH"], "HOME": str(clone), "PYTHONUNBUFFERED": "1"}
    log = tmp_path_factory.mktemp("log") / "runserver.log"
    server = Process(command, log, cwd=clone, env=env).start().wait_for(port)
    yield f"localhost:{port}"
    server.end()


async def test_tom_gets_tom_back(development):
    async with websockets.connect(f"ws://{development}/wss") as tom:
        await tom.send("tom")
        assert await tom.recv() == "tom"


def test_the_test_page_has_its_styles(development):
    page = urllib.request.urlopen(f"http://{development}/test/", timeout=PATIENCE).read().decode()
    path = page.partition('href="/static/')[2].partition('"')[0]
    sheet = urllib.request.urlopen(f"http://{development}/static/{path}", timeout=PATIENCE)
    assert sheet.status == 200
