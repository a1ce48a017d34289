"""Several worker processes: started again when they die, replaced in turn, ended together."""

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Callable, Mapping, Sequence

from chatsite.wss.workers.children import Children
from chatsite.wss.workers.inheritance import Sockets
from chatsite.wss.workers.slot import SOON, Slot, Worker
from chatsite.wss.workers.systemd import feed_watchdog, notify
from chatsite.wss.workers.terminal import has_terminal

logger = logging.getLogger(__name__)

START_SECONDS = 30.0  # in which a successor must be ready
MOMENT = 0.5  # seconds in which one that closed its pipe has ended
GRACE = 10.0  # seconds for a successor that is dismissed to end by itself


class Supervisor:
    """The parent of the workers: SIGHUP replaces them, SIGTERM and SIGINT end them, twice at once.

    Each slot's listening sockets stay open here, so that who connects between two workers waits
    for the second; when all end, they are closed. `environment` is all that the workers get.
    `announce` is called once, when all serve.
    """

    def __init__(
        self,
        command: list[str],
        sockets: Sequence[Sockets],
        count: int,
        environment: Mapping[str, str],
        announce: Callable[[], None] = lambda: None,
    ) -> None:
        if len(sockets) != count:
            raise ValueError(f"{count} workers need as many sets of sockets, not {len(sockets)}.")
        self.children = Children(command, environment)
        self.announce = announce
        self.slots = [Slot(number, own) for number, own in enumerate(sockets, start=1)]
        self.roll_wanted = asyncio.Event()
        self.has_served = self.stopping = False
        self.status = 0

    def run(self) -> int:
        """Serve until told to end; the exit status: 0, or the first bad one of a worker."""
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            return runner.run(self.main())

    async def main(self) -> int:
        self.listen_to_signals()
        self.service = asyncio.create_task(self.serve())
        try:
            with contextlib.suppress(asyncio.CancelledError):
                await self.service
        finally:
            await self.end()
        return self.status or self.children.fault

    def listen_to_signals(self) -> None:
        self.had_terminal = has_terminal()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGCHLD, self.children.reap)
        loop.add_signal_handler(signal.SIGHUP, self.hang_up)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.interrupt)

    # ---- Serving ----

    async def serve(self) -> None:
        async with asyncio.TaskGroup() as self.tasks:
            for slot in self.slots:
                self.occupy(slot, self.children.start(slot))
                # Alone at first, so that a mistake in the configuration is told once.
                await self.slots[0].serves.wait()
            for slot in self.slots:
                await slot.serves.wait()
            notify("READY=1")
            self.announce()
            self.tasks.create_task(feed_watchdog(self.is_well))
            while True:
                await self.roll_wanted.wait()
                self.roll_wanted.clear()
                await self.roll()

    def occupy(self, slot: Slot, worker: Worker) -> None:
        """Let the worker have the slot, and see to it that the slot has one from now on."""
        slot.worker = worker
        slot.keeper = self.tasks.create_task(self.keep(slot))

    async def keep(self, slot: Slot) -> None:
        """Start another worker whenever the slot's own dies."""
        while True:
            worker = slot.worker
            if await asyncio.shield(worker.ready):
                self.has_served = True
                slot.serves.set()
                self.tell()
            await asyncio.shield(worker.ended)
            slot.serves.clear()
            if not self.has_served and worker.status:
                return self.give_up(worker)
            slot.worker = await self.start_again(slot)

    def give_up(self, worker: Worker) -> None:
        """End: what keeps the first worker from serving would keep every other."""
        if worker.ended.result() < 0:  # else it has said itself what is wrong
            logger.error("%s %s before it served.", worker, worker.fate)
        self.stop(worker.status)

    async def start_again(self, slot: Slot) -> Worker:
        """The next worker of a slot whose worker died, as soon as that makes sense."""
        if slot.worker.lived >= SOON:
            slot.next_pause = 0.0
        reason = f"{slot.worker} {slot.worker.fate}"
        while True:
            pause = slot.pause()
            when = f" in {pause:g} s" if pause else ""
            logger.warning("%s; starting it again%s.", reason, when)
            self.tell()
            await asyncio.sleep(pause)
            try:
                return self.children.start(slot)
            except OSError as error:
                reason = f"Worker {slot.number} cannot be started ({error.strerror})"

    # ---- Replacing ----

    async def roll(self) -> None:
        """Replace the workers one after the other; a successor that fails ends it."""
        notify(f"RELOADING=1\nMONOTONIC_USEC={time.monotonic_ns() // 1000}")
        for slot in self.slots:
            notify(f"STATUS=Worker {slot.number} of {len(self.slots)} is being replaced.")
            if not await self.replace(slot):
                break
        else:
            logger.info("All workers are replaced.")
        notify("READY=1")
        self.tell()

    async def replace(self, slot: Slot) -> bool:
        """Whether a successor serves the slot now; otherwise its worker goes on."""
        try:
            successor = self.children.start(slot)
        except OSError as error:
            logger.error("Worker %d is not replaced: %s.", slot.number, error.strerror)
            return False
        if not await successor.becomes_ready(START_SECONDS):
            await self.dismiss(successor)
            return False
        slot.keeper.cancel()
        predecessor, slot.next_pause = slot.worker, 0.0
        self.occupy(slot, successor)
        predecessor.end()
        return True

    async def dismiss(self, successor: Worker) -> None:
        """End a successor that is of no use, and say what was wrong with it."""
        await asyncio.wait({successor.ended}, timeout=MOMENT)
        fate = successor.fate if successor.ended.done() else "did not get ready"
        logger.error("%s %s; the workers not yet replaced go on serving.", successor, fate)
        successor.end()
        successor.loop.call_later(GRACE, successor.kill)

    # ---- Ending ----

    def hang_up(self) -> None:
        """SIGHUP is an operator's wish for new workers, or the news that our terminal is gone."""
        if self.had_terminal and not has_terminal():
            self.stop()
        else:
            self.roll_wanted.set()

    def interrupt(self) -> None:
        """SIGTERM and SIGINT: a drain the first time, and no mercy the second."""
        if self.stopping:
            logger.warning("Told to end a second time: the workers are killed.")
            self.children.kill()
        self.stop()

    def stop(self, status: int = 0) -> None:
        if not self.stopping:
            self.stopping, self.status = True, status
            self.service.cancel()

    async def end(self) -> None:
        """Refuse who comes from now on, and wait until the last worker has drained."""
        self.stopping = True
        notify("STOPPING=1\nSTATUS=The workers say goodbye.")
        for slot in self.slots:
            slot.close()
        await self.children.end()

    # ---- What the service manager is told ----

    def is_well(self) -> bool:
        return all(not slot.worker.ended.done() for slot in self.slots)

    def tell(self) -> None:
        serving = sum(slot.serves.is_set() for slot in self.slots)
        notify(f"STATUS={serving} of {len(self.slots)} workers serve.")
