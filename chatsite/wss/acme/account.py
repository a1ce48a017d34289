"""Our account at an authority: a key, which is kept, and what the authority knows it by."""

import datetime
import logging
from typing import Any, cast

import requests
from acme import client, errors, messages
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from josepy import ES256, JWKEC, DeserializationError

from chatsite.wss.acme.schedule import retry_after
from chatsite.wss.acme.wanted import Wanted
from chatsite.wss.tls.certificates import save

logger = logging.getLogger(__name__)

TRIES = 10  # each of two requests: an authority of several machines may not know its own nonces
# What the library raises when an answer is not what it expects.
MISTAKEN = (ValueError, KeyError, TypeError, AttributeError, DeserializationError)


class Unusable(ValueError):
    """What is kept, or what an authority offers, cannot be used; its text is the cure."""


class Network(client.ClientNetwork):
    """Requests signed by our account; `patience` is how many seconds the authority asks to wait."""

    def __init__(self, wanted: Wanted) -> None:
        # `requests` takes a path there, too.
        trust = cast(bool, str(wanted.ca) if wanted.ca else True)
        super().__init__(account_key(wanted), alg=ES256, verify_ssl=trust, user_agent="chatsite")
        self.session.hooks["response"].append(self.note)
        self.patience = 0.0

    def note(self, response: requests.Response, **_: Any) -> None:
        """Remember what a refusal says about the next try."""
        now = datetime.datetime.now(datetime.UTC)
        wait = None if response.ok else response.headers.get("Retry-After")
        self.patience = retry_after(wait, now)

    def post(self, *args: Any, **kwargs: Any) -> requests.Response:
        """Send it, and again while it is only the nonce that is refused."""
        for tries in reversed(range(TRIES)):
            try:
                return super().post(*args, **kwargs)
            except messages.Error as error:
                if error.code != "badNonce" or not tries:
                    raise
        raise AssertionError


def account_key(wanted: Wanted) -> JWKEC:
    """The key of our account, made where there is none: whoever has it can speak for us."""
    try:
        key = serialization.load_pem_private_key(wanted.account.read_bytes(), None)
    except FileNotFoundError:
        key = ec.generate_private_key(ec.SECP256R1())
        wanted.account.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        save(wanted.account, key)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Unusable(f"{wanted.account} holds no key of an account. Remove it: another is made.")
    return JWKEC(key=key)


def reach(wanted: Wanted, network: Network) -> client.ClientV2:
    """Who can talk to the authority; Unusable where it is none."""
    try:
        directory = client.ClientV2.get_directory(wanted.directory, network)
        directory["newNonce"], directory["newAccount"], directory["newOrder"]
    except (*MISTAKEN, errors.ClientError) as error:
        answer = error.args[0] if error.args else None
        if isinstance(answer, requests.Response) and answer.status_code >= 500:
            raise
        raise Unusable(
            f"{wanted.directory} is no directory of an ACME server. Correct --acme-directory."
        ) from None
    return client.ClientV2(directory, network)


def register(at: client.ClientV2, wanted: Wanted) -> None:
    """Agree to the terms and enter our account, which is made where there is none for our key."""
    try:
        at.new_account(
            messages.NewRegistration.from_data(email=wanted.email, terms_of_service_agreed=True)
        )
    except errors.ConflictError as known:
        found = messages.RegistrationResource(uri=known.location, body=messages.Registration())
        at.net.account = found
        if wanted.email:
            at.update_registration(found, messages.Registration.from_data(email=wanted.email))
    else:
        terms = at.directory["meta"].terms_of_service
        logger.info("Registered at %s. Its terms: %s", wanted.authority, terms or "none")
