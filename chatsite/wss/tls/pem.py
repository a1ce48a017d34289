"""The PEM files of TLS: read once and judged, with sentences that say the cure."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

MEMORY = "/proc/self/fd"


class TLSError(ValueError):
    """A certificate or key that cannot be served; its text is a sentence with the cure."""


@dataclass(frozen=True)
class Pair:
    """The files of one certificate and its key, and the options that named them."""

    cert: Path
    key: Path = field(compare=False)
    chain: Path | None = field(default=None, compare=False)
    cert_option: str = "certKey"
    key_option: str = "privateKey"

    def files(self) -> list[Path]:
        return [path for path in (self.cert, self.key, self.chain) if path]

    def certificates(self) -> list[x509.Certificate]:
        """The leaf and all that is sent after it."""
        found = certificates(self.cert, self.cert_option)
        return found + (certificates(self.chain, "extraCertChain") if self.chain else [])


def readable(path: Path, option: str) -> bytes:
    """The bytes of the file that this endpoint option names; TLSError says how to get one."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise TLSError(
            f"{path} ({option}) is not there. "
            "For a local certificate run: python3 manage.py makecert"
        ) from None
    except OSError as error:
        raise TLSError(
            f"{path} ({option}) cannot be read: {error.strerror}. "
            "The user that runs the server must be able to read it."
        ) from None
    if content.count(b"-----BEGIN ") != content.count(b"-----END "):
        raise TLSError(f"{path} ({option}) breaks off in the middle. Write the file again.")
    return content


def certificates(path: Path, option: str) -> list[x509.Certificate]:
    """The certificates of a PEM file, in its order; at least one."""
    pem = readable(path, option)
    try:
        return x509.load_pem_x509_certificates(pem)
    except (ValueError, x509.InvalidVersion):
        raise TLSError(f"{path} ({option}) holds no certificate in PEM form.") from None


def text(chain: list[x509.Certificate]) -> bytes:
    """These certificates as one PEM file."""
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in chain)


def misplaced(chain: list[x509.Certificate]) -> Iterator[x509.Certificate]:
    """Those that do not sign what stands before them: wrong order, another chain, or twice."""
    last = chain[0]
    for certificate in chain[1:]:
        if certificate.subject == last.issuer:
            last = certificate
        else:
            yield certificate


def domains(leaf: x509.Certificate) -> list[str]:
    """The domain names that a certificate is for, in lower case, wildcards as they stand."""
    try:
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound):
        return []
    return [name.lower() for name in names.get_values_for_type(x509.DNSName)]


@contextmanager
def private_file(content: bytes) -> Iterator[str]:
    """A path with this content, for OpenSSL takes only paths: nobody else's, gone at the end."""
    if hasattr(os, "memfd_create") and Path(MEMORY).is_dir():  # no copy of a key on any disk
        with os.fdopen(os.memfd_create("pem"), "wb") as memory:
            memory.write(content)
            memory.flush()
            yield f"{MEMORY}/{memory.fileno()}"
    else:
        with NamedTemporaryFile() as file:  # 0600
            file.write(content)
            file.flush()
            yield file.name
