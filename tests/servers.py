"""The real things that tests talk to: Redis, and our server as people start it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil

from tests import requisites
from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until

TOP = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
REPLACED = "All workers are replaced."


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def workers(site):
    """The processes that serve at a port of `serve`, in the order in which they came."""
    found = psutil.Process(site.pid).children()
    return sorted(filter(serves, found), key=lambda process: process.pid)


def serves(process):
    try:
        return "daphne" in " ".join(process.cmdline())
    except psutil.Error:  # it has just ended
        return False


class Process:
    """A program in a session of its own, with its output in a file, stopped by its pid."""

    def __init__(self, command, log, cwd=TOP, env=None):
        self.command, self.log, self.cwd, self.env = list(map(str, command)), log, cwd, env
        self.child = None

    def start(self, **options):
        with Path(self.log).open("ab") as output:
            self.child = subprocess.Popen(
                self.command,
                cwd=self.cwd,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **options,
            )
        return self

    def wait_for(self, port):
        wait_until(
            lambda: listens(port) or self.child.poll() is not None, f"{self.command} listens"
        )
        assert self.child.poll() is None, f"{self.command} ended at once:\n{self.output}"
        return self

    def wait_for_workers(self):
        """Return once the workers of a `serve` serve: their parent listens long before."""
        wait_until(lambda: "Ctrl-C stops it" in self.output, "the workers serve")
        return self

    def send(self, number):
        self.child.send_signal(number)

    def stop(self, number=signal.SIGTERM):
        """End it as an operator would; its exit status."""
        if self.child.poll() is None:
            self.send(number)
        return self.child.wait(PATIENCE)

    def end(self):
        """Make sure that it is gone, in whatever state a test left it."""
        if self.child and self.child.poll() is None:
            self.child.kill()
            self.child.wait(PATIENCE)

    @property
    def pid(self):
        return self.child.pid

    @property
    def output(self):
        return Path(self.log).read_text()


class Redis(Process):
    """A redis-server on a port of its own, which keeps nothing on disk."""

    def __init__(self, folder):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        command = [
            requisites.find("redis-server"),
            "--port",
            self.port,
            "--bind",
            "127.0.0.1",
            "--save",
            "",
        ]
        super().__init__([*command, "--dir", folder], folder / f"redis-{self.port}.log")

    def start(self):
        return super().start().wait_for(self.port)

    def restart(self):
        self.stop(signal.SIGKILL)
        return self.start()


class Site(Process):
    """Our server on a TLS port: the `daphne` command as readers type it, or `serve`."""

    def __init__(self, folder, pki, env, command="daphne", **options):
        self.port = free_port()
        self.https, self.wss = f"https://localhost:{self.port}", f"wss://localhost:{self.port}"
        self.ca = pki.ca
        endpoint = f"ssl:{self.port}:privateKey={pki.key}:certKey={pki.cert}:interface=127.0.0.1"
        endpoint += "".join(f":{name}={value}" for name, value in options.items())
        words = {
            "daphne": [BIN / "daphne", "-e", endpoint, "chatsite.asgi:application"],
            "serve": [sys.executable, "manage.py", "serve", "-e", endpoint],
        }[command]
        super().__init__(words, folder / f"{command}-{self.port}.log", env=env)

    def start(self):
        super().start().wait_for(self.port)
        return self.wait_for_workers() if "manage.py" in self.command else self


def link_static(prepared, folder):
    """Let a server with this DATA_DIR have the static files that were collected there."""
    shutil.copy(prepared / "static.stamp", folder)
    (folder / "static").symlink_to(prepared / "static")


def environment(data_dir, pki, **variables):
    """The environment of a server of ours that reads nothing of the developer's."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "default",
        "ENV_FILE": os.devnull,
        "LOG_FORMAT": "text",
        "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests-123456",
        "DATA_DIR": str(data_dir),
        # Where they are linked to: the stamp of who collected them names the place.
        "STATIC_ROOT": str((data_dir / "static").resolve()),
        "TLS_CERT": str(pki.cert),
        "TLS_KEY": str(pki.key),
        **variables,
    }
