"""Ports for servers that tests start: nobody else has them, or gets them before the server does."""

import os
import random
import socket
from itertools import cycle

# Below those that kernels give to connections and to whoever binds any port: between the choice of
# a port and its server, or while a server is away, one of them would be taken now and then.
LOW, HIGH = 10_000, 32_768


def offered():
    """All ports of this process of the tests, none of which another one has, from anywhere on."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    mine = range(LOW + worker, HIGH, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))
    start = random.randrange(len(mine))
    return cycle([*mine[start:], *mine[:start]])


OFFERED = offered()


def free_port():
    """A TCP port of 127.0.0.1 on which nobody listens, and that was not given before."""
    return next(filter(is_free, OFFERED))


def is_free(port):
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
