"""The benchmark's children: pinned to a core, and stopped by pid whatever happens."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER_CORE, GENERATOR_CORE = 0, 1


class Fault(Exception):
    """What keeps the benchmark from running, said in one sentence with its cure."""


def cores() -> list[int]:
    """The cores that this process may use."""
    return sorted(os.sched_getaffinity(0))


def can_pin() -> bool:
    """Whether servers and generator get a core each."""
    return len(cores()) > 1 and shutil.which("taskset") is not None


def pinned(role: int, command: list[str]) -> list[str]:
    """The command bound to the core of its role, or as it is where that cannot be done."""
    return ["taskset", "-c", str(cores()[role]), *command] if can_pin() else command


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextmanager
def server(command: list[str], port: int, log: Path, **options) -> Iterator[int]:
    """Runs a server on the servers' core while the block lasts; gives its pid once it listens."""
    # A process group of its own keeps Ctrl-C from us: we stop the generator first, then servers.
    with log.open("wb") as out:
        process = subprocess.Popen(
            pinned(SERVER_CORE, command),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            process_group=0,
            **options,
        )
    try:
        wait_until_listening(process, port, log)
        yield process.pid
    finally:
        stop(process)


def wait_until_listening(process: subprocess.Popen, port: int, log: Path) -> None:
    """Returns when the port accepts; raises Fault with the log's end when it never does."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    tail = log.read_text(errors="replace")[-2000:]
    raise Fault(f"the server '{log.stem}' did not start to listen; its log ends so:\n{tail}")


def stop(process: subprocess.Popen) -> None:
    """Ends one child for good: asks first, insists after five seconds."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def leave_in_order() -> None:
    """Turns SIGTERM and Ctrl-C into an ordinary exit, so that children are stopped then too."""

    def leave(number, frame):
        raise SystemExit(128 + number)

    # SIGINT too: a shell starts its background jobs with it ignored, and Python keeps to that.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)
