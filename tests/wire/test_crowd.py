"""Many at once: who comes while the server is busy waits in line, and everybody is served."""

import asyncio
import signal
import socket

from tests.waiting import PATIENCE
from tests.wire.frames import handshake

CROWD = 600  # stock Daphne's line has 50 places


async def test_who_comes_while_the_server_is_busy_waits_in_line(new_site, pki):
    site = new_site()
    loop = asyncio.get_running_loop()
    site.send(signal.SIGSTOP)  # busy with something else
    line = []
    try:
        for _ in range(CROWD):
            sock = socket.socket()
            sock.setblocking(False)
            line.append(sock)
        connecting = [loop.sock_connect(sock, ("127.0.0.1", site.port)) for sock in line]
        await asyncio.wait_for(asyncio.gather(*connecting), PATIENCE)
    finally:
        site.send(signal.SIGCONT)
    answers = await asyncio.gather(*(served(sock, pki) for sock in line))
    assert set(answers) == {b"HTTP/1.1 101"}


async def served(sock, pki):
    """The beginning of the answer to a handshake."""
    reader, writer = await asyncio.open_connection(
        sock=sock, ssl=pki.client(), server_hostname="localhost", ssl_handshake_timeout=PATIENCE
    )
    writer.write(handshake("localhost"))
    try:
        return await asyncio.wait_for(reader.readexactly(12), PATIENCE)
    finally:
        writer.transport.abort()
