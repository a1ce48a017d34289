"""Frames of RFC 6455: their kinds, their bytes, and which close codes may travel. Pure."""

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
FINAL = 0x80
EMPTY_CLOSE = bytes((FINAL | CLOSE, 0))
RESERVED_CODES = {1004, 1005, 1006, 1015}  # RFC 6455, 7.4.1: never in a frame


def prepare(text=None, data=None):
    """The bytes of a whole, unmasked message: encoded once, written to many sockets."""
    kind, payload = (BINARY, data) if text is None else (TEXT, text.encode())
    size = len(payload)
    if size < 126:
        head = bytes((FINAL | kind, size))
    elif size < 1 << 16:
        head = bytes((FINAL | kind, 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((FINAL | kind, 127)) + size.to_bytes(8, "big")
    return head + payload


def close_frame(code):
    """A close frame with this code and no reason."""
    return bytes((FINAL | CLOSE, 2)) + code.to_bytes(2, "big")


def code_and_reason(frame):
    """What an unmasked close frame of ours says; it always has a code."""
    payload = bytes(frame[2:])
    return int.from_bytes(payload[:2], "big"), payload[2:].decode()


def may_travel(code):
    """Whether a close frame may carry this code (RFC 6455, 7.4, and IANA's registry)."""
    return (1000 <= code <= 1014 and code not in RESERVED_CODES) or 3000 <= code <= 4999
