"""Where nobody watches a terminal every line of every process is JSON, whatever happens."""

import json
import os
import pty
import signal
import sys

import pytest

from tests.ports import free_port
from tests.servers import BIN, TOP, Process, Site, environment
from tests.waiting import PATIENCE, wait_until
from tests.wire.http import get, post


@pytest.fixture
def start(data_dir, pki, redis, tmp_path):
    """Starts a server that logs as it does for systemd: `start("serve", "--access-log", "-")`."""
    started = []

    def begin(command, *flags, application=None, **variables):
        variables = {"CHANNEL_LAYER_URL": redis.url, "LOG_FORMAT": "", **variables}
        site = Site(tmp_path, pki, environment(data_dir, pki, **variables), command)
        site.command[1:1] = flags if command == "daphne" else []
        site.command += flags if command == "serve" else []
        if application:
            site.command[-1] = application
        started.append(site)
        Process.start(site).wait_for(site.port)
        return site

    yield begin
    for site in started:
        site.end()


def events(server):
    """Every line of the output, which has nothing but events."""
    return [json.loads(line) for line in server.output.splitlines()]


def one(server, **fields):
    """The event with these fields, once it is there."""

    def found():
        return [e for e in events(server) if fields.items() <= e.items()]

    wait_until(found, f"an event with {fields}")
    return found()[0]


def test_the_daphne_command_logs_itself_and_its_clients(start):
    site = start("daphne")
    assert get(site, "/healthz").status == 200 and get(site, "/nowhere").status == 404
    answered = one(site, logger="access", path="/nowhere", status=404, method="GET")
    assert answered["client"].startswith("127.0.0.1:") and answered["size"] > 0
    assert one(site, logger="django.request")["event"] == "Not Found: /nowhere"
    assert site.stop() == 0
    assert {"daphne.cli", "chatsite.layer", "chatsite.wss.server"} <= loggers(site)


@pytest.mark.parametrize("form", ["json", "text"])
def test_the_secret_of_a_webhook_is_in_no_line(start, form):
    site = start("daphne", LOG_FORMAT=form)
    secret = "hook_" + "S" * 43
    assert post(site, f"/api/hooks/{secret}?x", b"{}").status == 400
    wait_until(lambda: "/api/hooks/hook_***?x" in site.output, "the request in the log")
    assert secret not in site.output and "S" * 20 not in site.output


async def test_a_socket_is_two_events_of_the_access_log(start, connect):
    site = start("daphne")
    async with connect("/wss", at=site) as tom:
        assert await tom.asks("tom") == "tom"
    assert one(site, logger="access", event="websocket connected")["path"] == "/wss"
    assert one(site, logger="access", event="websocket disconnected")["client"]


def loggers(server):
    return {event["logger"] for event in events(server)}


def test_serve_and_its_workers_speak_json_alone_from_start_to_end(start):
    site = start("serve", "--workers", "2", "--access-log", "-")
    one(site, event="Ctrl-C stops it.")
    assert get(site, "/healthz").status == 200
    one(site, logger="access", path="/healthz")
    site.send(signal.SIGHUP)
    one(site, event="All workers are replaced.")
    assert site.stop() == 0
    assert {"chatsite.wss.workers.children", "chatsite.wss.server"} <= loggers(site)


def test_whatever_fails_is_one_event_with_its_trace(start):
    site = start("daphne", application="tests.wire.trouble:application", PYTHONWARNINGS="always")
    assert get(site, "/fail").status == 500
    failed = one(site, event="Exception inside application: as asked\nin two lines")
    assert failed["exception"].startswith("Traceback") and "in fail" in failed["exception"]
    assert get(site, "/several").status == 404
    assert "in fail" in one(site, event="A thread ends: RuntimeError")["exception"]
    wait_until(lambda: site.output.count("in fail") >= 4, "all four traces")
    assert "DeprecationWarning: an old" in one(site, logger="py.warnings")["event"]
    assert one(site, event="by somebody", level="info")
    assert site.stop() == 0
    assert len([e for e in events(site) if "in fail" in e.get("exception", "")]) == 4


@pytest.mark.parametrize("command", ["daphne", "serve"])
def test_a_start_that_is_refused_says_why_in_one_event(
    data_dir, pki, redis, tmp_path, command, site
):
    env = environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url, LOG_FORMAT="json")
    second = Site(tmp_path, pki, env, command)
    second.command = [w.replace(str(second.port), str(site.port)) for w in second.command]
    assert Process.start(second).child.wait(PATIENCE) == 1
    refusal = one(second, level="error")
    assert f"Port {site.port} is taken" in refusal["event"] and "ss -ltnp" in refusal["event"]


def test_a_setting_that_cannot_be_used_is_one_plain_sentence(data_dir, pki, tmp_path):
    """There is no log yet; and who has just changed a setting reads this, be it in the journal."""
    env = environment(data_dir, pki, LOG_FORMAT="xml")
    server = Process([sys.executable, "manage.py", "serve"], tmp_path / "log", env=env).start()
    assert server.child.wait(PATIENCE) == 1
    assert server.output.startswith("LOG_FORMAT in ") and "json or text" in server.output
    assert server.output.count("\n") == 1


def test_a_person_at_a_terminal_reads_text_in_colour(data_dir, pki, redis):
    env = environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url, LOG_FORMAT="", TERM="xterm")
    command = [BIN / "daphne", "-e", f"tcp:{free_port()}:interface=127.0.0.1"]
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(TOP)
        os.execve(command[0], [*map(str, command), "chatsite.asgi:application"], env)
    said = b""
    while b"Listening on" not in said:
        said += os.read(terminal, 1000)
    os.kill(pid, signal.SIGTERM)
    os.waitpid(pid, 0)
    assert b"\x1b[" in said and b"Starting server at" in said and b'{"' not in said
