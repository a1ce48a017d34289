"""Daphne's server on asyncio streams: our endpoints and sockets, and a drain instead of a hard end.

The `daphne` command uses it once `CommandLineInterface.server_class` names it.
"""

import asyncio
import logging
import signal
import ssl
import sys
import warnings
from functools import partial

from daphne.server import Server as DaphneServer
from daphne.server import twisted_loop
from django.conf import settings
from twisted.internet import defer, reactor
from twisted.logger import STDLibLogObserver, globalLogBeginner

from chatsite.wss import drain
from chatsite.wss.entrance import listening as sockets
from chatsite.wss.entrance.door import Door
from chatsite.wss.entrance.endpoints import EndpointError, parse
from chatsite.wss.entrance.proxies import Trusted, strip
from chatsite.wss.entrance.redirect import Redirect
from chatsite.wss.entrance.twisted_side import listen_by_twisted
from chatsite.wss.lifespan import Lifespan
from chatsite.wss.memory import Memory
from chatsite.wss.requests import RequestFactory
from chatsite.wss.sockets.frames import prepare
from chatsite.wss.sockets.websocket import WebSocketFactory
from chatsite.wss.tls.contexts import Certificates, TLSError
from chatsite.wss.tls.scope import tls_extension
from chatsite.wss.transport import HTTPConnection, refusal
from chatsite.wss.workers import inheritance

logger = logging.getLogger(__name__)

BODY_REFUSALS = {
    413: ("413 Content Too Large", "The body of this request is too big."),
    507: ("507 Insufficient Storage", "There is no room for the body of this request."),
}
ROUND = 2  # seconds between two looks at the certificates' files, and at who has left


