"""Servers that are not ours: real ones of the `websockets` package, and odd ones, byte by byte."""

import json
import re
import socketserver
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import serve
from websockets.utils import accept_key

HEAD = (
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: {}\r\n\r\n"
)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def port_of(url):
    return urlsplit(url).port


def echo(socket):
    for message in socket:
        socket.send(message)


def silence(socket):
    for _message in socket:
        pass


@contextmanager
def websockets_server(talk=echo, host="127.0.0.1", **options):
    """The address of a plain `websockets` server, where `talk` has each of its sockets."""
    with serve(talk, host, 0, **options) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        host = f"[{host}]" if ":" in host else host
        try:
            yield f"ws://{host}:{server.socket.getsockname()[1]}/wss"
        finally:
            server.shutdown()
            thread.join()


def whoami(read, skew=0):
    """What a socket does at /wss/whoami of a server that believes what `read(request)` gives."""

    def talk(socket):
        you = {"on": "whoami", "scheme": "ws", "host": socket.request.headers["Host"]}
        you |= {"address": read(socket), "time": time.time() + skew}
        try:
            while True:
                socket.send(json.dumps(you | {"time": time.time() + skew}))
                socket.recv()
        except ConnectionClosed:
            pass

    return lambda socket: (talk if socket.request.path == "/wss/whoami" else echo)(socket)


@contextmanager
def odd_server(upgraded):
    """The address of a server that answers handshakes by `upgraded(sock, key)`, pages by a 200."""

    class Connection(socketserver.BaseRequestHandler):
        def handle(self):
            head = b""
            while b"\r\n\r\n" not in head and b"GET ".startswith(head[:4]):
                if not (part := self.request.recv(4096)):
                    return
                head += part
            if key := re.search(rb"Sec-WebSocket-Key: (\S+)", head):
                upgraded(self.request, key[1].decode())
            elif head.startswith(b"GET "):
                self.request.sendall(PAGE)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = daemon_threads = True

        def handle_error(self, request, client_address):
            """The doctor has left: no matter."""

    with Server(("127.0.0.1", 0), Connection) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.server_address[1]}/wss"
        finally:
            server.shutdown()
            thread.join()


def says(status, *headers, body=b""):
    """For `odd_server`: one answer to every handshake."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return lambda sock, _key: sock.sendall("\r\n".join(lines).encode() + body)


def opens(talk, head=HEAD):
    """For `odd_server`: a right handshake, and then whatever `talk(sock)` does."""

    def upgraded(sock, key):
        sock.sendall(head.format(accept_key(key)).encode())
        talk(sock)

    return upgraded
