"""HTTP as a server answers it, be it a 101, a page, or no HTTP at all."""

import io
import re
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException, HTTPResponse, IncompleteRead

from django.utils.translation import gettext as _

LONGEST = 64 * 1024  # bytes of an answer that are read; a sentence is all that is wanted
BODILESS = (b"101", b"204", b"304")
AGENT = "wss-doctor (checks this server for whoever runs it)"
TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
MARKUP = re.compile(r"<(style|script)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)

Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What came back. No HTTP: status 0 and the bytes as `body`; of a 101: the first frames."""

    status: int = 0
    headers: Message = field(default_factory=Message)
    body: bytes = b""

    @property
    def text(self) -> str:
        """The title of a page, else the first words of it; nothing where there are none."""
        page = self.body.decode("utf-8", "replace")
        title = TITLE.search(page)
        return printable(title[1] if title else MARKUP.sub(" ", page))

    def header(self, name: str) -> str:
        """What the header says, its lines joined; nothing where it is missing."""
        return printable(", ".join(self.headers.get_all(name, [])))


def printable(text: str, longest: int = 200) -> str:
    """Words of a stranger, in one line and without what could move a terminal's cursor."""
    words = "".join(letter if letter.isprintable() else " " for letter in text).split()
    line = " ".join(words)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def ask(sock: socket.socket, host: str, path: str, fields: Fields, patience: float) -> Answer:
    """The answer to a GET with these headers; OSError where nothing comes in time."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", f"User-Agent: {AGENT}"]
    lines += [f"{name}: {value}" for name, value in fields]
    sock.sendall("\r\n".join([*lines, "", ""]).encode())
    return parse(receive(sock, patience))


def receive(sock: socket.socket, patience: float) -> bytes:
    """All of an answer, or what of it came before the end; TimeoutError where nothing did."""
    raw = b""
    end = time.monotonic() + patience
    try:
        while not whole(raw):
            sock.settimeout(max(end - time.monotonic(), 0.001))
            part = sock.recv(LONGEST)
            if not part:
                break
            raw += part
    except TimeoutError as error:
        if not raw:
            raise late(patience) from error
    except ConnectionError:
        pass  # a reset is an end as well
    return raw


def late(patience: float) -> TimeoutError:
    """The error for a server that says nothing in this time, in words."""
    return TimeoutError(_("no answer within %(seconds)g seconds") % {"seconds": patience})


def whole(raw: bytes) -> bool:
    """Whether nothing more has to be waited for."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    if not b"HTTP/".startswith(raw[:5]) or len(raw) > LONGEST:
        return True
    if not gap or head[9:12] in BODILESS:
        return bool(gap)
    if length := re.search(rb"\ncontent-length: *(\d{1,9})", head, re.IGNORECASE):
        return len(body) >= int(length[1])
    return b"chunked" in head.lower() and body.endswith(b"0\r\n\r\n")


def parse(raw: bytes) -> Answer:
    """The answer in these bytes; what is missing at its end is let pass."""
    response = HTTPResponse(Recorded(raw))  # type: ignore[arg-type]  # all it asks for is a file
    try:
        response.begin()
    except (HTTPException, ValueError):
        return Answer(body=raw)
    body = raw.partition(b"\r\n\r\n")[2]
    if response.status != 101:
        body = content(response) or body  # chunks that are none: their bytes as they are
    return Answer(response.status, response.headers, body)


def content(response: HTTPResponse) -> bytes:
    try:
        return response.read()
    except IncompleteRead as error:
        return error.partial
    except (HTTPException, ValueError):
        return b""


class Recorded:
    """Stands where http.client expects a socket."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self.raw)
