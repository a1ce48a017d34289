"""One push: encrypted for its browser, signed by us, and what its service answers."""

import logging
import time
from enum import Enum, auto
from http import HTTPStatus
from urllib.parse import urlsplit

import msgspec
from django.conf import settings

from chat.models.ringing import Ring
from chat.push import keys
from chat.push.delivery import deliver
from chat.push.encryption import encrypt, signed, unbase64url
from chat.push.words import notice

logger = logging.getLogger(__name__)

DAY = 24 * 3600  # seconds that a service keeps a push for a browser that is off


class Answer(Enum):
    """What became of a push."""

    REACHED = auto()
    FAILED = auto()
    GONE = auto()  # there is no such subscription any more


def send(ring: Ring) -> Answer:
    """Push it; whatever goes wrong is an answer."""
    try:
        status = deliver(ring.subscription.endpoint, *made(ring))
    except OSError as error:
        logger.info("A push failed: %s", error)
        return Answer.FAILED
    except Exception:  # a fault of ours
        logger.exception("A push failed")
        return Answer.FAILED
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return Answer.GONE
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        logger.info("A push service answers with %s", status)
        return Answer.FAILED
    return Answer.REACHED


def made(ring: Ring) -> tuple[dict[str, str], bytes]:
    """The headers and the body of the request."""
    row = ring.subscription
    service = urlsplit(row.endpoint)
    told = msgspec.json.encode(notice(ring, row.language))
    origin = f"https://{service.netloc}"
    headers = {
        "Authorization": signed(keys.private(), origin, settings.SITE_URL, time.time()),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(DAY),
        "Topic": f"room-{ring.room.id}",  # of those that wait for a browser, the last of a room
        "Urgency": "high" if ring.urgent else "normal",
    }
    return headers, encrypt(told, unbase64url(row.p256dh), unbase64url(row.auth))
