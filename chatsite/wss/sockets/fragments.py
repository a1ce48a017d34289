"""Messages that come in several frames, and what a text must be."""

import codecs

from picows import WSProtocolError

from chatsite.wss.sockets.frames import TEXT

BAD_TEXT, TOO_BIG = 1007, 1009


class Parts:
    """The fragments of one message so far, of at most `largest` bytes."""

    def __init__(self, kind, largest):
        self.decoder = codecs.getincrementaldecoder("utf-8")() if kind == TEXT else None
        self.largest, self.size, self.pieces = largest, 0, []

    def add(self, frame):
        self.size += frame.payload_size
        if self.size > self.largest:
            raise WSProtocolError(TOO_BIG, f"A message may have {self.largest} bytes.")
        piece = frame.get_payload_as_bytes()
        if self.decoder:
            try:
                piece = self.decoder.decode(piece, final=bool(frame.fin))
            except UnicodeDecodeError:
                raise WSProtocolError(BAD_TEXT, "A text message is not UTF-8.") from None
        if piece:
            self.pieces.append(piece)

    def event(self):
        """The whole message, as ASGI has it."""
        if self.decoder:
            return {"type": "websocket.receive", "text": "".join(self.pieces)}
        return {"type": "websocket.receive", "bytes": b"".join(self.pieces)}


def text_of(frame):
    try:
        return frame.get_payload_as_utf8_text()
    except UnicodeDecodeError:
        raise WSProtocolError(BAD_TEXT, "A text message is not UTF-8.") from None
