"""How the doctor opens a WebSocket: any handshake, and whatever answers it.

It verifies no certificate: one that is wrong is a finding of its own.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.utils.translation import gettext as _
from websockets.utils import generate_key

from chatsite.wss.doctor.answers import Answer, Fields, ask
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.conversation import Talk


class Refused(ConnectionError):
    """A handshake that was not answered with 101."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(
            _("the handshake was answered with %(status)s") % {"status": answer.status}
        )


def shake(
    case: Case,
    path: str | None = None,
    origin: str | None = None,
    subprotocols: tuple[str, ...] | None = None,
    headers: Fields = (),
    key: str | None = None,
) -> tuple[socket.socket, Answer]:
    """Open a connection and the handshake on it: the socket and the answer."""
    offered = case.target.subprotocols if subprotocols is None else subprotocols
    fields = [("Connection", "Upgrade"), ("Upgrade", "websocket")]
    fields += [("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", key or generate_key())]
    fields += [("Origin", origin)] if origin is not None else []
    fields += [("Sec-WebSocket-Protocol", ", ".join(offered))] if offered else []
    sock = case.connect()
    try:
        target = case.target
        answer = ask(
            sock, target.authority, path or target.path, [*fields, *headers], target.patience
        )
    except BaseException:
        sock.close()
        raise
    return sock, answer


def knock(case: Case, **handshake) -> Answer:
    """The answer to a handshake; a socket that it opens is left at once."""
    sock, answer = shake(case, **handshake)
    with sock, suppress(OSError):
        if answer.status == 101:
            Talk(sock, answer, case.target.patience).leave()
    return answer


@contextmanager
def conversation(case: Case, path: str | None = None, headers: Fields = ()) -> Iterator[Talk]:
    """An open socket as the client that the server lets in; Refused where it does not any more."""
    sock, answer = shake(case, path, case.origin, headers=headers)
    with sock:
        if answer.status != 101:
            raise Refused(answer)
        talk = Talk(sock, answer, case.target.patience)
        try:
            yield talk
        finally:
            talk.leave()
