"""What systemd and its like are told, and what they hand over; nothing where they are not there.

The protocols are those of sd_notify(3), sd_listen_fds(3) and sd_watchdog_enabled(3).
"""

import asyncio
import logging
import os
import socket
from collections.abc import Callable

logger = logging.getLogger(__name__)

FIRST_FD = 3  # SD_LISTEN_FDS_START
LISTEN = ("LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES", "LISTEN_PIDFDID")
# As they were before Twisted, which takes them away when it is imported.
EARLY = {name: os.environ.get(name, "") for name in LISTEN}
WATCHDOG = ("WATCHDOG_USEC", "WATCHDOG_PID")
VARIABLES = {"NOTIFY_SOCKET", *LISTEN, *WATCHDOG}  # meant for one process, not for its children


def notify(state: str) -> None:
    """Tell the service manager, in lines such as READY=1; a manager that is deaf harms nobody."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    if address.startswith("@"):  # Linux's abstract sockets have a zero byte there
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.settimeout(1)
        try:
            manager.sendto(state.encode(), address)
        except OSError as error:
            logger.warning("The service manager could not be told %r: %s.", state, error)


def listen_fds() -> list[socket.socket]:
    """The sockets that the service manager listens on for us, in the order of its unit file.

    They are handed over once: the variables that tell of them are gone from the environment.
    """
    told = {name: os.environ.pop(name, "") or EARLY[name] for name in LISTEN}
    EARLY.update(dict.fromkeys(LISTEN, ""))
    if told["LISTEN_PID"] != str(os.getpid()) or not told["LISTEN_FDS"].isdigit():
        return []
    return [adopted(FIRST_FD + number) for number in range(int(told["LISTEN_FDS"]))]


def hand_on() -> None:
    """Leave the sockets that we did not take to the program which this process becomes (exec)."""
    os.environ.update({name: text for name, text in EARLY.items() if text})


def adopted(fd: int) -> socket.socket:
    """The socket behind a descriptor that another program opened, made as Python makes its own."""
    listener = socket.socket(fileno=fd)
    listener.set_inheritable(False)
    listener.setblocking(False)
    return listener


def watchdog_seconds() -> float | None:
    """After how long a silence the service manager restarts us; None where it does not watch."""
    microseconds, pid = (os.environ.get(name, "") for name in WATCHDOG)
    if pid not in ("", str(os.getpid())) or not microseconds.isdigit() or not int(microseconds):
        return None
    return int(microseconds) / 1_000_000


async def feed_watchdog(is_well: Callable[[], bool]) -> None:
    """Go on telling the service manager that all is well, while it is."""
    while seconds := watchdog_seconds():
        if is_well():
            notify("WATCHDOG=1")
        await asyncio.sleep(seconds / 3)
