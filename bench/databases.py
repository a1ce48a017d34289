"""The databases of the chat figures: a fresh SQLite file, or a PostgreSQL of our own."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import processes
from processes import Fault

OWNER = "nobody"  # PostgreSQL refuses to be root's


def postgresql_programs() -> Path:
    """The folder of this machine's PostgreSQL; raises Fault where there is none."""
    found = shutil.which("postgres") or next(
        map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)), None
    )
    if not found:
        raise Fault("no PostgreSQL found: apt-get install postgresql")
    return Path(found).resolve().parent


@contextmanager
def database(kind: str, scratch: Path) -> Iterator[tuple[str, list[int]]]:
    """A fresh database while the block lasts: its address (empty: SQLite) and its pids."""
    if kind != "postgresql":
        for file in (scratch / "data").glob("db.sqlite3*"):
            file.unlink()
        yield "", []
        return
    folder = scratch / "postgresql"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with _postgresql(folder) as (url, pid):
        yield url, [pid]


@contextmanager
def _postgresql(folder: Path) -> Iterator[tuple[str, int]]:
    programs, port = postgresql_programs(), processes.free_port()
    owner = {} if os.geteuid() else {"user": OWNER}
    if owner:
        scratch = folder.parent
        scratch.chmod(scratch.stat().st_mode | 0o011)  # its owner has to get in
        os.chown(folder, pwd.getpwnam(OWNER).pw_uid, -1)
    data = folder / "data"
    initdb = [programs / "initdb", "--auth=trust", "--encoding=UTF8", "--username=bench", data]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **owner)
    command = [programs / "postgres", "-D", data, "-p", port, "-h", "127.0.0.1", "-k", folder]
    log = folder.parent / "postgresql.log"
    with processes.server(list(map(str, command)), port, log, cwd=folder, **owner) as pid:
        ready = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "20"]
        while subprocess.run(ready).returncode:
            pass
        yield f"postgresql://bench@127.0.0.1:{port}/postgres", pid
