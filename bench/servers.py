"""The servers that are compared: how each is started, and where it echoes and relays."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import processes
import talks
from processes import Fault
from talks import Talk

BENCH = Path(__file__).resolve().parent
PROJECT = BENCH.parent


@dataclass(frozen=True)
class Site:
    """What one start of a server is given: its scheme and port, files, and its Redis."""

    scheme: str
    port: int
    redis_port: int
    scratch: Path
    database: str = ""  # a PostgreSQL's address; empty: an SQLite file in `scratch`

    @property
    def origin(self) -> str:
        """The Origin that every client says, whichever server it talks to."""
        return f"https://localhost:{self.port}"

    @property
    def endpoint(self) -> str:
        """Twisted's endpoint string, as Daphne's -e takes it."""
        where = f"{self.port}:interface=127.0.0.1"
        if self.scheme == "ws":
            return f"tcp:{where}"
        return f"ssl:{where}:privateKey={self.scratch}/key.pem:certKey={self.scratch}/cert.pem"


@dataclass(frozen=True)
class Server:
    """One side of the comparison."""

    name: str
    title: str
    echo: str
    room: str
    command: Callable[[Site], list[str]]
    environment: Callable[[Site], dict[str, str]]
    folder: Path
    uses_redis: bool = True
    message: str = "%m"
    talk: Talk | None = None  # its chat that keeps what is said, each socket on its own …
    talk_together: Talk | None = None  # … and all sockets in one room


def daphne() -> str:
    """The daphne of the environment that runs this; raises Fault where there is none."""
    found = shutil.which("daphne", path=str(Path(sys.executable).parent))
    if not found:
        raise Fault(
            "no daphne beside this Python: run it with the project's environment, "
            "as in .venv/bin/python bench/run.py"
        )
    return found


def _daphne_command(application: str) -> Callable[[Site], list[str]]:
    def command(site: Site) -> list[str]:
        return [daphne(), "-e", site.endpoint, "--access-log", "/dev/null", application]

    return command


def _rawws_command(site: Site) -> list[str]:
    binary = str(site.scratch / "rawws")
    if site.scheme == "ws":
        return [binary, str(site.port)]
    plain, files = str(processes.free_port()), [f"{site.scratch}/{n}.pem" for n in ("cert", "key")]
    return [binary, plain, str(site.port), *files]


def _our_environment(site: Site) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "chatsite.settings",
        "SECRET_KEY": "of no worth: this server only ever answers the benchmark on loopback",
        "ENV_FILE": os.devnull,  # the developer's .env must not change what is measured
        "DATA_DIR": str(site.scratch / "data"),
        "CHANNEL_LAYER_URL": f"redis://127.0.0.1:{site.redis_port}/0",
        "WSS_RATE": "0",
        "WSS_OPEN_BROADCAST": "1",
        "CHAT_LIMITS": "posts_per_second=0 commands=0 sockets=1000",
        "DATABASE_URL": site.database,
        "SITE_URL": site.origin,
    }


def _tutorial_environment(site: Site) -> dict[str, str]:
    where = urlsplit(site.database)
    return {
        "DJANGO_SETTINGS_MODULE": "tutorial.settings",
        "REDIS_PORT": str(site.redis_port),
        "DATABASE_ENGINE": f"django.db.backends.{'postgresql' if where.port else 'sqlite3'}",
        "DATABASE_NAME": where.path[1:] or str(site.scratch / "data/db.sqlite3"),
        "DATABASE_PORT": str(where.port or ""),
    }


OURS = Server(
    name="ours",
    title="Chatsite",
    echo="/wss",
    room="/wss/broadcast/room%r",
    command=_daphne_command("chatsite.asgi:application"),
    environment=_our_environment,
    folder=PROJECT,
    talk=talks.OURS,
    talk_together=talks.OURS,
)
STOCK = Server(
    name="stock",
    title="stock Channels tutorial",
    echo="/ws/echo/",
    room="/ws/chat/room%r/",
    command=_daphne_command("tutorial.asgi:application"),
    environment=_tutorial_environment,
    folder=BENCH,
    message='{"message": "%m"}',
    talk=talks.TUTORIAL,
    talk_together=talks.TUTORIAL_ROOM,
)
RAW = Server(
    name="raw",
    title="raw C",
    echo="/echo",
    room="/room%r",
    command=_rawws_command,
    environment=lambda site: {},
    folder=BENCH,
    uses_redis=False,
)
SERVERS = (OURS, STOCK, RAW)
