"""The key by which push services know this site: made once, the same for all of its processes."""

import logging
import os
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from chat.push.encryption import base64url, point

logger = logging.getLogger(__name__)


def private() -> ec.EllipticCurvePrivateKey:
    """The site's own key; raises OSError or ValueError where its file cannot be used."""
    return load(settings.PUSH_KEY)


def public() -> str:
    """What browsers are given, so that they take pushes of this site only; empty where the key
    cannot be used, which the log tells.
    """
    try:
        return base64url(point(private().public_key()))
    except (OSError, ValueError) as error:
        logger.error("Nothing can be pushed: %s", error)
        return ""


@lru_cache(1)
def load(path: Path) -> ec.EllipticCurvePrivateKey:
    """The key in a file, which is made where there is none."""
    if not path.exists():
        make(path)
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise ValueError(f"{path} is no key on the curve P-256")
    return key


def make(path: Path) -> None:
    """Write a new key for its owner's eyes; of several processes that do, one wins for all."""
    text = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".push-", dir=path.parent) as folder:
        fresh = Path(folder) / path.name
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(text)
        try:
            path.hardlink_to(fresh)
        except FileExistsError:
            return