class Server(DaphneServer):
    """Listens on every endpoint or says why not; SIGTERM lets everybody leave in peace."""

    loop = twisted_loop

    def run(self):
        self.connections = {}
        self.doors, self.certificates = [], []
        self.draining, self.memory = False, Memory()
        self.trusted = Trusted(getattr(settings, "TRUSTED_PROXIES", []))
        self.largest_message = message_limit(self.websocket_max_message_size)
        self.largest_body = getattr(settings, "WSS_MAX_BODY_BYTES", 0) or 2**62
        self.http_factory = RequestFactory(self)
        self.ws_factory = WebSocketFactory(self)
        self.log_twisted()
        asyncio.set_event_loop(self.loop)
        self.loop.set_exception_handler(self.log_trouble)
        self.given = inheritance.inherited()
        self.loop.set_debug(self.verbosity >= 3)
        for description in self.endpoints:
            self.listen(str(description))
        if not self.abort_start:
            self.serve()

    def serve(self):
        """Serve until a signal has said to stop and everybody is gone."""
        for door in self.doors:
            door.open()
        reactor.callLater(1, self.application_checker)
        reactor.callLater(2, self.timeout_checker)
        self.look_around()
        self.lifespan = Lifespan(self.application)
        self.loop.call_soon(self.lifespan.begin)
        self.renew_on_signal()
        reactor.addSystemEventTrigger("before", "shutdown", self.begin_drain)
        if self.ready_callable:
            self.ready_callable()
        inheritance.watch_parent(self.loop)
        reactor.callLater(0, inheritance.ready)
        reactor.run(installSignalHandlers=self.signal_handlers)

    def log_twisted(self):
        """Twisted's own log goes nowhere, or to `logging` from verbosity 2 on, as Daphne has it."""
        observer = STDLibLogObserver(__name__) if self.verbosity > 1 else lambda _: None
        show = warnings.showwarning
        globalLogBeginner.beginLoggingTo(
            [observer], redirectStandardIO=self.verbosity > 1, discardBuffer=True
        )
        warnings.showwarning = show  # Python's warnings are not Twisted's, to go where its log goes

    @staticmethod
    def log_trouble(loop, context):
        """Clients that leave in the middle of a handshake are no news; all else is."""
        error = context.get("exception")
        kind = error if isinstance(error, type) else type(error)
        quiet = issubclass(kind, (OSError, EOFError))  # ssl.SSLError is an OSError
        level = logging.DEBUG if quiet else logging.ERROR
        error = error if isinstance(error, BaseException) else None
        logger.log(level, context["message"], exc_info=error)

    # ---- Listening ----

    def listen(self, description):
        try:
            endpoint = parse(description)
            if endpoint is None:
                listen_by_twisted(self, description)
            else:
                self.open_doors(endpoint)
        except (EndpointError, TLSError) as error:
            self.refuse_start(str(error))

    def open_doors(self, endpoint):
        certificates = Certificates(**endpoint.tls_options()) if endpoint.secure else None
        if certificates:
            self.certificates.append(certificates)
        balancers = self.trusted if endpoint.switch("proxyProtocol") else None
        make = self.connection_maker(endpoint)
        for sock in self.given.get(endpoint.description) or sockets.listen(endpoint):
            self.doors.append(Door(self.loop, sock, make, certificates, balancers))
            logger.info("Listening on %s", sockets.name(sock))

    def connection_maker(self, endpoint):
        """What makes the protocol for each connection to this endpoint."""
        if endpoint.kind == "redirect":
            return partial(Redirect, endpoint.number("to", 443), endpoint.options.get("acme"))
        return partial(HTTPConnection, self, endpoint.secure)

    def listen_error(self, failure):
        self.refuse_start(failure.getErrorMessage())

    def refuse_start(self, sentence):
        """Say why the server cannot start; the command then ends with status 1."""
        print(sentence, file=sys.stderr)
        self.abort_start = True

    def look_around(self):
        """Now and every few seconds: take up renewed certificates, give a crowd's memory back."""
        self.refresh()
        self.memory.look(len(self.connections))
        reactor.callLater(ROUND, self.look_around)

    def refresh(self):
        """Take up certificates that were renewed on disk."""
        for certificates in self.certificates:
            certificates.refresh()

    def renew_on_signal(self):
        """SIGHUP, which would end the process, looks for renewed certificates at once."""
        if self.signal_handlers and not inheritance.has_parent():
            signal.signal(signal.SIGHUP, lambda *_: reactor.callFromThread(self.refresh))

    # ---- Connections ----

    def create_application(self, protocol, scope):
        """Run the application for a connection whose scope tells who the client really is."""
        self.complete(protocol, scope)
        inbox = getattr(protocol, "inbox", None)
        if inbox is None:
            inbox = asyncio.Queue()
        if protocol in self.connections:
            application = self.application(
                scope=scope, receive=inbox.get, send=partial(self.handle_reply, protocol)
            )
            self.connections[protocol]["application_instance"] = self.loop.create_task(application)
        return inbox

    def complete(self, protocol, scope):
        """Add to the scope what only the server knows: scheme, client, extensions."""
        secure = scope.pop("secure", scope.get("scheme") == "https")
        origin = self.trusted.resolve(scope["client"], scope["headers"], secure)
        scope["asgi"] = {"version": "3.0", "spec_version": "2.4"}
        scope["client"] = protocol.client_addr = origin.client
        scope["root_path"] = self.root_path
        scope["headers"] = strip(scope["headers"])
        scope["scheme"] = origin.scheme
        if scope["type"] == "websocket":
            scope["scheme"] = "wss" if origin.scheme == "https" else "ws"
            scope["extensions"] = {
                "websocket.http.response": {},
                "wss.broadcast": {"prepare": prepare, "write": protocol.write_frame},
                "wss.goodbye": {"register": protocol.register},
                "wss.connection": {"look": protocol.look},
            }
        self.add_tls(protocol, scope)

    def add_tls(self, protocol, scope):
        """Tell the application who the client's certificate says it is, where one was required."""
        stream = getattr(protocol, "stream", None) or protocol.channel.transport
        ssl_object = getattr(stream, "ssl_object", None)
        if ssl_object and ssl_object.context.verify_mode == ssl.CERT_REQUIRED:
            scope.setdefault("extensions", {})["tls"] = tls_extension(ssl_object)

    async def handle_reply(self, protocol, message):
        await super().handle_reply(protocol, message)
        if message["type"] in ("websocket.send", "http.response.body"):
            await protocol.room()

    def refusal_of_body(self, status, headers):
        """A whole answer to a request whose body does not fit, with these Twisted headers."""
        return refusal(*BODY_REFUSALS[status])

    # ---- The end ----

    def begin_drain(self):
        return defer.Deferred.fromFuture(self.loop.create_task(self.end()))

    async def end(self):
        """Let everybody leave, then the application."""
        await drain.drain(self)
        await self.lifespan.end()


def message_limit(flag):
    """Bytes of an incoming message: the site's setting, or Daphne's flag where that is less."""
    limits = [flag, getattr(settings, "WSS_MAX_MESSAGE_BYTES", 0)]
    return min((limit for limit in limits if limit), default=2**62)
