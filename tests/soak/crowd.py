"""The mass of sockets: bench/wsload.c, which checks every byte that it counts."""

import asyncio
import json

import pytest

from tests.servers import TOP

ROOMS = 20
PACE = 400  # sockets a second that each crowd opens
TELLS = 20  # messages a second, in all rooms together
AT_LEAST = 60  # seconds that a crowd may take to come, beside those that it stays


class Crowds:
    """Crowds of clients on one address; all that were started are ended by `end`."""

    def __init__(self, folder, monkeypatch, site):
        monkeypatch.syspath_prepend(TOP / "bench")
        from compiler import compile_programs
        from processes import Fault

        try:
            compile_programs(folder)
        except Fault as fault:
            pytest.skip(f"no wsload: {fault}")
        self.program = folder / "wsload"
        self.url = f"wss://127.0.0.1:{site.port}/wss/broadcast/soak-%r"
        self.options = ["--ca", site.ca, "-R", ROOMS, "-a", PACE, "-L", 4, "--timeout", 30]
        self.started = []

    async def talkers(self, count, seconds):
        """Come, talk, count every copy that each of the others hears, and leave."""
        traffic = ["-s", ROOMS, "-r", TELLS, "-b", 256, "--drain", 10]
        return await self.come("fanout", count, seconds, *traffic)

    async def listeners(self, count, seconds):
        """Come and stay for so long, or until they are sent away."""
        return await self.come("idle", count, seconds)

    async def come(self, mode, count, seconds, *more):
        words = [self.program, mode, self.url, "-c", count, "-t", seconds, *self.options, *more]
        child = await asyncio.create_subprocess_exec(
            *map(str, words), stdout=asyncio.subprocess.PIPE
        )
        self.started.append(child)
        try:
            async with asyncio.timeout(2 * seconds + AT_LEAST):
                output, _ = await child.communicate()
        finally:
            await end(child)
        return json.loads(output)


async def end(child):
    """Make sure that it is gone."""
    if child.returncode is None:
        child.kill()
        await child.wait()
