"""Keeps a Valkey or Redis of our own for the processes that share a DATA_DIR, on a Unix socket.

Whoever holds the lock file starts it and restarts it; when that process dies its server dies with
it, the kernel releases the lock, and the next process takes over.
"""

import atexit
import fcntl
import logging
import os
import socket
import stat
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from chatsite.wss.workers.with_parent import with_parent

logger = logging.getLogger(__name__)

PATIENCE = 2.0  # seconds for it to start, which takes a few hundredths


def keep(program, path, in_data_dir):
    """Keep this server running at `path`, or stand by while another process of ours does.

    It takes connections when this returns, unless it is in trouble. Ends the program where that
    cannot be, or where somebody else could stand behind the socket.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not in_data_dir and not is_ours(path.parent.lstat()):
            sys.exit(
                f"The folder {path.parent} for the channel layer could be somebody else's. Remove "
                "it, or give a DATA_DIR with a shorter path, or set CHANNEL_LAYER_URL."
            )
        lock = path.with_suffix(".lock").open("a+")
    except OSError as error:
        sys.exit(f"The channel layer needs {error.filename or path}: {error.strerror}.")
    keeper = Keeper(program, path, lock)
    thread = threading.Thread(target=keeper.run, name="channel-layer", daemon=True)
    thread.start()
    # Whoever asked it sooner would tell that it is away, at every start.
    end = time.monotonic() + PATIENCE
    while thread.is_alive() and not listens(path) and time.monotonic() < end:
        time.sleep(0.005)


def listens(path):
    """Whether a server takes connections there."""
    with socket.socket(socket.AF_UNIX) as client, suppress(OSError):
        client.connect(str(path))
        return True
    return False


def is_ours(status):
    """Whether nobody but us can have put a socket there: in /tmp anybody may make such a folder."""
    private = not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and private


class Keeper:
    """Starts the server when this process holds the lock, and again whenever it ends.

    The lock file tells the number of the process that holds it.
    """

    def __init__(self, program, path, lock):
        self.path, self.lock = path, lock
        self.command = [
            program,
            *("--port", "0"),
            *("--unixsocket", str(path), "--unixsocketperm", "700"),
            *("--save", "", "--appendonly", "no"),
            *("--maxmemory", "256mb", "--dir", str(path.parent), "--loglevel", "warning"),
        ]

    def run(self):
        self.take()
        self.end_orphan()
        while True:
            server = self.start()
            atexit.register(server.terminate)
            with server.stderr as lines:  # they end with the server
                for line in lines:
                    logger.warning("The channel layer's server says: %s", line.strip())
            server.wait()
            atexit.unregister(server.terminate)
            logger.warning("The channel layer's server ended; starting it again.")
            time.sleep(0.5)

    def take(self):
        """Return with the lock held; say so if another process has it first."""
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.say_shared()
            fcntl.flock(self.lock, fcntl.LOCK_EX)
        self.lock.truncate(0)
        self.lock.write(f"{os.getpid()}\n")
        self.lock.flush()

    def say_shared(self):
        """Name the process whose server we use; workers need no word about their own parent's."""
        self.lock.seek(0)
        holder = self.lock.read().strip()
        if holder != str(os.getppid()):
            logger.info(
                "Channel layer: shared with another process of ours%s at %s",
                f" ({holder})" if holder else "",
                self.path,
            )

    def start(self):
        logger.info(
            "Channel layer: %s of our own at %s (set CHANNEL_LAYER_URL to use another)",
            Path(self.command[0]).name,
            self.path,
        )
        return subprocess.Popen(
            with_parent(self.command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C is for us: the server goes when we have drained
        )

    def end_orphan(self):
        """End a server that outlived its keeper, as happens where the kernel cannot tie the two."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            try:
                client.connect(str(self.path))
                client.sendall(b"SHUTDOWN NOSAVE\r\n")
                client.recv(1)
            except OSError:
                return  # nobody listens there, as it should be
