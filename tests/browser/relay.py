"""A network between browsers and a site that a test can cut, and mend again."""

import contextlib
import socket
import threading

CHUNK = 65536


class Relay:
    """Hands the bytes of TCP connections on to a port, while the network is well."""

    def __init__(self, to):
        self.to, self.port = to, 0
        self._door = None
        self._lines = {}  # pairs of sockets, with what lets their bytes through
        self._flows = threading.Event()

    @property
    def https(self):
        return f"https://localhost:{self.port}"

    def start(self):
        """Let connections come; at the same port as before, if there was one."""
        self._door = socket.create_server(("127.0.0.1", self.port))
        self.port = self._door.getsockname()[1]
        self._flows.set()
        threading.Thread(target=self._accept, args=[self._door], daemon=True).start()
        return self

    def cut(self):
        """Every connection ends, and no other can be made: somebody has pulled the cable."""
        shut(self._door)
        for ends, flows in list(self._lines.items()):
            flows.set()
            for end in ends:
                shut(end)

    def forget(self):
        """Nothing comes through any more on the connections that there are, and nobody is told so.

        New ones work: so it is after a sleep, or with another network.
        """
        self._flows.clear()
        self._flows = threading.Event()
        self._flows.set()

    def _accept(self, door):
        with door, contextlib.suppress(OSError):
            while True:
                near, _ = door.accept()
                threading.Thread(target=self._connect, args=[near], daemon=True).start()

    def _connect(self, near):
        flows = self._flows
        with near, socket.create_connection(("127.0.0.1", self.to)) as far:
            self._lines[near, far] = flows
            back = threading.Thread(target=pump, args=[far, near, flows], daemon=True)
            back.start()
            pump(near, far, flows)
            back.join()
            del self._lines[near, far]


def pump(source, target, flows):
    """Bytes of one direction, until one side ends."""
    with contextlib.suppress(OSError):
        while chunk := source.recv(CHUNK):
            flows.wait()
            target.sendall(chunk)
    shut(source)
    shut(target)


def shut(end):
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
