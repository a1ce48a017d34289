"""Endpoint kinds that are not ours (`systemd:`, `onion:` …): Twisted listens, Daphne serves."""

from daphne.http_protocol import HTTPFactory
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from twisted.internet import reactor
from twisted.internet.endpoints import serverFromString

from chatsite.wss.entrance.endpoints import EndpointError
from chatsite.wss.sockets.ending import RESTART


class Protocol(WebSocketProtocol):
    """Daphne's WebSocket, as our server asks for its things."""

    inbox = None
    last_words = None

    def write_frame(self, frame):
        self.transport.write(frame)

    async def room(self):
        """Twisted's transport has no bound, so there always is."""

    def register(self, last_words):
        self.last_words = last_words

    async def close_for_restart(self, hurry, end):
        if self.state == self.STATE_OPEN:
            code, reason = RESTART
            if self.last_words and (frame := self.last_words(code, reason)):
                self.write_frame(frame)
            self.sendCloseFrame(code=code, reasonUtf8=reason.encode())


class TwistedSide:
    """Our server with Daphne's own factory for WebSockets."""

    def __init__(self, server):
        self.server = server
        self.ws_factory = WebSocketFactory(self, server=server.server_name)
        self.ws_factory.protocol = Protocol
        self.ws_factory.setProtocolOptions(
            autoPingTimeout=server.ping_timeout,
            allowNullOrigin=True,
            openHandshakeTimeout=server.websocket_handshake_timeout,
            maxMessagePayloadSize=server.largest_message,
            maxFramePayloadSize=server.largest_message,
            failByDrop=False,
        )

    def __getattr__(self, name):
        return getattr(self.server, name)


def listen_by_twisted(server, description):
    """Listen on an endpoint of Twisted's; EndpointError where even Twisted does not know it."""
    try:
        endpoint = serverFromString(reactor, description)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise EndpointError(
            f"-e {description} cannot be understood ({error}). Write for example "
            "ssl:8282:privateKey=key.pem:certKey=cert.pem or tcp:8000:interface=127.0.0.1"
        ) from None
    listener = endpoint.listen(HTTPFactory(TwistedSide(server)))
    listener.addCallbacks(server.listen_success, server.listen_error)
