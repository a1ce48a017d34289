"""Keys and signatures that today's clients refuse, or do not know. Pure."""

from collections.abc import Iterator

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from django.utils.translation import gettext as _

from chatsite.wss.doctor.chain import signs_itself

RSA_BITS, EC_BITS = 2048, 256  # of the CA/Browser Forum's baseline requirements


def weaknesses(certificate: x509.Certificate) -> Iterator[str]:
    """What is too weak about it, in a few words each; a root's own signature proves nothing."""
    yield from weak_key(certificate)
    algorithm = signature_hash(certificate)
    if isinstance(algorithm, (hashes.MD5, hashes.SHA1)) and not signs_itself(certificate):
        yield _("signed with %(hash)s") % {"hash": algorithm.name.upper()}


def weak_key(certificate: x509.Certificate) -> Iterator[str]:
    try:
        key = certificate.public_key()
    except (ValueError, UnsupportedAlgorithm):
        yield _("a key of an unknown kind")
        return
    if isinstance(key, rsa.RSAPublicKey):
        if key.key_size < RSA_BITS:
            yield _("an RSA key of %(bits)s bits") % {"bits": key.key_size}
    elif isinstance(key, ec.EllipticCurvePublicKey):
        if key.key_size < EC_BITS:
            yield _("a key on the curve %(curve)s") % {"curve": key.curve.name}
    elif isinstance(key, (ed25519.Ed25519PublicKey, ed448.Ed448PublicKey)):
        yield _("an Ed25519 or Ed448 key, which browsers do not know")
    else:
        yield _("a DSA key or another of an old kind")


def signature_hash(certificate: x509.Certificate) -> hashes.HashAlgorithm | None:
    try:
        return certificate.signature_hash_algorithm
    except UnsupportedAlgorithm:
        return None
