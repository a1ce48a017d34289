"""Autobahn's own cases, run by kosoku against a server of ours, over TLS too."""

import asyncio
import json
import os
import shutil
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import pytest

from tests.servers import BIN

CORE = [f"{group}.*" for group in (1, 2, 3, 4, 5, 6, 7, 10)]  # all but limits and compression
LIMITS = ["9.*"]
PASSED = {"OK", "NON-STRICT", "INFORMATIONAL"}
PATIENCE = 240  # seconds for a run, of which most need a dozen
LARGEST = 2**16  # bytes carried at once


@dataclass
class Verdict:
    """What Autobahn thinks of one case: of what was said, and of how it was closed."""

    behavior: str
    close: str
    code: int | None  # with which the server closed

    @property
    def passed(self):
        return {self.behavior, self.close} <= PASSED


async def run(url, cases, folder):
    """The verdict on each case, by its number."""
    wanted = [word for case in cases for word in ("--include", case)]
    command = [program(), *wanted, "--outdir", str(folder), url]
    # A process of its own: its cases import an `autobahn` that is not the one installed here.
    child = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await asyncio.wait_for(child.wait(), PATIENCE)
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return read(folder)


def program():
    """Where kosoku is; the test is skipped where it is nowhere."""
    found = shutil.which("kosoku", path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
    return found or pytest.skip("no kosoku: pip install -r requirements-dev.txt")


def read(folder):
    (cases,) = json.loads((folder / "index.json").read_text()).values()
    return {
        number: Verdict(case["behavior"], case["behaviorClose"], case["remoteCloseCode"])
        for number, case in cases.items()
    }


def failed(verdicts):
    """Those that did not pass."""
    return {number: verdict for number, verdict in verdicts.items() if not verdict.passed}


@asynccontextmanager
async def through_tls(port, context):
    """A plain address of this machine that leads to this TLS port: kosoku speaks no TLS."""
    carriers = set()

    async def carry(reader, writer):
        carriers.add(asyncio.current_task())
        far = await asyncio.open_connection(
            "127.0.0.1", port, ssl=context, server_hostname="localhost"
        )
        try:
            await asyncio.gather(copy(reader, far[1]), copy(far[0], writer))
        finally:
            for end in (writer, far[1]):
                end.transport.abort()

    server = await asyncio.start_server(carry, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for carrier in carriers:
            carrier.cancel()
        await asyncio.gather(*carriers, return_exceptions=True)


async def copy(reader, writer):
    """Carry bytes one way until that side has ended, then end the other as it can be ended."""
    with suppress(OSError):  # the other way may have ended first
        while data := await reader.read(LARGEST):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
        else:
            writer.close()  # TLS has no half of an end
