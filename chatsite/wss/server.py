"""Daphne's server with our endpoints and sockets, and a drain instead of an abrupt end.

The `daphne` command uses it once `CommandLineInterface.server_class` names it.
"""

import asyncio
import logging
import signal
import sys
import time

from daphne.http_protocol import HTTPFactory
from daphne.server import Server as DaphneServer
from daphne.server import twisted_loop
from twisted.internet import defer, reactor
from twisted.internet.interfaces import ISSLTransport
from twisted.logger import STDLibLogObserver, globalLogBeginner

from chatsite.wss.endpoints import EndpointError, listen_problem, server_endpoint
from chatsite.wss.protocol import WebSocketFactory, WebSocketProtocol
from chatsite.wss.tls import TLSError

logger = logging.getLogger(__name__)

DRAIN_SECONDS = 10


class Server(DaphneServer):
    """Listens on every endpoint or says why not; SIGTERM lets everybody leave in peace."""

    def run(self):
        self.connections = {}
        self.draining = False
        self.http_factory = HTTPFactory(self)
        self.ws_factory = WebSocketFactory(self)
        self.log_twisted()
        asyncio.set_event_loop(twisted_loop)
        twisted_loop.set_debug(self.verbosity >= 3)
        for description in self.endpoints:
            self.listen(description)
        if self.abort_start:
            return
        reactor.callLater(1, self.application_checker)
        reactor.callLater(2, self.timeout_checker)
        reactor.addSystemEventTrigger("before", "shutdown", self.begin_drain)
        if self.ready_callable:
            self.ready_callable()
        reactor.run(installSignalHandlers=self.signal_handlers)

    def log_twisted(self):
        """Twisted's own log goes nowhere, or to `logging` from verbosity 2 on, as Daphne has it."""
        observer = STDLibLogObserver(__name__) if self.verbosity > 1 else lambda _: None
        globalLogBeginner.beginLoggingTo(
            [observer], redirectStandardIO=self.verbosity > 1, discardBuffer=True
        )

    # ---- Listening ----

    def listen(self, description):
        try:
            listener = server_endpoint(str(description)).listen(self.http_factory)
        except (EndpointError, TLSError) as error:
            self.refuse_start(str(error))
        else:
            listener.addCallbacks(self.listen_success, self.listen_error)
            self.listeners.append(listener)

    def listen_success(self, port):
        super().listen_success(port)
        return port

    def listen_error(self, failure):
        self.refuse_start(listen_problem(failure))

    def refuse_start(self, sentence):
        """Say why the server cannot start; the command then ends with status 1."""
        print(sentence, file=sys.stderr)
        self.abort_start = True

    # ---- Connections ----

    def create_application(self, protocol, scope):
        if scope["type"] == "websocket":
            scope["scheme"] = self.websocket_scheme(protocol)
            scope["extensions"] = {"websocket.http.response": {}}
        return super().create_application(protocol, scope)

    @staticmethod
    def websocket_scheme(protocol):
        """ws or wss, as the client sees it: a proxy's word where Daphne was told to take it."""
        forwarded = getattr(protocol, "client_scheme", None)
        if forwarded:
            return "wss" if forwarded == "https" else "ws"
        return "wss" if ISSLTransport.providedBy(protocol.transport) else "ws"

    # ---- The end ----

    def begin_drain(self):
        return defer.Deferred.fromFuture(asyncio.ensure_future(self.drain()))

    async def drain(self):
        """Stop accepting, close every socket with 1012, wait for the rest, end what is left."""
        self.draining = True
        self.hurry_on_signal()
        for listener in self.listeners:
            listener.addCallback(lambda port: port.stopListening())
        for protocol in self.living():
            if isinstance(protocol, WebSocketProtocol):
                protocol.close_for_restart()
        deadline = time.monotonic() + DRAIN_SECONDS
        while self.living() and time.monotonic() < deadline and not self.hurried:
            await asyncio.sleep(0.05)
        await self.end_applications()

    def hurry_on_signal(self):
        """A second Ctrl-C or SIGTERM ends the wait at once."""
        self.hurried = False

        def hurry(*_):
            self.hurried = True

        if self.signal_handlers:
            signal.signal(signal.SIGINT, hurry)
            signal.signal(signal.SIGTERM, hurry)

    def living(self):
        """The connections that are still there: open sockets, and requests in flight."""
        return [p for p, details in self.connections.items() if "disconnected" not in details]

    async def end_applications(self):
        """Give the applications of gone clients a moment to clean up, then cancel the rest."""
        running = [
            details["application_instance"]
            for details in self.connections.values()
            if "application_instance" in details
        ]
        if not running:
            return
        _, late = await asyncio.wait(running, timeout=0 if self.hurried else 1)
        for application in late:
            application.cancel()
        await asyncio.gather(*late, return_exceptions=True)
