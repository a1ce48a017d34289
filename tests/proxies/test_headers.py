"""What each proxy really tells the site, as a bare listener in its place hears it."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.proxies.clients import ask
from tests.proxies.daemons import ports
from tests.proxies.test_sockets import LIES


class Listener(BaseHTTPRequestHandler):
    """Answers everything with a word, and keeps the headers of what people ask for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path != "/healthz":
            self.server.heard.append(self.headers)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_):
        """Tests print nothing."""


@pytest.fixture
def heard(kind, new_proxy):
    """Asks the proxy for a page with these headers: what the site would see of them."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        server.heard = []
        threading.Thread(target=server.serve_forever, args=(0.05,)).start()
        proxy = new_proxy(kind, [f"127.0.0.1:{server.server_port}"], ports())

        def asked(**headers):
            assert ask(f"{proxy.https}/test/", proxy.ca, **headers).body == b"ok"
            return server.heard[-1], proxy

        yield asked
        server.shutdown()


def test_only_the_proxy_says_who_the_client_is(heard):
    lies = {name.replace("-", "_"): value for name, value in LIES.items()}
    headers, proxy = heard(**lies)
    told = {name: headers.get_all(name) for name in ("Host", *LIES)}
    assert told == {
        "Host": [f"localhost:{proxy.port}"],
        "X-Forwarded-For": ["127.0.0.1"],
        "X-Real-IP": ["127.0.0.1"],
        "X-Forwarded-Proto": ["https"],
        "Forwarded": None,
        "Daphne-Root-Path": None,
    }


def test_nobody_gets_a_tunnel_but_for_a_websocket(heard):
    headers, _ = heard(Connection="Upgrade, HTTP2-Settings", Upgrade="h2c")
    assert headers["Upgrade"] is None
