"""How a WebSocket begins: the request, the application's answer, and picows for what follows."""

from http import HTTPStatus
from urllib.parse import unquote

from picows import WSAutoPingStrategy, WSUpgradeResponse, WSUpgradeResponseWithListener
from picows.picows import WSProtocol  # type: ignore[attr-defined]  # in no stub, but its server's

from chatsite.wss.sockets import handshake
from chatsite.wss.sockets.connection import Connection
from chatsite.wss.sockets.inbox import Inbox
from chatsite.wss.sockets.wire import Wire
from chatsite.wss.transport import resume_reading

LARGEST_BACKLOG = 256 * 1024  # bytes that a reader may be behind
READ_BUFFER = 2048  # picows' smallest; it grows with the messages that come

HEAD = (
    "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
)


class Quiet:
    """A logger for picows, which would make a Logger for every connection."""

    def isEnabledFor(self, level):
        return False

    def log(self, *_, **__):
        """Nothing."""

    debug = info = warning = error = exception = log


QUIET = Quiet()


class Opening(Connection):
    """The part of a WebSocket that lasts until the application has accepted or refused it."""

    __slots__ = ()

    # ---- Daphne's HTTP side hands the connection over ----

    def makeConnection(self, stream):
        self.stream = stream
        self.secure = stream.transport.get_extra_info("ssl_object") is not None
        stream.held = True
        stream.transport.pause_reading()

    def dataReceived(self, head):
        """Take the request head, which comes at once and whole."""
        try:
            self.request = handshake.parse(head)
        except handshake.HandshakeError as error:
            self.refuse(error.status, error.headers, str(error).encode() + b"\n")
        else:
            self.start_application()

    def start_application(self):
        self.path = self.request.path.decode("ascii")
        self.server.protocol_connected(self)
        self.inbox = Inbox(self.pause_reading, self.resume_reading)
        self.server.create_application(self, self.scope())
        self.inbox.put_nowait({"type": "websocket.connect"})
        self.log("connecting")

    def scope(self):
        request = self.request
        return {
            "type": "websocket",
            "path": unquote(self.path),
            "raw_path": request.path,
            "root_path": self.server.root_path,
            "headers": request.headers,
            "query_string": self._raw_query_string,  # set by Daphne
            "client": address(self.stream.getPeer()),
            "server": address(self.stream.getHost()),
            "subprotocols": request.subprotocols,
            "secure": self.secure,
        }

    def connectionLost(self, reason):
        """The client left before the application accepted."""
        self.stream.forget_http()
        self.end()

    # ---- The application answers ----

    def accept(self, message):
        """Answer with the application's subprotocol and headers; picows takes over."""
        headers = [(name.decode(), value.decode()) for name, value in message.get("headers", ())]
        if subprotocol := message.get("subprotocol"):
            headers.append(("Sec-WebSocket-Protocol", subprotocol))
        if self.server.server_name:
            headers.append(("Server", self.server.server_name))
        response = WSUpgradeResponse.create_101_response(headers)
        protocol = WSProtocol(
            *(None, None, False, lambda _: WSUpgradeResponseWithListener(response, self), QUIET),
            *(False, None, False, 20, 20, WSAutoPingStrategy.PING_WHEN_IDLE, True),
            *(self.server.largest_message, None, READ_BUFFER),
        )
        transport = self.stream.transport
        protocol.connection_made(Wire(transport, self))
        feed(protocol, HEAD.format(key=self.request.key).encode())
        transport.set_protocol(protocol)
        transport.set_write_buffer_limits(high=LARGEST_BACKLOG)
        self.stream.forget_http()
        self.request = None
        if not self.inbox.paused:
            resume_reading(transport)

    def deny(self, message):
        """Refuse the handshake as the application says, by ASGI's Websocket Denial Response."""
        if message["type"].endswith(".start"):
            self.denial = message
        elif not message.get("more_body"):
            self.refuse(
                self.denial["status"], self.denial.get("headers", ()), message.get("body", b"")
            )

    def refuse(self, status, headers, body):
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}".encode()]
        names = {name.lower() for name, _ in headers}
        if b"content-type" not in names:
            headers = [*headers, (b"content-type", b"text/plain; charset=utf-8")]
        length = str(len(body)).encode()
        headers = [*headers, (b"content-length", length), (b"connection", b"close")]
        lines += [name + b": " + value for name, value in headers]
        self.stream.write(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        self.stream.loseConnection()
        if self.inbox is not None:
            self.log("rejected")


def feed(protocol, data):
    """Give a buffered protocol these bytes as if they had been read."""
    protocol.get_buffer(-1)[: len(data)] = data
    protocol.buffer_updated(len(data))


def address(twisted_address):
    """[host, port] for ASGI, or None for a Unix socket."""
    host = getattr(twisted_address, "host", None)
    return [host, twisted_address.port] if host else None
