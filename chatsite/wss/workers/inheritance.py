"""What a worker gets from its parent: listening sockets, and a pipe on which to say it serves."""

import asyncio
import json
import os
import signal
import socket
import sys

from chatsite.wss.workers.systemd import adopted

SOCKETS = "WSS_SOCKETS"
READY = "WSS_READY_FD"

Sockets = dict[str, list[socket.socket]]  # by the description of their endpoint


def bequest(sockets: Sockets, pipe: int) -> tuple[dict[str, str], list[int]]:
    """The variables that tell a worker what it inherits, and the descriptors that it must get."""
    descriptors = {name: [s.fileno() for s in group] for name, group in sockets.items()}
    fds = {pipe}.union(*descriptors.values())
    return {SOCKETS: json.dumps(descriptors), READY: str(pipe)}, sorted(fds)


def inherited() -> Sockets:
    """The listening sockets of this worker, by endpoint: none where no parent gave any, and once.

    To stop listening close them, but do not shut them down: the parent and a successor share them.
    """
    descriptors = json.loads(os.environ.pop(SOCKETS, "{}"))
    return {name: [adopted(fd) for fd in fds] for name, fds in descriptors.items()}


def has_parent() -> bool:
    """Whether a parent of ours waits to hear that this worker serves."""
    return READY in os.environ


def ready() -> None:
    """Tell the parent that this worker serves; nothing where there is no parent to be told."""
    if not (fd := os.environ.pop(READY, "")):
        return
    with open(int(fd), "wb", buffering=0) as pipe:
        try:
            pipe.write(b"1")
        except BrokenPipeError:  # the parent is gone, and whoever polls for it came too late
            os.kill(os.getpid(), signal.SIGTERM)


def watch_parent(loop: asyncio.AbstractEventLoop, parent: int | None = None) -> None:
    """Send this process SIGTERM within a second of its parent's end; call it before `ready`.

    On Linux the kernel sends it, so that nothing is to be done.
    """
    if sys.platform == "linux":
        return
    parent = parent or os.getppid()
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        loop.call_later(1, watch_parent, loop, parent)
