"""Servers that a storm may hurt, on one database: killed, drained, started again."""

import asyncio
import contextlib
import json
import signal
import subprocess
import sys

from tests.community import settle
from tests.servers import REPLACED, TOP, Site, environment, workers
from tests.waiting import wait_aside

UNLIMITED = {"CHAT_LIMITS": "posts_per_second=0 commands=0 sockets=1000", "WSS_RATE": "0"}
FAULTY = {"DJANGO_SETTINGS_MODULE": "tests.faulty_settings"}


class Place:
    """Server processes that share a database, and perhaps a Redis; clients know their ports."""

    def __init__(self, folder, pki, count, workers=None, **variables):
        self.env = environment(folder, pki, **UNLIMITED, **variables)
        self.workers = workers  # behind each port, None where it is served by one process
        command = "serve" if workers else "daphne"
        self.sites = [Site(folder, pki, self.env, command) for _ in range(count)]
        for site in self.sites if workers else ():
            site.command += ["--workers", str(workers)]
        self.context = pki.client()
        self.hurting = asyncio.Lock()  # one fault of the servers at a time

    async def start(self):
        await asyncio.gather(*(asyncio.to_thread(site.start) for site in self.sites))
        return self

    def end(self):
        for site in self.sites:
            site.end()

    def addresses(self, random):
        """What a client asks for the address of its next try."""
        return lambda: random.choice(self.sites).wss

    async def settle(self, people, rooms):
        """Make these people, members of these rooms."""
        return await asyncio.to_thread(settle, self.env, people, rooms)

    async def truth(self, rooms):
        """What the database holds of these rooms, by id."""
        env = {"DJANGO_SETTINGS_MODULE": "chatsite.settings", **self.env}
        done = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "tests.faults.rows"],
            cwd=TOP,
            env=env,
            input=json.dumps(list(rooms)),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return {int(room): log for room, log in json.loads(done.stdout).items()}

    # ---- What may happen to a server ----

    async def kill(self, site):
        """It ends without a word, and is started again."""
        async with self.hurting:
            await asyncio.to_thread(site.stop, signal.SIGKILL)
            await asyncio.to_thread(site.start)

    async def replace(self, site):
        """It is drained, and another takes its place."""
        async with self.hurting:
            assert await asyncio.to_thread(site.stop, signal.SIGTERM) == 0, site.output
            await asyncio.to_thread(site.start)

    async def kill_worker(self, site, random):
        """A process behind its port ends without a word, and the parent starts another."""
        async with self.hurting:
            victim = random.choice(workers(site))
            victim.kill()
            await wait_aside(
                lambda: len({*workers(site)} - {victim}) >= self.workers, "another comes"
            )

    async def roll(self, site):
        """All the processes behind its port are drained and replaced, one after the other."""
        async with self.hurting:
            count = site.output.count(REPLACED)
            site.send(signal.SIGHUP)
            await wait_aside(
                lambda: site.output.count(REPLACED) > count, "all workers are replaced"
            )

    @contextlib.contextmanager
    def frozen(self, process):
        """It stands still, as under a debugger or in the swap."""
        process.send(signal.SIGSTOP)
        try:
            yield
        finally:
            process.send(signal.SIGCONT)

    def check_logs(self):
        """No server has logged a traceback, or let a database error out."""
        for site in self.sites:
            assert "Traceback" not in site.output, site.output
