"""TLS for an endpoint: Mozilla's intermediate profile, the whole chain, errors in words."""

from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from OpenSSL import SSL

# Mozilla's "intermediate" configuration (https://ssl-config.mozilla.org/guidelines/5.7.json).
CIPHERS = (
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
)
VERSIONS = {"1.2": SSL.TLS1_2_VERSION, "1.3": SSL.TLS1_3_VERSION}


class TLSError(ValueError):
    """A certificate or key that cannot be served; its text is a sentence with the cure."""


def make_context(cert, key, chain=None, minimum="1.2"):
    """An OpenSSL context that serves `cert` with all that its file holds, and `chain` after it.

    Raises TLSError where a file is missing, unreadable or of another pair.
    """
    context = SSL.Context(SSL.TLS_SERVER_METHOD)
    context.set_min_proto_version(VERSIONS[minimum])
    context.set_options(SSL.OP_NO_COMPRESSION | SSL.OP_NO_RENEGOTIATION)
    context.set_mode(SSL.MODE_RELEASE_BUFFERS)  # 23 kB less for each idle socket
    context.set_cipher_list(CIPHERS.encode())
    context.set_session_id(b"chatsite.wss")
    load_certificate(context, cert, chain)
    load_key(context, key, cert)
    return context


def load_certificate(context, cert, chain):
    """Give the context the leaf and the intermediates that follow it in the file, then `chain`."""
    leaf, *others = certificates(cert, "certKey")
    if chain:
        others += certificates(chain, "extraCertChain")
    context.use_certificate(leaf)
    for other in others:
        context.add_extra_chain_cert(other)


def certificates(path, option):
    """The certificates of a PEM file, in its order."""
    pem = readable(path, option)
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError:
        raise TLSError(f"{path} ({option}) holds no certificate in PEM form.") from None


def load_key(context, key, cert):
    """Give the context the private key, which must be the certificate's."""
    pem = readable(key, "privateKey")
    try:
        private = serialization.load_pem_private_key(pem, password=None)
    except TypeError:  # a service cannot ask for a passphrase: it would wait for ever
        raise TLSError(
            f"{key} is locked with a passphrase. Unlock it: openssl pkey -in {key} -out plain.pem"
        ) from None
    except (ValueError, UnsupportedAlgorithm):
        raise TLSError(f"{key} (privateKey) holds no private key in PEM form.") from None
    try:
        context.use_privatekey(private)
        context.check_privatekey()
    except SSL.Error:
        raise TLSError(
            f"{key} is not the key of {cert}: they were made apart. "
            "Give the key that the certificate was requested with."
        ) from None


def readable(path, option):
    """The bytes of the file that this endpoint option names; TLSError says how to get one."""
    try:
        return Path(path).read_bytes()
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
