"""Two terminals talk by the client that docs/protocol.md gives, as it stands there."""

import re
import signal
import subprocess
import sys

import pytest

from tests.community import settle
from tests.servers import TOP
from tests.waiting import PATIENCE, wait_until

BLOCK = re.compile(r"<!-- the client: run by .*? -->\n```python\n(.*?)```", re.DOTALL)


class Terminal:
    """The page's client, with somebody typing into it."""

    def __init__(self, folder, name, site, token, room):
        script = folder / "client.py"
        script.write_text(BLOCK.search((TOP / "docs/protocol.md").read_text()).group(1))
        self.log = folder / f"{name}.txt"
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, script, f"{site.wss}/wss/chat", token, str(room)],
                env={"SSL_CERT_FILE": str(site.ca), "PYTHONPATH": "", "PATH": "/usr/bin"},
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
            )

    def types(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def reads(self, line):
        wait_until(lambda: line in self.lines, f"{line!r} is read, of {self.lines}")

    @property
    def lines(self):
        return self.log.read_text().splitlines()

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()


@pytest.fixture
def terminal(tmp_path):
    opened = []

    def made(*about):
        opened.append(Terminal(tmp_path, f"terminal-{len(opened)}", *about))
        return opened[-1]

    yield made
    for each in opened:
        each.end()


def test_two_terminals_talk_and_a_restart_loses_nothing(new_site, terminal):
    site = new_site()
    people = settle(site.env, ["tom", "ann"], ["terminals"])
    tom, ann = (
        terminal(site, people.tokens[name], people.rooms["terminals"]) for name in ("tom", "ann")
    )
    tom.types("Hello, ann")
    ann.reads("tom: Hello, ann")
    ann.types("Xin chào, tom")
    tom.reads("ann: Xin chào, tom")
    site.stop(signal.SIGKILL)
    tom.types("Are you still there?")
    site.start()
    ann.reads("tom: Are you still there?")
    tom.reads("tom: Are you still there?")
    said = [line for line in ann.lines if ": " in line]
    assert said.count("tom: Hello, ann") == said.count("tom: Are you still there?") == 1


def test_a_terminal_with_a_wrong_token_says_so_and_does_not_come_again(new_site, terminal):
    stranger = terminal(new_site(), "wrong", 1)
    assert stranger.process.wait(PATIENCE) == 1
    assert "valid access token" in stranger.lines[-1]
