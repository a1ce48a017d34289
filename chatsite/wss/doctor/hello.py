"""TLS's first message as bytes, and what a server answers to it. Pure.

Written here, so that what a server takes is seen whatever the OpenSSL of this machine still speaks.
RFC 8446 (TLS 1.3), RFC 5246 (1.2), and for SSL 3.0 RFC 6101.
"""

import os
from dataclasses import dataclass

SSL3, TLS10, TLS11, TLS12, TLS13 = 0x0300, 0x0301, 0x0302, 0x0303, 0x0304
VERSIONS = {
    SSL3: "SSL 3.0",
    TLS10: "TLS 1.0",
    TLS11: "TLS 1.1",
    TLS12: "TLS 1.2",
    TLS13: "TLS 1.3",
}
MODERN = (TLS13, TLS12, TLS11, TLS10)
HANDSHAKE, ALERT = 22, 21  # types of records
A_WARNING = 1  # a level of alerts
CLIENT_HELLO, SERVER_HELLO = 1, 2  # types of handshake messages
SERVER_NAME, GROUPS, POINTS, SIGNATURES, SUPPORTED_VERSIONS, KEY_SHARE = 0, 10, 11, 13, 43, 51
X25519 = 0x001D
CURVES = (X25519, 0x0017, 0x0018, 0x0019, 0x0100)  # P-256, P-384, P-521, ffdhe2048
SCHEMES = (
    *(0x0403, 0x0503, 0x0603, 0x0807, 0x0808),  # ECDSA with SHA-2, Ed25519, Ed448
    *(0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B),  # RSA-PSS
    *(0x0401, 0x0501, 0x0601, 0x0203, 0x0201, 0x0202),  # RSA with SHA-2; SHA-1, for the old ones
)
NO_RENEGOTIATION = 0x00FF  # RFC 5746: some servers refuse who does not say it
ALERTS = {
    0: "close_notify",
    10: "unexpected_message",
    20: "bad_record_mac",
    22: "record_overflow",
    40: "handshake_failure",
    42: "bad_certificate",
    47: "illegal_parameter",
    48: "unknown_ca",
    49: "access_denied",
    50: "decode_error",
    51: "decrypt_error",
    70: "protocol_version",
    71: "insufficient_security",
    80: "internal_error",
    86: "inappropriate_fallback",
    90: "user_canceled",
    109: "missing_extension",
    110: "unsupported_extension",
    112: "unrecognized_name",
    115: "unknown_psk_identity",
    116: "certificate_required",
    120: "no_application_protocol",
}


@dataclass(frozen=True)
class ServerHello:
    """The server takes part: the version and the suite that it chose."""

    version: int
    suite: int


@dataclass(frozen=True)
class Alert:
    """The server refuses, in TLS's own words."""

    code: int

    def __str__(self) -> str:
        return ALERTS.get(self.code, str(self.code))


@dataclass(frozen=True)
class Foreign:
    """Something that is not TLS."""

    said: bytes


def client_hello(version: int, suites: tuple[int, ...], name: str | None = None) -> bytes:
    """A record with the hello of a client that speaks up to this version, but not SSL beside TLS.

    `name` is a domain name; addresses have no place in it (RFC 6066, 3).
    """
    offered = b"".join(map(number, (*suites, NO_RENEGOTIATION)))
    body = number(min(version, TLS12)) + os.urandom(32)
    # A session id makes 1.3 look like 1.2 to what stands in between (RFC 8446, D.4). The ends of
    # lines in it are for servers of plain HTTP, which would wait for them before they complain.
    body += sized(os.urandom(28) + b"\r\n\r\n" if version == TLS13 else b"", 1)
    body += sized(offered, 2)
    body += sized(b"\0", 1)  # no compression
    if version > SSL3:
        body += sized(b"".join(extensions(version, name)), 2)
    message = bytes([CLIENT_HELLO]) + sized(body, 3)
    return bytes([HANDSHAKE]) + number(min(version, TLS10)) + sized(message, 2)


def extensions(version: int, name: str | None):
    if name:
        yield extension(SERVER_NAME, sized(b"\0" + sized(name.encode(), 2), 2))
    yield extension(GROUPS, sized(b"".join(map(number, CURVES)), 2))
    yield extension(POINTS, sized(b"\0", 1))
    if version >= TLS12:
        yield extension(SIGNATURES, sized(b"".join(map(number, SCHEMES)), 2))
    if version == TLS13:
        yield extension(SUPPORTED_VERSIONS, sized(b"".join(map(number, MODERN)), 1))
        share = number(X25519) + sized(os.urandom(32), 2)  # any 32 bytes are a key of X25519
        yield extension(KEY_SHARE, sized(share, 2))


def extension(kind: int, content: bytes) -> bytes:
    return number(kind) + sized(content, 2)


def sized(content: bytes, bytes_of_length: int) -> bytes:
    return len(content).to_bytes(bytes_of_length, "big") + content


def number(value: int) -> bytes:
    return value.to_bytes(2, "big")


def answer(received: bytes) -> ServerHello | Alert | Foreign | None:
    """What the bytes that came so far say; None while more are needed."""
    if not received:
        return None
    if received[0] not in (HANDSHAKE, ALERT) or received[1:2] not in (b"", b"\x03"):
        return Foreign(received)
    length = int.from_bytes(received[3:5], "big")
    record = received[5 : 5 + length]
    if len(received) < 5 or len(record) < length:
        return None
    if received[0] == ALERT:
        return alert(record, received[5 + length :])
    return server_hello(record) or Foreign(received)


def alert(record: bytes, rest: bytes) -> ServerHello | Alert | Foreign | None:
    """What it says; a warning is followed by what counts, as that a name has no site of its own."""
    if len(record) != 2:
        return Foreign(record)
    return answer(rest) if record[0] == A_WARNING else Alert(record[1])


def server_hello(message: bytes) -> ServerHello | None:
    """The choice in this message; a HelloRetryRequest has the same form and tells the same."""
    if len(message) < 42 or message[0] != SERVER_HELLO:
        return None
    end_of_session = 39 + message[38]
    suite = int.from_bytes(message[end_of_session : end_of_session + 2], "big")
    version = int.from_bytes(message[4:6], "big")
    for kind, content in chosen_extensions(message[end_of_session + 3 :]):
        if kind == SUPPORTED_VERSIONS:
            version = int.from_bytes(content, "big")
    return ServerHello(version, suite)


def chosen_extensions(block: bytes):
    """Each extension's number and content, of a block that begins with its length."""
    block = block[2 : 2 + int.from_bytes(block[:2], "big")]
    while len(block) >= 4:
        size = int.from_bytes(block[2:4], "big")
        yield int.from_bytes(block[:2], "big"), block[4 : 4 + size]
        block = block[4 + size :]
