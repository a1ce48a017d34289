"""A proxy whose site does not answer."""

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class BadGateway(BaseHTTPRequestHandler):
    """Says so to whoever comes, as proxies do."""

    def do_GET(self):
        self.send_error(502)

    do_HEAD = do_GET

    def log_message(self, *_):
        """Tests print nothing."""


@contextlib.contextmanager
def bad_gateway(port, pki):
    """Whatever is asked over TLS at a port is answered with 502."""
    with ThreadingHTTPServer(("127.0.0.1", port), BadGateway) as server:
        server.socket = pki.server().wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,)).start()
        try:
            yield
        finally:
            server.shutdown()
