"""`manage.py doctor` as a process: what it says to people and programs, and how it ends."""

import json
import os
import pty
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until

KEYS = ["url", "profile", "language", "healthy", "counts", "findings"]


@pytest.fixture
def nowhere():
    """The address of a port on which nobody listens."""
    return f"wss://127.0.0.1:{free_port()}/wss"


@pytest.fixture
def silent():
    """The address of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"wss://127.0.0.1:{listener.getsockname()[1]}/wss"


def test_a_server_that_is_well_is_told_with_status_0(doctor, site):
    told = doctor(f"{site.wss}/wss", "--ca", str(site.ca))
    assert told.status == 0, told.out
    assert told.out.splitlines()[0] == f"{site.wss}/wss, for a browser"
    assert "  ✓ WSS401 " in told.out and "✗" not in told.out
    assert "a browser can connect" in told.out.splitlines()[-1]


def test_a_fault_ends_with_status_1_and_says_what_to_do_first(doctor, nowhere):
    told = doctor(nowhere, "--profile", "wechat")
    assert told.status == 1
    assert "a WeChat mini-program cannot connect. Begin with WSS" in told.out
    assert told.out.count("WSS003 comes first") == 1


def test_the_authority_of_a_server_is_trusted_only_when_it_is_named(doctor, site):
    told = doctor(f"{site.wss}/wss")
    assert told.status == 1 and "Begin with WSS105" in " ".join(told.out.split())


def test_programs_get_one_object_and_nothing_else(doctor, site, nowhere):
    for url, status in ((site.wss, 0), (nowhere, 1)):
        told = doctor(url, "--json", "--ca", str(site.ca), "--force-color")
        found = json.loads(told.out)
        assert (told.status, list(found), found["healthy"]) == (status, KEYS, status == 0)
        assert sum(found["counts"].values()) == len(found["findings"]) > 20
        assert {finding["id"]: finding["verdict"] for finding in found["findings"]}["WSS001"]


def test_without_an_address_it_is_this_sites_own(doctor):
    port = free_port()
    told = doctor("--json", SITE_URL=f"https://localhost:{port}")
    assert json.loads(told.out)["url"] == f"wss://localhost:{port}/wss"


def test_a_site_by_plain_http_is_asked_by_ws(doctor):
    port = free_port()
    told = doctor("--json", SITE_URL=f"http://localhost:{port}")
    assert json.loads(told.out)["url"] == f"ws://localhost:{port}/wss"


def test_another_address_is_asked_for_the_same_name(doctor, site):
    there = ["--address", f"127.0.0.1:{site.port}", "--ca", str(site.ca), "--json"]
    found = json.loads(doctor("wss://localhost:1/wss", *there).out)["findings"]
    assert {f["id"]: f["verdict"] for f in found}["WSS101"] == "ok"


@pytest.mark.parametrize("language", ["en", "vi", "zh-hans"])
def test_the_report_is_in_the_language_asked_for(doctor, nowhere, language):
    assert json.loads(doctor(nowhere, "--json", "--language", language).out)["language"] == language


def test_a_site_in_vietnamese_has_a_vietnamese_doctor(doctor, nowhere):
    told = doctor(nowhere, "--json", LC_ALL="C.UTF-8", LANGUAGE_CODE="vi")
    assert json.loads(told.out)["language"] == "vi"


def by_django(command):
    """The same as in a project whose manage.py does not look after Ctrl-C."""
    python, _, *words = command["args"]
    env = command["env"] | {"DJANGO_SETTINGS_MODULE": "chatsite.settings"}
    return command | {"args": [python, "-m", "django", *words], "env": env}


def test_ctrl_c_ends_it_without_a_word(command, silent, tmp_path):
    with (tmp_path / "log").open("wb") as log:
        child = subprocess.Popen(
            **by_django(command(silent, "--timeout", "60")),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    wait_until(lambda: b"WSS003" in (tmp_path / "log").read_bytes(), "it waits for TLS")
    os.killpg(child.pid, signal.SIGINT)
    assert child.wait(PATIENCE) == 130
    assert "Traceback" not in (tmp_path / "log").read_text()


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_a_reader_who_has_seen_enough_gets_no_traceback(command, nowhere, words):
    child = subprocess.Popen(
        **command(nowhere, *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait(PATIENCE) == 141
    child.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full: Linux alone has it")
def test_a_full_disk_is_no_fault_of_the_servers(command, nowhere):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            **command(nowhere),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=PATIENCE,
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "cannot be written: No space left" in done.stderr


def on_a_terminal(command):
    """Everything that the command writes to a terminal."""
    ours, its = pty.openpty()
    child = subprocess.Popen(**command, stdin=its, stdout=its, stderr=its)
    os.close(its)
    written = b""
    try:
        while more := os.read(ours, 4096):
            written += more
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    child.wait(PATIENCE)
    return written.decode()


def test_a_terminal_gets_colours_and_sees_what_runs(command, nowhere):
    told = on_a_terminal(command(nowhere, TERM="xterm"))
    assert "\x1b[1;31m  ✗ WSS003" in told
    assert "\r\x1b[K  … WSS002" in told


@pytest.mark.parametrize(
    ("words", "variables"),
    [([], {"NO_COLOR": "1", "TERM": "xterm"}), (["--no-color"], {"TERM": "xterm"})],
)
def test_who_wants_no_colours_gets_none(command, nowhere, words, variables):
    assert "\x1b[1" not in on_a_terminal(command(nowhere, *words, **variables))


def test_a_terminal_that_can_nothing_gets_plain_lines(command, nowhere):
    assert "\x1b" not in on_a_terminal(command(nowhere, TERM="dumb"))


def test_the_window_may_be_narrow_and_its_letters_few(doctor, nowhere):
    told = doctor(nowhere, COLUMNS="30", PYTHONIOENCODING="latin-1")
    words = [line for line in told.out.splitlines()[1:] if nowhere not in line]
    assert max(map(len, words)) <= 30
    assert "  x WSS003" in told.out and "\N{REPLACEMENT CHARACTER}" not in told.out
