"""Servers with one fault each, on loopback."""

import contextlib
import socket
import ssl
import threading


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


def context(key, *chain, versions=(None, None), ciphers=None, folder):
    """A server's context for this key and these certificates, in this order (PEM)."""
    settings = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    settings.set_ciphers(ciphers or "ALL:@SECLEVEL=0")
    file = folder / "served.pem"
    file.write_bytes(b"".join((key, *chain)))
    settings.load_cert_chain(file)
    for name, version in zip(("minimum_version", "maximum_version"), versions, strict=True):
        if version:
            setattr(settings, name, version)
    return settings
