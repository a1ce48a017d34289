"""A WebSocket server that reads frames itself, and so may do what no library does."""

import time

from tests.wire import frames
from tests.wire.frames import CLOSE, PING, TEXT

PONG = 10


def unmasked(opcode, payload=b""):
    """A frame as servers send them."""
    return frames.frame(opcode, payload, masked=False)


def by_hand(on_part=None, pong=True, close=True, deaf_after=60):
    """For `opens`: an echo that keeps to RFC 6455 but for what is given.

    `on_part(sock, payload)` answers each fragment; after so many seconds nothing is heard.
    """

    def talk(sock):
        parts, start = [], time.monotonic()
        while frame := read(sock):
            fin, opcode, payload = frame
            if time.monotonic() - start > deaf_after:
                continue
            if opcode == CLOSE:
                return close and sock.sendall(unmasked(CLOSE, payload))
            if opcode == PING:
                pong and sock.sendall(unmasked(PONG, payload))
            elif on_part and not (fin and opcode):
                on_part(sock, payload)
            else:
                parts.append(payload)
                if fin:
                    sock.sendall(unmasked(TEXT, b"".join(parts)))
                    parts.clear()
        return None

    return talk


def read(sock):
    """The next frame of a client: its FIN bit, opcode and payload; None at the end."""
    file = sock.makefile("rb", buffering=0)
    if len(head := file.read(2) or b"") < 2:
        return None
    size = head[1] & 0x7F
    if size >= 126:
        size = int.from_bytes(exactly(file, 2 if size == 126 else 8))
    mask, payload = exactly(file, 4), exactly(file, size)
    return head[0] & 0x80, head[0] & 0x0F, bytes(b ^ mask[i % 4] for i, b in enumerate(payload))


def exactly(file, size):
    data = b""
    while len(data) < size:
        data += file.read(size - len(data))
    return data
