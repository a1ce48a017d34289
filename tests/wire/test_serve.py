"""`manage.py serve` in a fresh clone: one command, and a second run changes nothing."""

import os
import re
import socket
import ssl
import sys
import urllib.parse

import pytest
import websockets

from tests.ports import free_port
from tests.servers import Process
from tests.waiting import PATIENCE, wait_until
from tests.wire.http import Visitor, get


class Serve(Process):
    """`manage.py serve` in that clone, as a person types it there."""

    def __init__(self, clone, log, *flags):
        self.port = free_port()
        endpoint = f"ssl:{self.port}:privateKey=key.pem:certKey=cert.pem"
        env = {n: os.environ[n] for n in ("PATH", "LANG") if n in os.environ}
        env |= {"HOME": str(clone), "PYTHONUNBUFFERED": "1", "LOG_FORMAT": "text"}
        command = [sys.executable, "manage.py", "serve", "-e", endpoint, *flags]
        super().__init__(command, log, cwd=clone, env=env)
        self.https, self.ca = f"https://localhost:{self.port}", clone / "ca.pem"
        self.wss = f"wss://localhost:{self.port}"

    def start(self):
        return super().start().wait_for(self.port).wait_for_workers()


@pytest.fixture(scope="module")
def first(clone, tmp_path_factory):
    server = Serve(clone, tmp_path_factory.mktemp("log") / "first.log").start()
    yield server
    server.end()


def state(clone):
    """What must survive a second run unchanged."""
    names = [".env", "key.pem", "cert.pem", "ca.pem", "ca-key.pem", "var/static/staticfiles.json"]
    return {name: (clone / name).read_bytes() for name in names}


def password(server):
    return re.search(r"user: (\w+)\s+password: (\S+)", server.output)


def test_it_makes_what_is_missing_and_keeps_secrets_to_its_owner(first, clone):
    assert "Made .env, key.pem, cert.pem, ca.pem" in first.output
    for secret in (".env", "key.pem", "ca-key.pem"):
        assert (clone / secret).stat().st_mode & 0o077 == 0
    assert f"https://localhost:{first.port}/" in first.output
    assert f"https://{socket.gethostname()}:{first.port}/" in first.output
    assert f"-e ssl:{first.port}:privateKey=key.pem:certKey=cert.pem" in first.output


async def test_a_client_that_trusts_its_ca_gets_tom_back(first):
    context = ssl.create_default_context(cafile=first.ca)
    async with websockets.connect(f"{first.wss}/wss", ssl=context) as tom:
        await tom.send("tom")
        assert await tom.recv() == "tom"


def test_the_printed_password_opens_the_admin_panel(first):
    user, secret = password(first).groups()
    visitor = Visitor(first)
    page = visitor.get("/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    form = {"login": user, "password": secret, "csrfmiddlewaretoken": token, "next": "/admin/"}
    assert "Log out" in visitor.post("/login/", urllib.parse.urlencode(form))


def test_a_phone_gets_the_ca_and_nobody_its_key(first, clone):
    answer = get(first, "/ca.pem")
    assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"
    assert answer.read() == (clone / "ca.pem").read_bytes()
    assert get(first, "/ca-key.pem").status == 404


def test_a_foreign_host_is_one_line_of_the_log_with_the_cure(first):
    before = len(first.output)
    assert get(first, "/test/", Host="chat.example.org").status == 400
    wait_until(lambda: "SITE_URL=https://chat.example.org" in first.output, "the cure is told")
    said = first.output[before:]
    assert said.count("\n") == 1 and "Traceback" not in said, said


def test_its_channel_layer_says_what_it_is(first):
    assert re.search(
        r"Channel layer: (valkey|redis)-server of our own at .*channel-layer.sock", first.output
    )
    assert "CHANNEL_LAYER_URL" in first.output


def test_a_second_run_changes_nothing_and_prints_no_password(first, clone, tmp_path):
    before = state(clone)
    first.stop()
    second = Serve(clone, tmp_path / "second.log").start()
    try:
        assert state(clone) == before
        assert "Made" not in second.output and password(second) is None
    finally:
        assert second.stop() == 0


def test_when_the_server_is_killed_its_channel_layer_goes_with_it(clone, tmp_path):
    import psutil

    server = Serve(clone, tmp_path / "killed.log").start()

    def layers():
        return [
            p
            for p in psutil.process_iter(["cmdline"])
            if p.info["cmdline"]
            and str(clone) in " ".join(p.info["cmdline"])
            and p.pid != server.pid
        ]

    wait_until(layers, "a channel layer of its own")
    server.end()
    wait_until(lambda: not layers(), "the channel layer ended")


def test_a_taken_port_is_told_before_anything_is_made(clone, first, tmp_path):
    """Otherwise the password of the new admin user would be lost with the first try."""
    second = Serve(clone, tmp_path / "taken.log")
    second.command = [word.replace(str(second.port), str(first.port)) for word in second.command]
    if first.child.poll() is not None:
        first.start()
    Process.start(second)
    assert second.child.wait(PATIENCE) == 1
    assert f"Port {first.port} is taken" in second.output and "password" not in second.output
