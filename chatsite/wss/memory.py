"""The memory of a crowd that has gone, given back to the system.

glibc keeps what was freed between things that live on: after 5,000 sockets a quarter of a gigabyte,
and each crowd spreads over a little more of it. Other C libraries give it back by themselves.
"""

import ctypes

CROWD = 200  # sockets that have left, which are worth the milliseconds


class Memory:
    """Watches how many sockets there are; `give_back` is called when a crowd has left."""

    def __init__(self, give_back=None):
        self.give_back = give_back or trim
        self.most = 0  # since it was given back

    def look(self, sockets):
        """Call it every few seconds with the number of sockets."""
        self.most = max(self.most, sockets)
        if self.most - sockets >= max(CROWD, self.most // 2):
            self.most = sockets
            self.give_back()


def trim():
    """Return free pages to the system, where the C library has to be told."""
    if malloc_trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        malloc_trim(0)
