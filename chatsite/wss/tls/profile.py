"""One TLS context: Mozilla's intermediate profile and one certificate, errors in words."""

import ctypes
import logging
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path

from cryptography.x509 import Certificate

from chatsite.wss.tls import pem
from chatsite.wss.tls.pem import Pair, TLSError

logger = logging.getLogger(__name__)

# Mozilla's "intermediate" configuration (https://ssl-config.mozilla.org/guidelines/6.0.json).
CIPHERS = (
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
)
GROUPS = "X25519:P-256:P-384"
if ssl.OPENSSL_VERSION_INFO >= (3, 5):  # the first that has it
    GROUPS = f"X25519MLKEM768:{GROUPS}"
VERSIONS = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}
SSL_CTRL_SET_GROUPS_LIST = 92  # openssl/ssl.h
OTHER_PAIR = {"KEY_VALUES_MISMATCH", "KEY_TYPE_MISMATCH", "NO_CERTIFICATE_ASSIGNED"}
TOO_WEAK = {"EE_KEY_TOO_SMALL", "CA_KEY_TOO_SMALL", "CA_MD_TOO_WEAK", "EE_MD_TOO_WEAK"}


class Context(ssl.SSLContext):
    """A server's context that knows the certificate it serves."""

    server_cert: str  # PEM
    domains: tuple[str, ...]
    _aiofastnet_force_fallback_ssl = False


@dataclass(frozen=True)
class Profile:
    """What the certificates of one endpoint have in common."""

    minimum: str = "1.2"
    ciphers: str | None = None
    client_ca: Path | None = None
    passphrase: str | bytes | None = None

    def context(self, pair: Pair) -> Context:
        """A new context that serves this pair with its whole chain; TLSError where it cannot.

        Each context has ticket keys of its own, which no other one takes.
        """
        context = Context(ssl.PROTOCOL_TLS_SERVER)
        self.set_protocol(context)
        if self.client_ca:
            require_clients_of(context, self.client_ca)
        chain = pair.certificates()
        load(context, pair, chain, Passphrase(pair.key, self.passphrase))
        warn_of_strays(pair, chain)
        return context

    def set_protocol(self, context: ssl.SSLContext) -> None:
        if self.minimum not in VERSIONS:
            raise TLSError(f"minTLS={self.minimum}: expected {' or '.join(VERSIONS)}.")
        context.minimum_version = VERSIONS[self.minimum]
        context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
        # A frame tells its length and a close frame the end: nothing can be cut off unseen, and
        # clients that leave without TLS's farewell (most do) are no error in the log.
        context.options |= ssl.OP_IGNORE_UNEXPECTED_EOF
        # Every suite here is good, so the client chooses: phones without AES in hardware do better
        # with ChaCha20.
        context.options &= ~ssl.OP_CIPHER_SERVER_PREFERENCE
        context.set_alpn_protocols(["http/1.1"])
        set_groups(context)
        try:
            context.set_ciphers(self.ciphers or CIPHERS)
        except ssl.SSLError:
            raise TLSError(
                f"ciphers={self.ciphers}: OpenSSL knows none of these. Write its names with commas "
                "between them; `openssl ciphers -v` lists them."
            ) from None


def set_groups(context: ssl.SSLContext, groups: str | None = None) -> None:
    """Offer these curves, or the profile's, where this Python lets us; else OpenSSL's own choice.

    Before 3.15 `ssl` can set a single one, which costs every browser a round trip or shuts out old
    phones. CPython's object begins with its SSL_CTX pointer (aiofastnet builds on that too).
    """
    if hasattr(context, "set_groups"):
        context.set_groups(groups or GROUPS)
        return
    path = getattr(sys.modules["_ssl"], "__file__", None)
    if sys.implementation.name != "cpython" or path is None:  # OpenSSL is inside the interpreter
        return
    library, wanted = ctypes.CDLL(path), (groups or GROUPS).encode()
    if control := getattr(library, "SSL_CTX_ctrl", None):
        control.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_long, ctypes.c_char_p)
        pointer = ctypes.c_void_p.from_address(id(context) + object.__basicsize__)
        if control(pointer, SSL_CTRL_SET_GROUPS_LIST, 0, wanted) != 1:  # FIPS: no X25519
            library.ERR_clear_error()  # or the next handshake would be blamed for it


def require_clients_of(context: ssl.SSLContext, authority: Path) -> None:
    """Let nobody in without a certificate that one of this file's authorities has signed."""
    chain = pem.certificates(authority, "clientCA")
    context.verify_mode = ssl.CERT_REQUIRED
    # The file is the whole of the trust: an intermediate in it needs no root beside it.
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.load_verify_locations(cadata=pem.text(chain).decode())


class Passphrase:
    """Opens a locked key when OpenSSL asks, and remembers that it did."""

    def __init__(self, key: Path, secret: str | bytes | None):
        self.key, self.secret, self.asked = key, secret, False

    def __call__(self) -> str | bytes:
        self.asked = True
        if self.secret is None:  # else OpenSSL asks at a terminal, where a service waits for ever
            raise TLSError(
                f"{self.key} is locked with a passphrase. Write that into a file and name it, "
                f"passphraseFile=…; or unlock it: openssl pkey -in {self.key} -out plain.pem"
            )
        return self.secret


def load(context: Context, pair: Pair, chain: list[Certificate], passphrase: Passphrase) -> None:
    """Give the context this key and chain, from bytes read once: what was judged is served."""
    key = pem.readable(pair.key, pair.key_option)
    with pem.private_file(pem.text(chain)) as chain_path, pem.private_file(key) as key_path:
        try:
            context.load_cert_chain(chain_path, key_path, passphrase)
        except ssl.SSLError as error:
            raise TLSError(load_problem(pair, error.reason, passphrase.asked)) from None
    context.server_cert = pem.text(chain[:1]).decode()
    context.domains = tuple(pem.domains(chain[0]))


def warn_of_strays(pair: Pair, chain: list[Certificate]) -> None:
    """One line in the log for each certificate that is sent in the wrong place."""
    for stray in pem.misplaced(chain):
        logger.warning(
            "%s (%s): the certificate of %s did not sign the one before it, so some clients cannot "
            "verify the chain. Its order is the leaf, then each one's issuer, as in fullchain.pem.",
            *(pair.cert, pair.cert_option, stray.subject.rfc4514_string()),
        )


def load_problem(pair: Pair, reason: str | None, asked: bool) -> str:
    """One sentence with the cure for a key and certificate that OpenSSL does not take."""
    if reason in OTHER_PAIR:
        return (
            f"{pair.key} is not the key of {pair.cert}: they were made apart. "
            "Give the key that the certificate was requested with."
        )
    if reason in TOO_WEAK:
        return (
            f"{pair.cert} ({pair.cert_option}) is too weak for today's clients ({reason}). "
            "Get one with an ECDSA P-256 or RSA 2048 key, signed with SHA-256."
        )
    if asked:
        return (
            f"The passphrase does not open {pair.key}. "
            "Correct the file that passphraseFile= names: one line, nothing else."
        )
    if reason:
        return f"{pair.cert} ({pair.cert_option}) cannot be served: OpenSSL says {reason}."
    return f"{pair.key} ({pair.key_option}) holds no private key in PEM form."
