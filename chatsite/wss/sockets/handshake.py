"""The opening handshake of a WebSocket: what a request must have, and why it is refused. Pure."""

import base64
import binascii
from dataclasses import dataclass


class HandshakeError(ValueError):
    """A handshake that is answered with this status, these headers and a sentence."""

    def __init__(self, status, text, *headers):
        super().__init__(text)
        self.status, self.headers = status, headers


@dataclass(frozen=True)
class Handshake:
    """A valid request to open a WebSocket."""

    path: bytes
    headers: list[tuple[bytes, bytes]]
    key: str
    subprotocols: list[str]


def parse(head):
    """The handshake in the bytes of a request head; HandshakeError where it is not one."""
    request, *lines = head.partition(b"\r\n\r\n")[0].split(b"\r\n")
    method, target, _ = request.split(b" ", 2)
    headers = []
    for line in lines:
        name, _, value = line.partition(b":")
        # Like Daphne: `_` and `-` must not become the same name further on (CVE-2015-0219).
        if b"_" not in name:
            headers.append((name.strip().lower(), value.strip()))
    fields = dict(headers)
    if method != b"GET":
        raise HandshakeError(405, "A WebSocket is opened with GET.", (b"allow", b"GET"))
    if b"upgrade" not in tokens(fields, b"connection"):
        raise HandshakeError(
            426, "The header `Connection: Upgrade` is missing: does a proxy drop it?"
        )
    if fields.get(b"sec-websocket-version") != b"13":
        raise HandshakeError(
            426, "Sec-WebSocket-Version must be 13.", (b"sec-websocket-version", b"13")
        )
    offered = fields.get(b"sec-websocket-protocol", b"").decode("latin-1").split(",")
    return Handshake(
        target.partition(b"?")[0],
        headers,
        checked_key(fields.get(b"sec-websocket-key", b"")),
        [name.strip() for name in offered if name.strip()],
    )


def tokens(fields, name):
    """The comma-separated words of a header, in lower case."""
    return [word.strip().lower() for word in fields.get(name, b"").split(b",")]


def checked_key(key):
    try:
        if len(base64.b64decode(key, validate=True)) == 16:
            return key.decode()
    except (binascii.Error, ValueError):
        pass
    raise HandshakeError(400, "Sec-WebSocket-Key must be 16 bytes in base64.")
