"""The real proxies, each with the file that `deployconfig` prints, as ordinary processes."""

import os
import shutil
import subprocess

from tests import requisites
from tests.ports import free_port
from tests.servers import Process, listens
from tests.waiting import wait_until

ROOT = os.geteuid() == 0
SOMEBODY = "www-data"  # whom daemons run as where root starts them


class Proxy(Process):
    """A daemon in a folder of its own, in which what was printed lies as `file`."""

    program = ""  # its name in requisites
    identity: dict = {}  # options for a child that is not root from the beginning

    def __init__(self, folder, pki, https, http):
        self.folder, self.ca = folder, pki.ca
        self.port, self.http_port = https, http
        self.https, self.wss = f"https://localhost:{https}", f"wss://localhost:{https}"
        self.http = f"http://localhost:{http}"
        self.binary = requisites.find(self.program)
        self.file = folder / "chatsite.conf"
        self.cert, self.key = folder / "cert.pem", folder / "key.pem"
        folder.mkdir(mode=0o755)
        shutil.copy(pki.cert, self.cert)
        shutil.copy(pki.key, self.key)
        super().__init__([], folder / "daemon.log", folder, {"PATH": os.environ["PATH"]})

    def take(self, printed):
        """Install what was printed, with whatever else its first lines ask for."""
        self.file.write_text(printed)

    def start(self):
        super().start(**self.identity).wait_for(self.port)
        wait_until(lambda: listens(self.http_port), "it listens for http, too")
        return self

    def run(self, *words):
        """A command to its end, as whoever runs the daemon: whether it succeeded, what it said."""
        pipes = {"capture_output": True, "text": True}
        words = list(map(str, words))
        done = subprocess.run(words, cwd=self.folder, env=self.env, **pipes, **self.identity)
        return done.returncode == 0, done.stdout + done.stderr

    def main(self, *lines):
        """The daemon's own file around ours: its path."""
        path = self.folder / "main.conf"
        path.write_text("\n".join(lines) + "\n")
        return path

    def check(self):
        """What the daemon's own test says of the file: whether it is good, and in words."""
        raise NotImplementedError

    def reload(self):
        """Have the file read again, as `systemctl reload` does; AssertionError if that refuses."""
        raise NotImplementedError


def ports():
    """Two ports that nobody has: for https, and for http."""
    return free_port(), free_port()
