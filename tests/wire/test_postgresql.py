"""The site on a real PostgreSQL, which may go away and come back."""

import re
import signal
import sys
import urllib.parse

import pytest

from tests.ports import free_port
from tests.postgresql import PostgreSQL
from tests.servers import TOP, Process, environment
from tests.waiting import PATIENCE, wait_until
from tests.wire.http import Visitor, get_json


@pytest.fixture(scope="module")
def postgresql():
    server = PostgreSQL()
    try:
        yield server.prepare()
    finally:
        server.end()


@pytest.fixture(scope="module")
def on_postgresql(new_site, postgresql):
    return new_site("serve", DATABASE_URL=postgresql.url)


def test_it_is_migrated_and_its_admin_can_sign_in(on_postgresql, postgresql):
    user, secret = re.search(r"user: (\w+)\s+password: (\S+)", on_postgresql.output).groups()
    visitor = Visitor(on_postgresql)
    page = visitor.get("/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    form = {"login": user, "password": secret, "csrfmiddlewaretoken": token, "next": "/admin/"}
    assert "Log out" in visitor.post("/login/", urllib.parse.urlencode(form))
    assert get_json(on_postgresql) == {"status": "ok"}


def test_a_database_that_restarts_is_told_and_used_again(on_postgresql, postgresql):
    assert get_json(on_postgresql)["status"] == "ok"
    postgresql.stop(signal.SIGINT)  # its word for: now, whoever is connected
    wait_until(lambda: get_json(on_postgresql)["status"] == "failing", "failing")
    assert "p@ss" not in on_postgresql.output
    postgresql.start()
    wait_until(lambda: get_json(on_postgresql)["status"] == "ok", "ok again")


def test_without_its_database_a_site_does_not_start_and_says_why(data_dir, pki, tmp_path):
    url = f"postgresql://tom:hunter2@127.0.0.1:{free_port()}/chat"
    env = environment(data_dir, pki, DATABASE_URL=url)
    endpoint = f"tcp:{free_port()}:interface=127.0.0.1"
    command = [sys.executable, "manage.py", "serve", "-e", endpoint]
    server = Process(command, tmp_path / "log", TOP, env).start()
    assert server.child.wait(PATIENCE) == 1
    assert "The database chat cannot be used" in server.output
    assert "Connection refused" in server.output and "hunter2" not in server.output
    assert "Traceback" not in server.output
