"""The site on a real PostgreSQL, which may go away and come back."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

import pytest

from tests import requisites
from tests.servers import TOP, Process, environment, free_port, wait_until
from tests.wire.http import Visitor, get_json


class PostgreSQL(Process):
    """A server on a port of its own, in a folder of its own; it refuses to be root's."""

    def __init__(self):
        self.owner = None if os.geteuid() else "nobody"
        self.folder = Path(tempfile.mkdtemp(prefix="chatsite-postgresql-", dir="/tmp"))
        if self.owner:
            os.chown(self.folder, pwd.getpwnam(self.owner).pw_uid, -1)
        self.port = free_port()
        self.url = f"postgresql://tom:p%40ss@127.0.0.1:{self.port}/chat"
        command = [self.program("postgres"), "-D", self.folder / "data", "-p", self.port]
        command += ["-h", "127.0.0.1", "-k", self.folder]
        super().__init__(command, self.folder / "log", cwd=self.folder)

    def program(self, name):
        return Path(requisites.find("postgresql")).resolve().with_name(name)

    def prepare(self):
        """A cluster with the user tom, whose password is p@ss."""
        (self.folder / "password").write_text("p@ss")
        options = ["--auth=scram-sha-256", "--username=tom", "--pwfile", self.folder / "password"]
        self.do(self.program("initdb"), *options, "--no-sync", self.folder / "data")
        self.start()
        self.do(self.program("createdb"), "-h", "127.0.0.1", "-p", self.port, "-U", "tom", "chat")
        return self

    def do(self, *command):
        subprocess.run(
            list(map(str, command)),
            user=self.owner,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "PGPASSWORD": "p@ss"},
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def start(self):
        """It listens before it takes anybody: pg_isready knows."""
        super().start(user=self.owner)
        ask = [self.program("pg_isready"), "--quiet", "-h", "127.0.0.1", "-p", str(self.port)]
        wait_until(lambda: subprocess.run(ask).returncode == 0, 20, "the database takes people")
        return self


@pytest.fixture(scope="module")
def postgresql():
    server = PostgreSQL()
    try:
        yield server.prepare()
    finally:
        server.end()
        shutil.rmtree(server.folder)


@pytest.fixture(scope="module")
def on_postgresql(new_site, postgresql):
    return new_site("serve", DATABASE_URL=postgresql.url)


def test_it_is_migrated_and_its_admin_can_sign_in(on_postgresql, postgresql):
    user, secret = re.search(r"user: (\w+)\s+password: (\S+)", on_postgresql.output).groups()
    visitor = Visitor(on_postgresql)
    page = visitor.get("/admin/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    form = {"username": user, "password": secret, "csrfmiddlewaretoken": token, "next": "/admin/"}
    assert "Log out" in visitor.post("/admin/login/", urllib.parse.urlencode(form))
    assert get_json(on_postgresql) == {"status": "ok"}


def test_a_database_that_restarts_is_told_and_used_again(on_postgresql, postgresql):
    assert get_json(on_postgresql)["status"] == "ok"
    postgresql.stop(signal.SIGINT)  # its word for: now, whoever is connected
    wait_until(lambda: get_json(on_postgresql)["status"] == "failing", 20, "failing")
    assert "p@ss" not in on_postgresql.output
    postgresql.start()
    wait_until(lambda: get_json(on_postgresql)["status"] == "ok", 30, "ok again")


def test_without_its_database_a_site_does_not_start_and_says_why(data_dir, pki, tmp_path):
    url = f"postgresql://tom:hunter2@127.0.0.1:{free_port()}/chat"
    env = environment(data_dir, pki, DATABASE_URL=url)
    endpoint = f"tcp:{free_port()}:interface=127.0.0.1"
    command = [sys.executable, "manage.py", "serve", "-e", endpoint]
    server = Process(command, tmp_path / "log", TOP, env).start()
    assert server.child.wait(60) == 1
    assert "The database chat cannot be used" in server.output
    assert "Connection refused" in server.output and "hunter2" not in server.output
    assert "Traceback" not in server.output
