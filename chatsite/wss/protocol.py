"""One WebSocket between a client and the ASGI application: Daphne's, with its gaps closed.

Close codes and reasons are sent as the application asks, empty messages count, a client's mistake
is answered with a close frame instead of a reset, and a refused handshake may say why.
"""

from http import HTTPStatus

from autobahn.util import encode_truncate
from daphne.ws_protocol import WebSocketFactory as DaphneFactory
from daphne.ws_protocol import WebSocketProtocol as DaphneProtocol
from django.conf import settings

RESTART = 1012, "The server is restarting."
LONGEST_REASON = 123  # bytes: RFC 6455, 5.5: a control frame carries at most 125


class WebSocketProtocol(DaphneProtocol):
    """Carries ASGI's websocket messages over one connection."""

    denial: dict  # the start of a refusal, until its body comes

    def handle_reply(self, message):
        kind = message["type"]
        connecting = self.state == self.STATE_CONNECTING
        if kind == "websocket.accept":
            self.accept(message)
        elif kind == "websocket.send" and not connecting:
            self.send_message(message)
        elif kind == "websocket.close" and not connecting:
            self.close(message.get("code", 1000), message.get("reason") or "")
        elif kind.startswith("websocket.http.response.") and connecting:
            self.deny(message)
        else:
            super().handle_reply(message)  # a rejection, or an error in the application

    def accept(self, message):
        """Answer the handshake with the application's subprotocol and headers."""
        headers = {name.decode(): value.decode() for name, value in message.get("headers", ())}
        self.handshake_deferred.callback((message.get("subprotocol"), headers))
        del self.handshake_deferred

    def send_message(self, message):
        text, data = message.get("text"), message.get("bytes")
        if (text is None) == (data is None):
            raise ValueError(f"websocket.send takes either text or bytes, not {message}")
        if self.state != self.STATE_OPEN:
            return  # it is closing: the application will hear of it, and nobody reads this
        self.sendMessage(text.encode() if data is None else data, isBinary=text is None)

    def close(self, code, reason):
        """Close with any code that RFC 6455 and IANA's registry let a server send."""
        if not ((1000 <= code <= 1014 and code not in (1004, 1005, 1006)) or 3000 <= code <= 4999):
            raise ValueError(f"{code} is no close code that a server may send")
        self.sendCloseFrame(code=code, reasonUtf8=encode_truncate(reason, LONGEST_REASON))

    def close_for_restart(self):
        """Send the client away because the server ends; it may come back at once."""
        if self.state == self.STATE_OPEN:
            self.close(*RESTART)

    def deny(self, message):
        """Refuse the handshake with a status and a text, by ASGI's Websocket Denial Response."""
        if message["type"].endswith(".start"):
            self.denial = message
        elif message["type"].endswith(".body") and not message.get("more_body"):
            self.send_denial(message.get("body", b""))

    def send_denial(self, body):
        status, headers = self.denial["status"], self.denial.get("headers", ())
        headers = [*headers, (b"content-length", str(len(body)).encode())]
        head = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}".encode(), b"connection: close"]
        head += [name + b": " + value for name, value in headers]
        self.sendData(b"\r\n".join(head) + b"\r\n\r\n" + body)
        self.server.protocol_disconnected(self)
        self.dropConnection(abort=False)

    def dropConnection(self, abort=False):
        # A client that goes on making mistakes while our close frame is under way would have it
        # overtaken by a reset: it has until the timeout of the close handshake, which aborts.
        if self.state == self.STATE_CLOSING and not self.wasClean and not abort:
            return
        # autobahn also resets the connection once both sides have said goodbye.
        super().dropConnection(abort=abort and not self.wasClean)

    def onOpen(self):
        super().onOpen()
        if self.server.draining:
            self.close_for_restart()


def message_limit(flag):
    """Bytes of an incoming message: the site's setting, or Daphne's flag where that is less."""
    limits = [flag, getattr(settings, "WSS_MAX_MESSAGE_BYTES", 0)]
    return min((limit for limit in limits if limit), default=0)  # 0 means none, to autobahn as well


class WebSocketFactory(DaphneFactory):
    """Makes our protocol, with the limits of the server's command line."""

    protocol = WebSocketProtocol

    def __init__(self, server):
        super().__init__(server, server=server.server_name)
        self.setProtocolOptions(
            autoPingTimeout=server.ping_timeout,
            allowNullOrigin=True,
            openHandshakeTimeout=server.websocket_handshake_timeout,
            maxMessagePayloadSize=message_limit(server.websocket_max_message_size),
            maxFramePayloadSize=message_limit(server.websocket_max_frame_size),
            failByDrop=False,  # a mistake gets a close frame with its code, not a reset
            echoCloseCodeReason=True,
        )
