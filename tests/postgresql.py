"""A real PostgreSQL for the tests that need one."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests import requisites
from tests.ports import free_port
from tests.servers import Process
from tests.waiting import wait_until


class PostgreSQL(Process):
    """A server on a port of its own, in a folder of its own; it refuses to be root's."""

    def __init__(self, *options):
        self.owner = None if os.geteuid() else "nobody"
        self.folder = Path(tempfile.mkdtemp(prefix="chatsite-postgresql-", dir="/tmp"))
        if self.owner:
            os.chown(self.folder, pwd.getpwnam(self.owner).pw_uid, -1)
        self.port = free_port()
        self.url = f"postgresql://tom:p%40ss@127.0.0.1:{self.port}/chat"
        command = [self.program("postgres"), "-D", self.folder / "data", "-p", self.port]
        command += ["-h", "127.0.0.1", "-k", self.folder, *options]
        super().__init__(command, self.folder / "log", cwd=self.folder)

    def program(self, name):
        return Path(requisites.find("postgresql")).resolve().with_name(name)

    def prepare(self):
        """A cluster with the user tom, whose password is p@ss."""
        (self.folder / "password").write_text("p@ss")
        options = ["--auth=scram-sha-256", "--username=tom", "--pwfile", self.folder / "password"]
        options += ["--encoding=UTF8"]
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
        wait_until(lambda: subprocess.run(ask).returncode == 0, "the database takes people")
        return self

    def end(self):
        """Make sure that it is gone, and its folder with it."""
        super().end()
        shutil.rmtree(self.folder)
