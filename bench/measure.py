"""What is measured, and one measurement: a fresh server, the generator, its verified answer."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import processes
import stage
import talks
from processes import Fault
from servers import Server, Site


@dataclass(frozen=True)
class Figure:
    """One thing to measure, and where the generator's answer holds its number."""

    name: str
    title: str
    unit: str
    mode: str
    key: str
    connections: int
    options: tuple[str, ...]
    schemes: tuple[str, ...] = ("ws", "wss")
    kept_in: str = ""  # the database of a chat that keeps what is said
    rated: bool = False  # whether the messages a second are told, too

    @property
    def in_rooms(self) -> bool:
        """Whether its sockets join rooms, or talk to the echo."""
        return self.mode in ("fanout", "idle")

    def of(self, server: Server) -> bool:
        """Whether a server can be asked for it: raw C keeps nothing."""
        return not self.kept_in or server.talk is not None


POSTS = Figure(
    name="posts",
    title="a post kept in SQLite, 100 sockets, 128 B",
    unit="µs",
    mode="echo",
    key="cpu_us_per_echo",
    connections=100,
    options=("-b", "128", "-R", str(talks.ROOMS), "--settle", "0.5", "-w", "1"),
    schemes=("wss",),
    kept_in="sqlite",
    rated=True,
)
FIGURES = (
    Figure(
        name="echo",
        title="echo, 64 sockets, 128 B",
        unit="µs",
        mode="echo",
        key="cpu_us_per_echo",
        connections=64,
        options=("-b", "128", "--settle", "0.3", "-w", "1"),
    ),
    Figure(
        name="fanout",
        title="delivery, 500 sockets in one room, 128 B",
        unit="µs",
        mode="fanout",
        key="cpu_us_per_delivery",
        connections=500,
        options=("-b", "128", "--conc", "32", "--settle", "0.5", "-w", "1"),
    ),
    Figure(
        name="idle",
        title="idle socket, a member of a room",
        unit="kB",
        mode="idle",
        key="pss_kb_per_conn",
        connections=2000,
        options=("--conc", "32", "--settle", "1", "-R", "20"),
    ),
    Figure(
        name="handshake",
        title="TLS handshake, upgrade and close",
        unit="µs",
        mode="storm",
        key="cpu_us_per_handshake",
        connections=32,
        options=("-w", "0.5"),
        schemes=("wss",),
    ),
    POSTS,
    replace(
        POSTS,
        name="posts-postgresql",
        title="a post kept in PostgreSQL, 100 sockets, 128 B",
        kept_in="postgresql",
    ),
    Figure(
        name="chat",
        title="delivery of a kept post, 500 sockets in one room, 128 B",
        unit="µs",
        mode="fanout",
        key="cpu_us_per_delivery",
        connections=500,
        options=("-b", "128", "--conc", "32", "--settle", "0.5", "-w", "1"),
        schemes=("wss",),
        kept_in="sqlite",
    ),
)


@dataclass(frozen=True)
class Plan:
    """How long a run looks, how often, at how many idle sockets, and at what."""

    seconds: float
    repetitions: int
    idle_sockets: int
    servers: tuple[Server, ...]
    figures: tuple[Figure, ...]

    def steps(self) -> Iterator[tuple[int, Figure, str, Server]]:
        """Every measurement in order: servers alternate, each repetition begins with another."""
        for repetition in range(self.repetitions):
            first = repetition % len(self.servers)
            turn = self.servers[first:] + self.servers[:first]
            for figure in self.figures:
                for scheme in figure.schemes:
                    for server in filter(figure.of, turn):
                        yield repetition, figure, scheme, server

    def arguments(self, figure: Figure) -> list[str]:
        """The generator's options for a figure."""
        idle = figure.mode == "idle"
        connections = self.idle_sockets if idle else figure.connections
        seconds = 1 if idle else self.seconds
        return ["-c", str(connections), "-t", str(seconds), *figure.options]


def measure(plan: Plan, figure: Figure, scheme: str, server: Server, scratch: Path) -> dict:
    """One verified measurement on a freshly started server: the generator's whole answer."""
    with stage.running(server, scheme, scratch, figure.kept_in, figure.connections) as (site, pids):
        if figure.mode == "idle":
            # What is built at the first visit (late imports, a thread) is not a socket's price.
            _generate(site, server, figure, ["-c", "8", "-t", "0.2", "--settle", "0.2"], pids)
        return _generate(site, server, figure, plan.arguments(figure), pids)


def _generate(
    site: Site, server: Server, figure: Figure, options: list[str], pids: list[int]
) -> dict:
    talk = server.talk_together if figure.mode == "fanout" else server.talk
    if figure.kept_in:
        path = talk.path
        options = [*options, "-m", talk.post, *talk.hello]
        options += talk.opening if figure.mode == "fanout" else ()
    else:
        path = server.room if figure.in_rooms else server.echo
    command = [
        str(site.scratch / "wsload"),
        figure.mode,
        f"{site.scheme}://127.0.0.1:{site.port}{path}",
        *("-H", f"Origin: {site.origin}"),
        *("--server-pid", ",".join(map(str, pids))),
        *options,
    ]
    if figure.mode == "fanout" and server.message != "%m" and not figure.kept_in:
        command += ["-m", server.message]
    return _answer(processes.pinned(processes.GENERATOR_CORE, command))


def _answer(command: list[str]) -> dict:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        return json.loads(done.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        raise Fault("the generator did not come to an end within 300 s") from None
    except (IndexError, ValueError):
        raise Fault(f"the generator failed: {done.stderr.strip() or done.returncode}") from None
