"""A small OpenID Connect provider: real HTTP on loopback, one person, whatever is asked."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt


class Provider:
    """Vouches for `person`, the claims of whoever signs in there."""

    def __init__(self):
        self.person = {"sub": "7", "name": "Eve Adams", "email": "eve@example.org"}
        self.verified, self.asked = True, {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(provider.told(urlsplit(self.path).path))

            def do_POST(self):
                length = int(self.headers["Content-Length"])
                provider.asked = parse_qs(self.rfile.read(length).decode())
                self.answer(provider.tokens())

            def answer(self, data):
                body = json.dumps(data).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                """Nobody reads it."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def told(self, path):
        """Its configuration, or who has signed in."""
        if path == "/userinfo":
            return self.claims()
        names = ("authorization", "token", "userinfo")
        ends = {f"{name}_endpoint": f"{self.url}/{name.removesuffix('info')}" for name in names}
        ends["userinfo_endpoint"] = f"{self.url}/userinfo"
        return {"issuer": self.url, "jwks_uri": f"{self.url}/keys", **ends}

    def claims(self):
        return self.person | {"email_verified": self.verified}

    def tokens(self):
        about = self.claims() | {"iss": self.url, "aud": "us", "iat": 1, "exp": 2**33}
        token = jwt.encode(about, "a secret of thirty-two characters", algorithm="HS256")
        return {"access_token": "x", "token_type": "Bearer", "id_token": token}

    def app(self):
        """What a site's settings say of it."""
        return {
            "provider_id": "oidc",
            "name": "Example",
            "client_id": "us",
            "secret": "between us",
            "settings": {"server_url": self.url, "oauth_pkce_enabled": True},
        }
