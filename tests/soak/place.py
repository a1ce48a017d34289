"""The server of the soak: two workers that are replaced, certificates that are renewed."""

import asyncio
import signal
from dataclasses import dataclass
from types import SimpleNamespace

import psutil

from tests.servers import REPLACED, Site, environment
from tests.tls import Authority, serial
from tests.waiting import wait_aside

NAMES = ("localhost", "127.0.0.1")
WORKERS = 2
LOOKS = 3  # seconds in which the server looks at its certificates' files at least once
PROBES = 8  # clients: one of two workers is missed by all of them once in 128 times


@dataclass
class Level:
    """What all processes of the server have: memory in MiB (PSS), and open files."""

    memory: float
    files: int

    def __str__(self):
        return f"{self.memory:.0f} MiB, {self.files} files"


class Place:
    """`manage.py serve --workers 2` on a TLS port, over a real Redis."""

    def __init__(self, folder, data_dir, redis):
        self.authority = Authority(folder)
        self.cert, self.key = self.authority.pair(*NAMES)
        pki = SimpleNamespace(cert=self.cert, key=self.key, ca=self.authority.ca)
        env = environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url, WSS_RATE="0")
        self.site = Site(folder, pki, env, "serve")
        self.site.command += ["--workers", str(WORKERS)]
        self.quiet = asyncio.Lock()  # nobody restarts a server while its certificate is written
        self.rolls = self.renewals = 0

    def level(self):
        processes = [psutil.Process(self.site.pid), *self.workers()]
        memory = sum(process.memory_full_info().pss for process in processes)
        return Level(memory / 2**20, sum(process.num_fds() for process in processes))

    def workers(self):
        return psutil.Process(self.site.pid).children(recursive=True)

    async def roll(self):
        """Replace every worker, and wait until the old ones have gone."""
        async with self.quiet:
            old, count = self.workers(), self.site.output.count(REPLACED)
            self.site.send(signal.SIGHUP)
            await wait_aside(lambda: self.site.output.count(REPLACED) > count, "new workers serve")
            await wait_aside(
                lambda: not any(map(psutil.Process.is_running, old)), "old workers end"
            )
            self.rolls += 1

    async def renew(self):
        """Write a new certificate as slowly as a full disk would, while clients come."""
        new = self.authority.folder / "new"
        new.mkdir(exist_ok=True)
        cert, key = self.authority.pair(*NAMES, folder=new)
        async with self.quiet:
            before, whole = serial(self.cert), cert.read_bytes()
            self.cert.write_bytes(whole[: len(whole) // 3])
            await asyncio.sleep(LOOKS)
            assert await self.served() == {before}, "half a certificate changes nothing"
            self.key.write_bytes(key.read_bytes())
            self.cert.write_bytes(whole)
            await asyncio.sleep(LOOKS)
            assert await self.served() == {serial(cert)}, "new clients see the new certificate"
            self.renewals += 1

    async def served(self):
        """The serial numbers of the certificates that clients are shown now."""
        return set(await asyncio.gather(*(self.shown() for _ in range(PROBES))))

    async def shown(self):
        _, writer = await asyncio.open_connection(
            "127.0.0.1", self.site.port, ssl=self.authority.client(), server_hostname="localhost"
        )
        number = writer.get_extra_info("peercert")["serialNumber"]
        writer.transport.abort()
        return int(number, 16)
