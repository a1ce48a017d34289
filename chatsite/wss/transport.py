"""Daphne's HTTP side on an asyncio transport: the few methods of Twisted's that it uses."""

import asyncio
from typing import Any

from twisted.internet.address import IPv4Address, IPv6Address, UNIXAddress
from twisted.internet.error import ConnectionDone, ConnectionLost
from twisted.internet.interfaces import IPushProducer, ISSLTransport, ITransport
from twisted.python.failure import Failure
from zope.interface import implementer

LARGEST_HEAD = 16 * 1024  # bytes of a request line and its headers
LONGEST_LINE = 8 * 1024  # bytes of a request line
REFUSAL = (
    "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n"
    "Content-Length: {length}\r\nConnection: close\r\n\r\n{text}\n"
)


def resume_reading(transport):
    """Read on, beginning with what was decrypted while reading was paused.

    aiofastnet 1.2 leaves that where it is until more comes from the network, which may be never.
    """
    if transport.is_closing():
        return
    transport.resume_reading()
    if retry := getattr(transport, "_retry_ssl_read", None):
        asyncio.get_running_loop().call_soon(retry)


def refusal(status, text, kind="text/plain; charset=utf-8"):
    """A whole HTTP answer that refuses a request and says why."""
    length = len(text.encode()) + 1
    return REFUSAL.format(status=status, text=text, kind=kind, length=length).encode()


@implementer(ITransport, IPushProducer)
class Stream:
    """What a Twisted protocol sees of a connection. `protocol` may be exchanged at any time."""

    disconnecting = False
    held = False  # reading waits for the answer to an upgrade, whatever Daphne's HTTP side says

    def __init__(self, transport, peer, host):
        self.transport = transport  # asyncio's
        self.peer, self.host = peer, host
        self.protocol: Any = None
        self.producer = None

    @property
    def ssl_object(self):
        """Python's view of the TLS connection, or None."""
        return self.transport.get_extra_info("ssl_object")

    def write(self, data):
        self.transport.write(data)

    def writeSequence(self, parts):
        self.transport.write(b"".join(parts))

    def loseConnection(self):
        self.disconnecting = True
        self.transport.close()

    def abortConnection(self):
        self.disconnecting = True
        self.transport.abort()

    def setTcpNoDelay(self, enabled):
        """asyncio's streams have it set already."""

    def getPeer(self):
        return self.peer

    def getHost(self):
        return self.host

    def registerProducer(self, producer, streaming):
        self.producer = producer

    def unregisterProducer(self):
        self.producer = None

    def pauseProducing(self):
        self.transport.pause_reading()

    def resumeProducing(self):
        if not self.held:
            resume_reading(self.transport)

    def forget_http(self):
        """Let go of Daphne's HTTP side, whose parts hold each other and this."""
        channel, self.producer = self.producer, None
        self.protocol = None
        if channel:
            channel.requests.clear()
            channel.transport = channel._networkProducer = None

    def stopProducing(self):
        self.loseConnection()


@implementer(ISSLTransport)
class SecureStream(Stream):
    """The same over TLS: Daphne tells https from http by this interface."""


class HTTPConnection(asyncio.Protocol):
    """Feeds one connection to Daphne's HTTP protocol, once a whole head of sane size is there.

    `deadline` is the loop's time at which the head must be complete.
    """

    def __init__(self, server, secure, peer, host, deadline):
        self.server, self.secure, self.deadline = server, secure, deadline
        self.peer, self.host = peer, host
        self.head = b""
        self.timer: Any = None

    def connection_made(self, transport):
        kind = SecureStream if self.secure else Stream
        self.stream = kind(transport, twisted_address(self.peer), twisted_address(self.host))
        self.stream.protocol = self.server.http_factory.buildProtocol(self.stream.peer)
        self.stream.protocol.makeConnection(self.stream)
        self.timer = asyncio.get_running_loop().call_at(self.deadline, self.too_late)

    def too_late(self):
        self.stream.write(
            refusal("408 Request Timeout", "The request took longer than 10 seconds.")
        )
        self.stream.transport.abort()

    def data_received(self, data):
        data = bytes(data)
        if self.timer:
            self.head += data
            data = self.whole_head()
        if data and not self.stream.disconnecting:
            self.stream.protocol.dataReceived(data)

    def whole_head(self):
        """All that has come once the first head is complete, else nothing; refuses a huge head."""
        line, ended, _ = self.head.partition(b"\r\n")
        if len(line) > LONGEST_LINE:
            self.refuse("414 URI Too Long", f"An address may have {LONGEST_LINE} bytes.")
        elif (end := self.head.find(b"\r\n\r\n")) > LARGEST_HEAD or (
            end < 0 and len(self.head) > LARGEST_HEAD
        ):
            self.refuse(
                "431 Request Header Fields Too Large", f"Headers may have {LARGEST_HEAD} bytes."
            )
        elif ended and end >= 0:
            self.stop_timer()
            head, self.head = self.head, b""
            return head
        return b""

    def refuse(self, status, text):
        self.stop_timer()
        self.stream.write(refusal(status, text))
        self.stream.loseConnection()

    def stop_timer(self):
        self.timer.cancel()
        self.timer = None

    def connection_lost(self, error):
        if self.timer:
            self.stop_timer()
        reason = ConnectionLost(str(error)) if error else ConnectionDone()
        protocol, self.stream.protocol = self.stream.protocol, None
        protocol.connectionLost(Failure(reason))

    def pause_writing(self):
        if self.stream.producer:
            self.stream.producer.pauseProducing()

    def resume_writing(self):
        if self.stream.producer:
            self.stream.producer.resumeProducing()


def twisted_address(address):
    """Twisted's form of the addresses that sockets give: (host, port, …), a path, or nothing."""
    if not isinstance(address, tuple):
        return UNIXAddress(address or None)
    kind = IPv6Address if ":" in address[0] else IPv4Address
    return kind("TCP", *address[:2])
