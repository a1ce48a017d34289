"""What picows writes to: the connection, with our say in how it ends."""

import asyncio
import socket

from chatsite.wss.sockets.frames import CLOSE, FINAL


class Wire:
    """An asyncio transport for picows, in front of the real one.

    picows closes a connection 10 ms after a client's mistake. What the client is still sending is
    then answered with a reset, which overtakes the close frame that names the mistake.
    """

    __slots__ = ("transport", "websocket")

    def __init__(self, transport, websocket):
        self.transport, self.websocket = transport, websocket

    def get_extra_info(self, name, default=None):
        found = self.transport.get_extra_info(name, default)
        if name == "socket" and found.family == socket.AF_UNIX:
            return UnixSocket(found)
        return found

    def get_write_buffer_size(self):
        """Never 0, which would let picows write past us."""
        return 1

    def write(self, data):
        if data[0] == FINAL | CLOSE:
            data = self.websocket.goodbye(data)
        self.transport.write(data)

    def writelines(self, parts):
        self.transport.writelines(parts)

    def close(self):
        self.websocket.hang_up()

    def abort(self):
        self.transport.abort()


class UnixSocket:
    """A Unix socket for picows, which sets options that only TCP has."""

    def __init__(self, sock):
        self.sock = sock

    def fileno(self):
        return self.sock.fileno()

    def setsockopt(self, *_):
        """Nothing to set."""

    def getsockopt(self, *_):
        return 0


class Farewell(asyncio.Protocol):
    """Reads what a client goes on sending after our last word, until it has read that word."""

    def __init__(self, websocket):
        self.websocket = websocket

    def data_received(self, data):
        """Nobody wants it."""

    def connection_lost(self, error):
        self.websocket.end()
