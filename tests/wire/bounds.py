"""Clients that do not read, and how many a server has."""

import asyncio
import socket

import psutil

from tests.wire.frames import handshake


def established(site):
    """How many clients a server has."""
    connections = psutil.Process(site.pid).net_connections("tcp")
    return sum(connection.status == "ESTABLISHED" for connection in connections)


async def small_window(site, pki, path):
    """An open socket that does not read, with a small receive buffer."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.setblocking(False)
    await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", site.port))
    reader, writer = await asyncio.open_connection(
        sock=sock, ssl=pki.client(), server_hostname="localhost", limit=2**10
    )
    writer.write(handshake("localhost", path))
    await reader.readuntil(b"\r\n\r\n")
    writer.transport.pause_reading()
    return reader, writer
