"""The door in front of a listening socket: who comes in, how long they may take, and TLS or not.

From accept to an open socket or a whole request head a client has ten seconds in all, whatever it
sends meanwhile; and one address may have only so many connections at that stage.
"""

import asyncio
import errno
import ipaddress
import logging
import socket
import ssl
from collections import Counter

import aiofastnet

from chatsite.wss.entrance import proxy_protocol
from chatsite.wss.transport import refusal

logger = logging.getLogger(__name__)

HANDSHAKE_SECONDS = 10
UNFINISHED = 200  # connections of one address that may be at the handshake; loopback is exempt
AT_ONCE = 100  # connections taken before others get their turn
GOODBYE_SECONDS = 2  # for the client's part of a TLS shutdown
# Bytes that aiofastnet has for each direction of a TLS connection: one whole record. With its own
# 257 KiB what a socket leaves is spread over so many pages that memory grows from crowd to crowd.
RECORD = 16 * 1024 + 64
TLS_HANDSHAKE = 0x16  # the first byte of a ClientHello
NO_ROOM = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
PLAIN_TO_TLS = (
    "This port speaks wss:// and https:// only. Connect to wss://{host} (or open https://{host})."
)


class Door:
    """Accepts on one listening socket for as long as it is open.

    `make(peer, host, deadline)` gives the protocol of each connection; `certificates`, where there
    are any, the TLS context; `balancers`, where there are any, who must send a PROXY header.
    """

    def __init__(self, loop, sock, make, certificates=None, balancers=None):
        sock.setblocking(False)
        self.loop, self.sock, self.make = loop, sock, make
        self.certificates, self.balancers = certificates, balancers
        self.unfinished: Counter = Counter()
        self.tasks = set()

    def open(self):
        self.loop.add_reader(self.sock, self.accept)

    def close(self):
        """Accept nobody any more; who has connected already may finish the handshake.

        Closing resets those whom the kernel has let in, so they are taken first.
        """
        self.loop.remove_reader(self.sock)
        self.accept()
        self.sock.close()

    def accept(self):
        for _ in range(AT_ONCE):
            try:
                client, address = self.sock.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return None
            except OSError as error:
                return self.rest(error)
            task = self.loop.create_task(self.let_in(client, address))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    def rest(self, error):
        """With no file descriptors left, give those who are inside a second to leave."""
        if error.errno not in NO_ROOM:
            raise error
        logger.error(
            "Cannot accept: %s. Raise the limit of open files (ulimit -n).", error.strerror
        )
        self.loop.remove_reader(self.sock)
        self.loop.call_later(1, lambda: self.sock.fileno() < 0 or self.open())

    async def let_in(self, client, address):
        client.setblocking(False)
        who = address[0] if address else None
        if who and self.unfinished[who] >= UNFINISHED and not ipaddress.ip_address(who).is_loopback:
            client.close()
            return
        self.unfinished[who] += 1
        try:
            async with asyncio.timeout(HANDSHAKE_SECONDS) as limit:
                await self.connect(client, address or None, limit.when())
        except (OSError, TimeoutError, ssl.SSLError, proxy_protocol.ProxyProtocolError) as error:
            logger.debug("A connection from %s ended at the handshake: %s", who, error)
            client.close()
        finally:
            self.unfinished[who] -= 1
            if not self.unfinished[who]:
                del self.unfinished[who]

    async def connect(self, client, peer, deadline):
        """TLS, where it is spoken here, and then Daphne's HTTP."""
        host = client.getsockname()
        if self.balancers is not None:
            if peer and peer[0] not in self.balancers:
                raise ConnectionRefusedError(f"{peer[0]} is no balancer of ours")
            peer, host = await read_proxy_header(self.loop, client, peer, host)
        options = {}
        if self.certificates:
            if await first_byte(self.loop, client) != TLS_HANDSHAKE:
                return await self.refuse_plain(client)
            options = {
                "ssl": self.certificates.context,
                "ssl_handshake_timeout": HANDSHAKE_SECONDS,
                "ssl_shutdown_timeout": GOODBYE_SECONDS,
                "ssl_incoming_bio_size": RECORD,
                "ssl_outgoing_bio_size": RECORD,
            }
        await aiofastnet.connect_accepted_socket(
            self.loop, lambda: self.make(peer, host, deadline), client, **options
        )

    async def refuse_plain(self, client):
        """Tell a client that speaks ws:// or http:// to a wss port what to speak."""
        head = await self.loop.sock_recv(client, 4096)
        if b" HTTP/1." in head:
            host = "{}:{}".format("this-host", client.getsockname()[1])
            for line in head.split(b"\r\n")[1:]:
                name, _, value = line.partition(b":")
                if name.lower() == b"host" and value.strip().isascii():
                    host = value.strip().decode()
            text = PLAIN_TO_TLS.format(host=host)
            await self.loop.sock_sendall(client, refusal("400 Bad Request", text))
            client.shutdown(socket.SHUT_WR)
        client.close()


async def readable(loop, sock):
    """Return when there is something to read."""
    ready = loop.create_future()
    loop.add_reader(sock, lambda: ready.done() or ready.set_result(None))
    try:
        await ready
    finally:
        loop.remove_reader(sock)


async def peek(loop, sock, size):
    """The first bytes that a client has sent, left where they are; ConnectionError at its end."""
    while True:
        try:
            data = sock.recv(size, socket.MSG_PEEK)
        except BlockingIOError:
            await readable(loop, sock)
        else:
            if not data:
                raise ConnectionResetError("the client left")
            return data


async def first_byte(loop, sock):
    return (await peek(loop, sock, 1))[0]


async def read_proxy_header(loop, client, peer, host):
    """Take the balancer's header off the connection: the client's address and the one it called."""
    data = b""
    while isinstance(header := proxy_protocol.parse(data), proxy_protocol.Incomplete):
        part = await loop.sock_recv(client, header.needed)
        if not part:
            raise ConnectionResetError("the balancer left")
        data += part
    return header.source or peer, header.destination or host
