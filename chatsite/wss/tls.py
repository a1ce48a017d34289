"""TLS for a listening endpoint: Mozilla's intermediate profile, the whole chain, errors in words."""

from pathlib import Path

from OpenSSL import SSL, crypto

# https://ssl-config.mozilla.org/guidelines/5.7.json, "intermediate"; TLS 1.3 keeps OpenSSL's suites.
CIPHERS = (
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
)
VERSIONS = {"1.2": SSL.TLS1_2_VERSION, "1.3": SSL.TLS1_3_VERSION}


class TLSError(ValueError):
    """A certificate or key that cannot be served; its text is a sentence with the cure."""


def make_context(cert, key, chain=None, minimum="1.2"):
    """An OpenSSL context that serves `cert` with every certificate in its file, and `chain` after it.

    Raises TLSError where a file is missing, unreadable or of another pair.
    """
    context = SSL.Context(SSL.TLS_SERVER_METHOD)
    context.set_min_proto_version(VERSIONS[minimum])
    context.set_options(SSL.OP_NO_COMPRESSION | SSL.OP_NO_RENEGOTIATION)
    context.set_cipher_list(CIPHERS.encode())
    context.set_session_id(b"chatsite.wss")
    context.set_passwd_cb(refuse_passphrase)
    load_certificate(context, cert, chain)
    load_key(context, key, cert)
    return context


def refuse_passphrase(*_):
    """Never ask for a passphrase on the terminal, where a service would wait for ever."""
    return b""


def load_certificate(context, cert, chain):
    """Give the context the leaf and the intermediates that follow it in the file."""
    readable(cert, "certKey")
    try:
        context.use_certificate_chain_file(str(cert))
        for extra in certificates(chain) if chain else ():
            context.add_extra_chain_cert(extra)
    except (SSL.Error, crypto.Error) as error:
        raise TLSError(f"{cert} holds no certificate in PEM form ({reason(error)}).") from None


def certificates(path):
    """The certificates of a PEM file, in its order."""
    from cryptography import x509

    pem = readable(path, "extraCertChain")
    try:
        return [crypto.X509.from_cryptography(c) for c in x509.load_pem_x509_certificates(pem)]
    except ValueError:
        raise TLSError(f"{path} holds no certificate in PEM form.") from None


def load_key(context, key, cert):
    """Give the context the private key, which must be the certificate's."""
    pem = readable(key, "privateKey")
    if b"ENCRYPTED" in pem:
        raise TLSError(
            f"{key} is locked with a passphrase. Unlock a copy: openssl pkey -in {key} -out plain.pem"
        )
    try:
        context.use_privatekey_file(str(key))
    except SSL.Error as error:
        if "mismatch" in reason(error):
            raise TLSError(
                f"{key} is not the key of {cert}: they were made apart. "
                "Give the key that the certificate was requested with."
            ) from None
        raise TLSError(f"{key} holds no private key in PEM form ({reason(error)}).") from None


def readable(path, option):
    """The bytes of the file that this endpoint option names; TLSError says how to get one."""
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise TLSError(
            f"{path} ({option}) is not there. For a local certificate run: python3 manage.py makecert"
        ) from None
    except OSError as error:
        raise TLSError(
            f"{path} ({option}) cannot be read: {error.strerror}. "
            "The user that runs the server must be able to read it."
        ) from None


def reason(error):
    """The last words of OpenSSL's error queue."""
    queue = error.args[0] if error.args else []
    return queue[-1][-1] if queue and isinstance(queue, list) else str(error)
