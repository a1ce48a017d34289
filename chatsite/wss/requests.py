"""HTTP requests with a body of bounded size, and answers that wait for a slow client.

Daphne's own take any body, put all of it in memory, and write whatever the application says. Here
a body waits on disk and is given out as it is asked for; one that is too big is refused as soon as
that is known, and what still comes of it is thrown away.
"""

import asyncio
import errno
from io import BytesIO
from typing import Any, BinaryIO

from daphne.http_protocol import HTTPFactory, WebRequest

CHUNK = 2**16  # bytes
LINGER = 5  # seconds for a client to read its refusal: a reset at once would take it away
PATIENCE = 60  # seconds for a client to take anything of its answer
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
TOO_LARGE, NO_STORAGE = 413, 507


class RequestFactory(HTTPFactory):
    """Makes the HTTP side of each connection."""

    def buildProtocol(self, addr):
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = Request
        return protocol


class Body:
    """What an application receives: the body from its file, then how the request ended."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.rest: asyncio.Queue[dict] = asyncio.Queue()

    def put_nowait(self, message):
        """Take what Daphne has to tell; the body it has is empty."""
        if message["type"] == "http.disconnect":
            self.file.close()
            self.rest.put_nowait(message)

    async def get(self):
        """The next message for the application."""
        if self.file.closed:
            return await self.rest.get()
        await asyncio.sleep(0)  # a long body is copied in turns with what others want
        chunk = self.file.read(CHUNK)
        more = len(chunk) == CHUNK
        if not more:
            self.file.close()
        return {"type": "http.request", "body": chunk, "more_body": more}


class Request(WebRequest):
    """A request whose body is bounded, and whose answer goes as fast as its client."""

    content: Any  # the file that Twisted collects the body in
    refused = False
    received = 0  # bytes of the body
    waiter: Any = None  # of an application, while the client takes nothing

    # ---- From the client ----

    def gotLength(self, length):
        super().gotLength(length)
        if length and length > self.server.largest_body:
            self.refuse(TOO_LARGE)

    def handleContentChunk(self, data):
        if self.refused:
            return
        self.received += len(data)
        if self.received > self.server.largest_body:
            self.refuse(TOO_LARGE)
        else:
            self.store(data)

    def store(self, data):
        try:
            self.content.write(data)
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            self.refuse(NO_STORAGE)

    def refuse(self, status):
        """Answer before the body is here; nothing that comes on this connection is a request."""
        self.refused = True
        self.content.close()
        self.requestHeaders.removeHeader(b"expect")  # Twisted would say "100 Continue" after this
        self.transport.write(self.server.refusal_of_body(status, self.requestHeaders))
        asyncio.get_running_loop().call_later(LINGER, self.transport.abortConnection)

    def requestReceived(self, command, path, version):
        if self.refused:
            return self.transport.loseConnection()
        self.content.seek(0)
        self.inbox = Body(self.content)
        self.content = BytesIO()  # which is all that Daphne and Twisted look into
        super().requestReceived(command, path, version)

    def connectionLost(self, reason):
        self.resumeProducing()
        super().connectionLost(reason)

    # ---- From the application ----

    def handle_reply(self, message):
        gone = self.finished or self.channel is None
        if message["type"] == "http.response.start" and not (gone or self.producer):
            self.registerProducer(self, True)
            if self.channel._waitingForTransport:  # the answer before this is not yet taken
                self.pauseProducing()
        super().handle_reply(message)

    def finish(self):
        if self.producer:
            self.unregisterProducer()
        self.resumeProducing()
        super().finish()

    async def room(self):
        """Return when the client has taken what was said; end it if it takes nothing for long."""
        while self.waiter:
            try:
                async with asyncio.timeout(PATIENCE):
                    await asyncio.shield(self.waiter)
            except TimeoutError:
                self.transport.abortConnection()
                return

    # ---- Twisted's names for: the client is slow, and is not any more ----

    def pauseProducing(self):
        self.waiter = self.waiter or asyncio.get_running_loop().create_future()

    def resumeProducing(self):
        waiter, self.waiter = self.waiter, None
        if waiter:
            waiter.set_result(None)

    stopProducing = resumeProducing
