"""Whom clients of this machine trust: the system's authorities, and those of a file."""

import functools
import ssl
import warnings
from pathlib import Path

from cryptography import x509

from chatsite.wss.doctor.target import TargetError
from chatsite.wss.tls import pem


def known(file: str | None = None) -> list[x509.Certificate]:
    """The system's authorities and the file's; TargetError says what is wrong with the file."""
    try:
        own = pem.certificates(Path(file), "--ca") if file else []
    except pem.TLSError as error:
        raise TargetError(str(error)) from None
    return [*own, *system(files())]


def files() -> tuple[Path, ...]:
    """Where OpenSSL looks for them, or SSL_CERT_FILE and SSL_CERT_DIR tell it to."""
    paths = ssl.get_default_verify_paths()
    if paths.cafile:
        return (Path(paths.cafile),)
    return tuple(sorted(Path(paths.capath).iterdir())) if paths.capath else ()


@functools.cache
def system(files: tuple[Path, ...]) -> tuple[x509.Certificate, ...]:
    """Those that `ssl` can read, as Windows' own store too; one that is odd spoils no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    for file in files:
        try:
            context.load_verify_locations(cafile=file)
        except OSError:  # a hash directory holds anything
            continue
    return tuple(found for der in context.get_ca_certs(binary_form=True) for found in parsed(der))


def parsed(der: bytes) -> list[x509.Certificate]:
    with warnings.catch_warnings():  # of a root that breaks a rule of today
        warnings.simplefilter("ignore")
        try:
            return [x509.load_der_x509_certificate(der)]
        except (ValueError, x509.InvalidVersion):
            return []
