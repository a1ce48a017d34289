"""What there is to tell of an open connection, found out when somebody asks and never before."""

import socket
import struct

# Where Linux's struct tcp_info (include/uapi/linux/tcp.h) has its counters, since 4.6.
COUNTERS = struct.Struct("=120xQQ8xI")
SIZE = COUNTERS.size


def traffic(transport) -> dict:
    """Bytes that wait for the client here, and that have gone and come; TLS version and cipher.

    None stands for what is not known: without TLS, on a Unix socket, on another system than Linux.
    Behind a proxy it is the connection to that.
    """
    acknowledged, received, unsent = counters(transport.get_extra_info("socket"))
    secure = transport.get_extra_info("ssl_object")
    cipher = secure.cipher() if secure else None
    return {
        "tls": secure.version() if secure else None,
        "cipher": cipher[0] if cipher else None,
        "buffered": transport.get_write_buffer_size() + (unsent or 0),
        "sent": acknowledged,
        "received": received,
    }


def counters(sock) -> tuple[int | None, int | None, int | None]:
    """Of the kernel: bytes that the client has acknowledged, that came, that are not sent yet."""
    option = getattr(socket, "TCP_INFO", None)
    if option is None or sock.family == socket.AF_UNIX:
        return None, None, None
    try:
        told = sock.getsockopt(socket.IPPROTO_TCP, option, SIZE)
    except OSError:  # it is closed by now
        return None, None, None
    return COUNTERS.unpack(told) if len(told) == SIZE else (None, None, None)
