"""What only one browser can read, and what shows that we sent it: RFC 8291 and RFC 8292."""

import base64
import json
import os
import re

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD = 4096  # bytes of the one record that a push may have
LAST = b"\x02"  # after the text of the last record
SIGNS = re.compile(r"[\w-]+", re.ASCII)
LIFE = 12 * 3600  # seconds that a signature is good for; a day at most


def encrypt(
    text: bytes,
    p256dh: bytes,
    auth: bytes,
    salt: bytes | None = None,
    once: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """The body of a push: `text` for the browser with these keys (65 and 16 bytes).

    `salt` and `once` are made anew for each, unless a test knows them. Raises ValueError where
    `p256dh` is no point of the curve.
    """
    salt, once = salt or os.urandom(16), once or ec.generate_private_key(CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, p256dh)
    ours = point(once.public_key())
    shared = once.exchange(ec.ECDH(), theirs)
    secret = derived(auth, shared, b"WebPush: info\0" + p256dh + ours, 32)
    key = derived(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derived(salt, secret, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(key).encrypt(nonce, text + LAST, None)


def derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def signed(key: ec.EllipticCurvePrivateKey, audience: str, subject: str, now: float) -> str:
    """The Authorization header for a push service: who sends (`subject`, an address), and to whom
    (`audience`, the service's origin).
    """
    head = {"typ": "JWT", "alg": "ES256"}
    claims = {"aud": audience, "exp": int(now) + LIFE, "sub": subject}
    text = ".".join(base64url(json.dumps(part).encode()) for part in (head, claims))
    r, s = decode_dss_signature(key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    signature = base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={text}.{signature}, k={base64url(point(key.public_key()))}"


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def base64url(data: bytes) -> str:
    """Base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unbase64url(text: str) -> bytes:
    """The bytes of such a text, padded or not; raises ValueError."""
    bare = text.rstrip("=")
    if not SIGNS.fullmatch(bare):
        raise ValueError("not Base64 for addresses")
    return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
