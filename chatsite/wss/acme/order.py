"""One order: the names are proved on port 80 (HTTP-01), and a key gets its certificate."""

import datetime
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from acme import challenges, client, crypto_util, messages
from cryptography.hazmat.primitives.asymmetric import ec

from chatsite.wss.acme.account import Unusable
from chatsite.wss.tls.certificates import pem

PATIENCE = datetime.timedelta(minutes=3)


def obtain(at: client.ClientV2, names: Iterable[str], webroot: Path) -> bytes:
    """A fresh key and the whole chain of its certificate for these names, in PEM."""
    key = pem(ec.generate_private_key(ec.SECP256R1()))
    order = at.new_order(crypto_util.make_csr(key, list(names)))
    with proofs(webroot) as folder:
        for authorization in order.authorizations:
            prove(at, authorization.body, folder)
        deadline = datetime.datetime.now() + PATIENCE  # noqa: DTZ005  as the library has it
        order = at.poll_and_finalize(order, deadline)
    return key + order.fullchain_pem.encode()


@contextmanager
def proofs(webroot: Path) -> Iterator[Path]:
    """The folder in which the endpoint `redirect:` finds what the authority asks for."""
    shutil.rmtree(webroot, ignore_errors=True)  # what an order left that was cut short
    folder = webroot / challenges.HTTP01.URI_ROOT_PATH
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(webroot, ignore_errors=True)


def prove(at: client.ClientV2, authorization: messages.Authorization, folder: Path) -> None:
    """Write the proof for one name and have the authority look; one proved lately needs none."""
    if authorization.status != messages.STATUS_PENDING:
        return
    for challenge in authorization.challenges:
        if isinstance(challenge.chall, challenges.HTTP01):
            response, proof = challenge.response_and_validation(at.net.key)
            (folder / challenge.chall.encode("token")).write_text(proof)
            at.answer_challenge(challenge, response)
            return
    raise Unusable(
        f"The authority does not prove {authorization.identifier.value} by HTTP-01. "
        "Take another one: --acme-directory."
    )
