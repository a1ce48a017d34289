"""A place for one worker, and the processes that follow each other in it."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Mapping

from chatsite.wss.workers.inheritance import Sockets, bequest
from chatsite.wss.workers.with_parent import with_parent

SOON = 10.0  # seconds: a worker that lives no longer than this dies of something that lasts
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before another start, doubling


class Worker:
    """One process, from its start to its end."""

    def __init__(self, slot: "Slot", command: list[str], environment: Mapping[str, str]) -> None:
        """Start it; OSError where the system cannot."""
        self.loop = asyncio.get_running_loop()
        self.slot = slot
        self.ready: asyncio.Future[bool] = self.loop.create_future()
        self.ended: asyncio.Future[int] = self.loop.create_future()
        self.told = False  # to end
        self.started = self.loop.time()
        self.pipe, theirs = os.pipe()
        try:
            self.process = self.start(command, environment, theirs)
        except OSError:
            os.close(self.pipe)
            raise
        finally:
            os.close(theirs)
        os.set_blocking(self.pipe, False)
        self.loop.add_reader(self.pipe, self.hear)

    def start(
        self, command: list[str], environment: Mapping[str, str], pipe: int
    ) -> subprocess.Popen[bytes]:
        variables, fds = bequest(self.slot.sockets, pipe)
        return subprocess.Popen(
            with_parent(command),
            env={**environment, **variables},
            stdin=subprocess.DEVNULL,
            pass_fds=fds,
            start_new_session=True,  # Ctrl-C is the parent's: to a worker it would be a second one
        )

    def __str__(self) -> str:
        return f"Worker {self.slot.number} (pid {self.process.pid})"

    def hear(self) -> None:
        """Take its word that it serves, or note that it will not say so any more."""
        if self.ready.done():
            return
        try:
            word = os.read(self.pipe, 1)
        except BlockingIOError:  # it ended, but a child of its own still holds the pipe
            word = b""
        self.loop.remove_reader(self.pipe)
        os.close(self.pipe)
        self.ready.set_result(bool(word))

    async def becomes_ready(self, seconds: float) -> bool:
        await asyncio.wait({self.ready}, timeout=seconds)
        return self.ready.done() and self.ready.result()

    def end(self) -> None:
        """Ask it to drain and end. Once: a second SIGTERM would cut the drain short."""
        if not self.told and not self.ended.done():
            self.process.send_signal(signal.SIGTERM)
        self.told = True

    def kill(self) -> None:
        if not self.ended.done():
            self.process.kill()

    def reaped(self, status: int) -> None:
        """Note how it ended; `process` must not ask the system, where its pid may be another's."""
        self.process.returncode = status
        self.hear()
        self.ended.set_result(status)
        self.lived = self.loop.time() - self.started

    @property
    def status(self) -> int:
        """How it ended, as a shell counts; 0 as well where it died of the SIGTERM it was sent."""
        status = self.ended.result()
        if self.told and status == -signal.SIGTERM:  # it had not come so far as to handle it
            return 0
        return status if status >= 0 else 128 - status

    @property
    def fate(self) -> str:
        """How it ended, in words."""
        status = self.ended.result()
        if status >= 0:
            return f"ended with status {status}"
        try:
            return f"was killed by {signal.Signals(-status).name}"
        except ValueError:  # real-time signals have no names
            return f"was killed by signal {-status}"


class Slot:
    """The sockets of one worker and the worker that serves them, whichever that is now."""

    worker: Worker
    keeper: asyncio.Task[None]

    def __init__(self, number: int, sockets: Sockets) -> None:
        self.number = number
        self.sockets = sockets
        self.serves = asyncio.Event()
        self.next_pause = 0.0

    def close(self) -> None:
        """Listen no longer, as far as it depends on the parent."""
        for group in self.sockets.values():
            for listener in group:
                listener.close()

    def pause(self) -> float:
        """Seconds before the next start: none the first time, then longer and longer."""
        pause = self.next_pause
        self.next_pause = min(max(2 * pause, FIRST_PAUSE), LONGEST_PAUSE)
        return pause
