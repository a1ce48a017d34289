"""What an ASGI scope tells of the TLS connection under it.

https://asgi.readthedocs.io/en/latest/specs/tls.html
"""

import functools
import ssl

from cryptography import x509

VERSIONS = {"TLSv1.2": 0x0303, "TLSv1.3": 0x0304}


def tls_extension(ssl_object) -> dict:
    """The value of `extensions["tls"]`; None stands for what is not known."""
    cipher = ssl_object.cipher()
    return {
        "server_cert": getattr(ssl_object.context, "server_cert", None),
        "client_cert_chain": [ssl.DER_cert_to_PEM_cert(der) for der in client_chain(ssl_object)],
        "client_cert_name": client_name(ssl_object),
        "client_cert_error": None,  # who cannot be verified does not get this far
        "tls_version": VERSIONS.get(ssl_object.version()),
        "cipher_suite": suites().get(cipher[0]) if cipher else None,
    }


def client_name(ssl_object) -> str | None:
    """The subject of the client's verified certificate (RFC 4514), or None where none was asked."""
    der = client_certificate(ssl_object)
    return x509.load_der_x509_certificate(der).subject.rfc4514_string() if der else None


def client_certificate(ssl_object) -> bytes | None:
    if ssl_object.context.verify_mode != ssl.CERT_REQUIRED:
        return None
    return ssl_object.getpeercert(binary_form=True)


def client_chain(ssl_object) -> list[bytes]:
    """The client's certificate and, from Python 3.13 on, what it sent along; a ticket has one."""
    leaf = client_certificate(ssl_object)
    if leaf is None:
        return []
    sent: list[bytes] = getattr(ssl_object, "get_unverified_chain", list)() or []
    return [leaf, *(der for der in sent if der != leaf)]


@functools.cache
def suites() -> dict[str, int]:
    """The numbers that the RFCs give to OpenSSL's cipher suites."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL")
    return {suite["name"]: suite["id"] & 0xFFFF for suite in context.get_ciphers()}
