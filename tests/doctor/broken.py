"""Servers with one fault each, on loopback."""

import contextlib
import socket
import ssl
import threading
import warnings

from chatsite.wss.tls.profile import CIPHERS
from tests.tls import V12, V13


@contextlib.contextmanager
def listening(serve, family=socket.AF_INET, host="127.0.0.1"):
    """A port whose connections are given to `serve(connection)`, one after the other."""
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.bind((host, 0))
        listener.listen(16)
        thread = threading.Thread(target=accept_all, args=(listener, serve), daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)  # wakes the thread
        thread.join(10)


def accept_all(listener, serve):
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            serve(connection)


def says(words):
    """A server of another protocol, which speaks first."""

    def serve(connection):
        connection.sendall(words)
        connection.recv(4096)

    return serve


def keeps_silent(connection):
    """Reads on and on, until the client leaves."""
    while connection.recv(4096):
        pass


def hangs_up(connection):
    """Closes as soon as the client speaks; what was not read makes it a reset on some systems."""
    connection.recv(65_536)


def tls(context):
    """A server that shakes hands and then hangs up."""

    def serve(connection):
        with context.wrap_socket(connection, server_side=True) as stream:
            stream.recv(4096)

    return serve


def context(file, versions=(None, None), ciphers=CIPHERS):
    """A server's context for this file of a key and its certificates; else TLS 1.2 and 1.3."""
    settings = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    settings.set_ciphers(f"{ciphers}:@SECLEVEL=0")
    settings.load_cert_chain(file)
    with warnings.catch_warnings():  # of versions that nobody should use
        warnings.simplefilter("ignore")
        settings.minimum_version, settings.maximum_version = (
            version or bound for version, bound in zip(versions, (V12, V13), strict=True)
        )
    return settings


@contextlib.contextmanager
def full():
    """A port whose queue is full, so that the system drops what comes, as firewalls do."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        while True:
            waiting = stack.enter_context(socket.socket())
            waiting.settimeout(0.3)
            try:
                waiting.connect(listener.getsockname())
            except TimeoutError:
                break
        yield listener.getsockname()[1]
