"""Bytes that no well-behaved client library would send."""

import asyncio
import struct

from tests.waiting import PATIENCE

TEXT, BINARY, CONTINUATION, CLOSE, PING = 1, 2, 0, 8, 9


def frame(opcode, payload=b"", *, fin=True, rsv=0, masked=True, length=None):
    """One frame; `length` lies about the payload's size. A mask of zeros leaves it as it is."""
    size = len(payload) if length is None else length
    mask = 0x80 if masked else 0
    first = bytes([(0x80 if fin else 0) | rsv | opcode])
    if size < 126:
        head = first + bytes([mask | size])
    elif size < 2**16:
        head = first + struct.pack("!BH", mask | 126, size)
    else:
        head = first + struct.pack("!BQ", mask | 127, size)
    return head + (b"\0\0\0\0" if masked else b"") + payload


def handshake(host, path="/wss"):
    """The head of an opening handshake."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def connection(site, pki):
    return await asyncio.open_connection(
        "127.0.0.1", site.port, ssl=pki.client(), server_hostname="localhost"
    )


async def raw_handshake(site, pki, **fields):
    """The status and the body of the answer to a handshake."""
    reader, writer = await connection(site, pki)
    writer.write(handshake(**fields))
    answer = (await asyncio.wait_for(reader.read(), PATIENCE)).decode()
    writer.close()
    head, _, body = answer.partition("\r\n\r\n")
    return int(head.split()[1]), body


async def answer_to(site, pki, *frames):
    """The (code, reason) of the close frame that answers these frames; None if there is none."""
    reader, writer = await connection(site, pki)
    writer.write(handshake("localhost"))
    await reader.readuntil(b"\r\n\r\n")
    for part in frames:
        writer.write(part)
    try:
        return await asyncio.wait_for(close_frame(reader), PATIENCE)
    except asyncio.IncompleteReadError:
        return None
    finally:
        writer.transport.abort()


async def close_frame(reader):
    while True:
        first, second = await reader.readexactly(2)
        size = second & 0x7F
        if size == 126:
            (size,) = struct.unpack("!H", await reader.readexactly(2))
        payload = await reader.readexactly(size)
        if first & 0x0F == CLOSE:
            return struct.unpack("!H", payload[:2])[0], payload[2:].decode()
