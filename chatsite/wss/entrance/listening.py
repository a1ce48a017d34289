"""Listening sockets: bound as an endpoint says, or a sentence about why they cannot be."""

import errno
import os
import socket
from contextlib import suppress
from pathlib import Path

from chatsite.wss.entrance.endpoints import BACKLOG, EndpointError


def listen(endpoint, reuse_port=False):
    """The listening sockets of an endpoint; EndpointError where they cannot be had."""
    backlog = endpoint.number("backlog", BACKLOG)
    if endpoint.kind == "unix":
        return [unix(endpoint, backlog)]
    if endpoint.kind == "fd":
        return [inherited(endpoint)]
    port = endpoint.number("port", 0)
    opened: list[socket.socket] = []
    try:
        for family, address in addresses(endpoint.options.get("interface", "")):
            opened.append(tcp(family, address, port or bound_port(opened), backlog, reuse_port))
    except OSError as error:
        for sock in opened:
            sock.close()
        raise EndpointError(problem(error, port, endpoint.options.get("interface"))) from None
    return opened


def addresses(interface):
    """The families and addresses to bind: all of IPv4 and IPv6 where no interface is named."""
    if not interface:
        every = [(socket.AF_INET, "0.0.0.0")]  # noqa: S104  what Daphne's users expect of a port
        return [*every, (socket.AF_INET6, "::")] if has_ipv6() else every
    return [(socket.AF_INET6 if ":" in interface else socket.AF_INET, interface)]


def has_ipv6():
    """Whether this machine has IPv6 at all; containers often have not."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def tcp(family, address, port, backlog, reuse_port):
    # Named as TCP, or asyncio and aiofastnet leave Nagle's algorithm on: the second of two writes
    # would wait for the client's delayed acknowledgement, 40 ms.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if reuse_port:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind((address, port))
        sock.listen(backlog)
    except OSError:
        sock.close()
        raise
    return sock


def bound_port(opened):
    """The port that the system chose for the first socket, which the others share."""
    return opened[0].getsockname()[1] if opened else 0


def unix(endpoint, backlog):
    """A socket in the file system; one that a dead server left behind is replaced."""
    path = endpoint.options["address"]
    mode = endpoint.options.get("mode", "666")
    if not mode.isdigit() or not set(mode) <= set("01234567"):
        raise EndpointError(f"-e {endpoint.description}: mode={mode}: expected digits such as 660.")
    sock = socket.socket(socket.AF_UNIX)
    try:
        remove_dead(path)
        sock.bind(path)
        Path(path).chmod(int(mode, 8))
        sock.listen(backlog)
    except OSError as error:
        sock.close()
        reason = "another server listens there" if error.errno == errno.EADDRINUSE else error
        raise EndpointError(f"Cannot listen on {path}: {reason}.") from None
    return sock


def remove_dead(path):
    """Remove the socket file on which nobody listens any more."""
    with suppress(FileNotFoundError):
        if Path(path).is_socket():
            with socket.socket(socket.AF_UNIX) as probe:
                if probe.connect_ex(path) == errno.ECONNREFUSED:
                    Path(path).unlink()


def inherited(endpoint):
    """The socket that whoever started us has opened."""
    number = endpoint.number("fileno", 3)
    try:
        sock = socket.socket(fileno=os.dup(number))
        if not sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            sock.listen(BACKLOG)
    except OSError as error:
        raise EndpointError(
            f"-e {endpoint.description}: file descriptor {number} is no listening socket: {error}."
        ) from None
    return sock


def name(sock):
    """Where a socket listens, in words."""
    address = sock.getsockname()
    if sock.family == socket.AF_UNIX:
        return f"Unix socket {address}"
    return f"TCP address {address[0]}:{address[1]}"


def problem(error, port, interface):
    """One sentence with the cure for a port that cannot be listened on."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program. Stop that one (ss -ltnp 'sport = :{port}' "
            "names it) or choose another port."
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return (
            f"Port {port} needs rights that this user has not. Choose a port above 1023, put a "
            "proxy in front, or allow it: sysctl net.ipv4.ip_unprivileged_port_start=0"
        )
    if error.errno in (errno.EADDRNOTAVAIL, socket.EAI_NONAME):
        return f"{interface} is not an address of this machine."
    return f"Cannot listen on {interface or 'port'} {port}: {error.strerror or error}."
