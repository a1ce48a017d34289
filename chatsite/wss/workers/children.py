"""All worker processes that live, by pid: started, reaped, ended together."""

import asyncio
import contextlib
import logging
import os
from collections.abc import Mapping

from chatsite.wss.workers import systemd
from chatsite.wss.workers.slot import Slot, Worker

logger = logging.getLogger(__name__)


class Children:
    """The workers of every slot, and predecessors and successors beside them."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self.command = command
        self.environment = {
            name: value for name, value in environment.items() if name not in systemd.VARIABLES
        }
        self.living: dict[int, Worker] = {}
        self.fault = 0  # the first bad status of a worker that was told to end with all others
        self.ending = False

    def start(self, slot: Slot) -> Worker:
        """A new worker on the slot's sockets; OSError where the system cannot have another."""
        worker = Worker(slot, self.command, self.environment)
        self.living[worker.process.pid] = worker
        logger.info("%s starts.", worker)
        return worker

    def reap(self) -> None:
        """Take note of all who ended, and as PID 1 of a container also of orphans."""
        with contextlib.suppress(ChildProcessError):
            while (found := os.waitpid(-1, os.WNOHANG))[0]:
                if worker := self.living.pop(found[0], None):
                    worker.reaped(os.waitstatus_to_exitcode(found[1]))
                    self.judge(worker)

    def judge(self, worker: Worker) -> None:
        """A worker that was told to end is expected to do so in order."""
        if worker.told and worker.status:
            logger.warning("%s %s when it was told to end.", worker, worker.fate)
        if self.ending:
            self.fault = self.fault or worker.status

    async def end(self) -> None:
        """Let all drain at the same time, and wait for them however long they take."""
        self.ending = True
        workers = list(self.living.values())
        for worker in workers:
            worker.end()
        await asyncio.gather(*(worker.ended for worker in workers))

    def kill(self) -> None:
        for worker in self.living.values():
            worker.kill()
