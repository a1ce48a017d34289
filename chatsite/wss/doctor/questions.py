"""Bytes sent to the server on a connection of their own, and what came back."""

import socket
import time
from dataclasses import dataclass

from chatsite.wss.doctor import hello
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.suites import EVERY


@dataclass(frozen=True)
class Closed:
    """The server hung up without a word: by an end of its stream, or by a reset."""

    reset: bool


@dataclass(frozen=True)
class Silent:
    """The server took the bytes and said nothing for as long as we are patient."""


Answer = hello.ServerHello | hello.Alert | hello.Foreign | Closed | Silent


def greet(case: Case, version: int = hello.TLS13, suites: tuple[int, ...] = EVERY) -> Answer:
    """What the server answers to such a client's hello; each is asked once."""
    if (version, suites) not in case.answers:
        name = None if case.target.is_address else case.target.host
        case.answers[version, suites] = ask(case, hello.client_hello(version, suites, name))
    return case.answers[version, suites]


def ask(case: Case, question: bytes) -> Answer:
    """The answer to a hello; OSError where no connection can be made."""
    with case.dial() as connection:
        try:
            connection.sendall(question)
            return listen(connection, case.target.patience)
        except TimeoutError:
            return Silent()
        except OSError:
            return Closed(reset=True)


def listen(connection: socket.socket, patience: float) -> Answer:
    """Read until the answer is whole; TimeoutError when our patience ends, whatever trickles in."""
    received, end = b"", time.monotonic() + patience
    while (found := hello.answer(received)) is None:
        if not (more := receive(connection, end)):
            return Closed(reset=False)
        received += more
    return found


def receive(connection: socket.socket, end: float) -> bytes:
    """What comes next, nothing at the end of the stream; TimeoutError once it is so late."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)
    return connection.recv(16_384)


def first_words(case: Case, question: bytes) -> bytes:
    """The first bytes that the server says to this; none if it keeps silent or hangs up."""
    with case.dial() as connection:
        try:
            connection.sendall(question)
            return connection.recv(4096)
        except OSError:
            return b""
