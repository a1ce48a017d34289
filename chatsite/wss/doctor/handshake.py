"""A whole TLS handshake, for the certificates that the server sends.

pyOpenSSL shows them as they were sent on every Python, where `ssl` has no public way before 3.13;
Twisted brings it anyway. It talks to memory here, so that every wait for the network is bounded.
"""

import socket
import time

from cryptography import x509
from django.utils.translation import gettext as _
from OpenSSL import SSL

from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.questions import receive


def certificates(case: Case) -> list[x509.Certificate]:
    """What the server sends, the leaf first; OSError, with the reason, where it sends none.

    ValueError where they cannot be read. A handshake that fails after they came (a client's
    certificate is asked for) has told enough.
    """
    talk = SSL.Connection(tolerant())
    if not case.target.is_address:
        talk.set_tlsext_host_name(case.target.host.encode())
    talk.set_connect_state()
    try:
        with case.dial() as connection:
            shake_hands(talk, connection, time.monotonic() + case.target.patience)
    except (SSL.Error, OSError) as error:
        if not (sent := chain(talk)):
            raise OSError(reason(error)) from error
        return sent
    return chain(talk)


def tolerant() -> SSL.Context:
    """A client's context that takes any certificate, and whatever this OpenSSL can still speak."""
    context = SSL.Context(SSL.TLS_METHOD)
    context.set_verify(SSL.VERIFY_NONE)
    context.set_min_proto_version(0)
    context.set_cipher_list(b"ALL:COMPLEMENTOFALL:!aNULL:@SECLEVEL=0")
    return context


def shake_hands(talk: SSL.Connection, connection: socket.socket, end: float) -> None:
    while not finished(talk):
        flush(talk, connection)
        if not (received := receive(connection, end)):
            raise OSError(_("the server hung up in the middle of the handshake"))
        talk.bio_write(received)
    flush(talk, connection)  # our last word, or the server's log would complain


def finished(talk: SSL.Connection) -> bool:
    """Go on with the handshake as far as it goes; SSL.Error where it fails."""
    try:
        talk.do_handshake()
    except SSL.WantReadError:
        return False
    return True


def flush(talk: SSL.Connection, connection: socket.socket) -> None:
    """Send what OpenSSL has written for the server."""
    try:
        connection.sendall(talk.bio_read(65_536))
    except SSL.WantReadError:
        return  # nothing


def chain(talk: SSL.Connection) -> list[x509.Certificate]:
    """What has been sent so far; ValueError where it cannot be read."""
    try:
        return list(talk.get_peer_cert_chain(as_cryptography=True) or [])
    except x509.InvalidVersion as error:
        raise ValueError(str(error)) from None


def reason(error: Exception) -> str:
    """The last of OpenSSL's reasons, or the system's."""
    if isinstance(error, TimeoutError):
        return _("the server did not go on with the handshake")
    found = error.args[0] if error.args else None
    if isinstance(error, SSL.Error) and isinstance(found, list) and found:
        return str(found[-1][-1])
    return str(error) or type(error).__name__
