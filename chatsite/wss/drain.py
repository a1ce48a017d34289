"""How a server ends: nobody new, everybody told to come back, what is in flight finished."""

import asyncio
import contextlib
import signal
import time

from django.conf import settings

BATCHES = 20  # parts in which many sockets are closed, so that they do not all come back at once
FEW = 200  # sockets that may come back at once
ARRIVAL = 0.1  # seconds for the first request of who has just come in: a proxy tries no other site
GRACE = 1  # seconds for applications to clean up behind a client that has gone


async def drain(server):
    """Stop accepting, close every socket with 1012, wait for the rest, end what is left."""
    seconds = getattr(settings, "WSS_DRAIN_SECONDS", 10)
    end = time.monotonic() + seconds
    server.draining = True
    hurry = hurry_on_signal(server)
    for door in server.doors:
        door.close()
    await asyncio.sleep(ARRIVAL)
    await close_sockets(living(server), hurry, end - seconds / 4, seconds / 2)
    while arriving_or_living(server) and time.monotonic() < end and not hurry.is_set():
        await asyncio.sleep(0.05)
    await end_applications(server, 0 if hurry.is_set() else GRACE)


def hurry_on_signal(server):
    """An event that a second Ctrl-C or SIGTERM sets."""
    hurry = asyncio.Event()
    if server.signal_handlers:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: hurry.set())
    return hurry


def living(server):
    """The connections that are still there: open sockets, and requests in flight."""
    return [p for p, details in server.connections.items() if "disconnected" not in details]


def arriving_or_living(server):
    """Those, and the connections that were accepted but are still at the handshake."""
    return living(server) or any(door.tasks for door in server.doors)


async def close_sockets(protocols, hurry, end, seconds):
    """Send 1012 to all sockets: at once if they are few, else spread over so many seconds.

    Each is closed once it has its answers, or at the time `end`.
    """
    sockets = [p for p in protocols if hasattr(p, "close_for_restart")]
    size = max(FEW, -(-len(sockets) // BATCHES))
    for start in range(0, len(sockets), size):
        batch = sockets[start : start + size]
        await asyncio.gather(*(s.close_for_restart(hurry, end) for s in batch))
        if start + size < len(sockets):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(hurry.wait(), seconds / BATCHES)


async def end_applications(server, grace):
    """Give the applications of gone clients a moment to clean up, then cancel the rest."""
    details = server.connections.values()
    running = [d["application_instance"] for d in details if "application_instance" in d]
    if running:
        _, late = await asyncio.wait(running, timeout=grace)
        for application in late:
            application.cancel()
        await asyncio.gather(*late, return_exceptions=True)
