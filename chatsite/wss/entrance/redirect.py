"""The endpoint `redirect:80`: from http to https, and the files by which certbot proves a name."""

import asyncio
import re
from pathlib import Path

from chatsite.wss.transport import LARGEST_HEAD, refusal

CHALLENGE = re.compile(rb"/\.well-known/acme-challenge/([A-Za-z0-9_-]{1,200})")
HOST = re.compile(rb"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")
ANSWER = (
    b"HTTP/1.1 %b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n"
    b"Connection: close\r\n%b\r\n%b"
)


class Redirect(asyncio.Protocol):
    """Answers one request and closes.

    `port` is where https is served; `acme` the directory that certbot's --webroot-path names.
    """

    def __init__(self, port, acme, peer, host, deadline):
        self.port, self.acme, self.deadline = port, acme, deadline
        self.head = b""

    def connection_made(self, transport):
        self.transport = transport
        self.timer = asyncio.get_running_loop().call_at(self.deadline, transport.abort)

    def connection_lost(self, error):
        self.timer.cancel()

    def data_received(self, data):
        self.head += bytes(data)
        if b"\r\n\r\n" in self.head:
            self.say(self.answer())
        elif len(self.head) > LARGEST_HEAD:
            self.say(refusal("431 Request Header Fields Too Large", "Too many headers."))

    def say(self, answer):
        self.transport.write(answer)
        self.transport.close()

    def answer(self):
        request, *lines = self.head.split(b"\r\n")
        words = request.split(b" ")
        if len(words) != 3 or not words[1].startswith(b"/"):
            return refusal("400 Bad Request", "This is no HTTP request.")
        if challenge := CHALLENGE.fullmatch(words[1]):
            return self.prove(challenge[1].decode())
        fields = [line.partition(b":") for line in lines]
        hosts = [value.strip() for name, _, value in fields if name.lower() == b"host"]
        host = HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if not host:
            return refusal("400 Bad Request", "The Host header is missing or wrong.")
        port = b"" if self.port == 443 else b":%d" % self.port
        place = b"https://" + host[1] + port + words[1]
        return ANSWER % (b"308 Permanent Redirect", 0, b"Location: %b\r\n" % place, b"")

    def prove(self, token):
        """The file that the certificate authority asks for."""
        try:
            path = Path(self.acme, ".well-known/acme-challenge", token) if self.acme else None
            body = path.read_bytes() if path else b""
        except OSError:
            body = b""
        if not body:
            return refusal("404 Not Found", "There is no such challenge here.")
        return ANSWER % (b"200 OK", len(body), b"", body)
