"""What one examination has learned so far, and its ways to the server."""

import socket
import ssl
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509

from chatsite.wss.doctor.findings import Finding
from chatsite.wss.doctor.target import Target

Place = tuple[socket.AddressFamily, Any]  # a family and an address of it, as socket.connect has it


@dataclass
class Case:
    """The target, the findings by id, and the facts that later checks build on."""

    target: Target
    authorities: list[x509.Certificate] = field(default_factory=list)  # whom its clients trust
    findings: dict[str, Finding] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)  # what the name resolves to
    place: Place | None = None  # the first of them that answered
    chain: list[x509.Certificate] = field(default_factory=list)  # as sent, the leaf first
    answers: dict[Any, Any] = field(default_factory=dict)  # to the hellos that were tried
    origin: str | None = None  # the Origin with which the server lets us in
    whoami: dict[str, Any] | None = None  # what a server of ours says of us

    def dial(self, place: Place | None = None) -> socket.socket:
        """A TCP connection to the server; OSError where there is none in time.

        Every wait on it is bounded by the target's patience. The caller closes it.
        """
        place = place or self.place
        if place is None:
            raise OSError("nobody has answered yet")
        family, address = place
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(self.target.patience)
            if self.target.source:
                sock.bind((self.target.source, 0))
            sock.connect(address)
        except OSError:
            sock.close()
            raise
        return sock

    def connect(self) -> socket.socket:
        """The same with TLS on it where the target is wss://.

        Nothing about the certificate is checked here: one that is wrong is a finding of its own,
        and must not hide what is behind it.
        """
        sock = self.dial()
        if not self.target.secure:
            return sock
        try:
            return unverified().wrap_socket(sock, server_hostname=self.target.host)
        except OSError:
            sock.close()
            raise


def unverified() -> ssl.SSLContext:
    """A client's context that takes any certificate, and any version this OpenSSL can speak."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
