"""The stage of one measurement: a freshly started server, with a Redis of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import processes
from databases import database
from processes import Fault
from servers import OURS, PROJECT, Server, Site


def prepare_ours(scratch: Path) -> None:
    """Collects our static files once; raises Fault with Django's words where that fails."""
    site = Site("ws", processes.free_port(), processes.free_port(), scratch)
    (scratch / "data").mkdir()
    # Not manage.py: that would install what it misses, and measure another environment than this.
    done = subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput"],
        cwd=PROJECT,
        env=_clean_environment() | OURS.environment(site),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Fault(f"collectstatic failed:\n{done.stderr[-2000:]}")


def _clean_environment() -> dict[str, str]:
    # DJANGO_SETTINGS_MODULE and the like of the caller's shell must not reach the servers.
    return {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}


def redis_binary() -> str:
    """The Redis or Valkey of this machine; raises Fault where there is none."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if not found:
        raise Fault("no redis-server found: apt-get install redis-server")
    return found


@contextmanager
def redis(scratch: Path) -> Iterator[tuple[int, int]]:
    """A private Redis that keeps nothing; gives its pid and port."""
    port = processes.free_port()
    command = [redis_binary(), "--bind", "127.0.0.1", "--port", str(port)]
    command += ["--save", "", "--appendonly", "no"]
    with processes.server(command, port, scratch / "redis.log", cwd=scratch) as pid:
        yield pid, port


@contextmanager
def running(
    server: Server, scheme: str, scratch: Path, kept_in: str = "", people: int = 0
) -> Iterator[tuple[Site, list[int]]]:
    """A freshly started server, with a fresh Redis where it uses one; gives the pids to account.

    `kept_in`: the kind of a fresh database with so many people, for a chat that keeps messages.
    """
    with redis(scratch) as (redis_pid, redis_port), database(kept_in, scratch) as (url, others):
        site = Site(scheme, processes.free_port(), redis_port, scratch, url)
        environment = _clean_environment() | server.environment(site)
        if kept_in:
            _prepare_database(server, environment, people)
        log = scratch / f"{server.name}.log"
        with processes.server(
            server.command(site), site.port, log, cwd=server.folder, env=environment
        ) as pid:
            yield site, [pid, *([redis_pid] if server.uses_redis else []), *others]


def _prepare_database(server: Server, environment: dict[str, str], people: int) -> None:
    """Tables, and people where the side knows any."""
    options = {"cwd": server.folder, "env": environment, "check": True}
    migrate = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity=0"]
    subprocess.run(migrate, **options)
    if server is OURS:
        environment["PYTHONPATH"] = str(PROJECT)
        subprocess.run(
            [sys.executable, Path(__file__).with_name("people.py"), str(people)], **options
        )
