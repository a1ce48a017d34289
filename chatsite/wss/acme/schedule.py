"""When to ask for a certificate: in time, not all at once, and never oftener than one may."""

import datetime
import random
from email.utils import parsedate_to_datetime

from cryptography import x509

WEEK = 7 * 24 * 3600
# Seconds after the first failure, the second … Let's Encrypt bears five failed validations an hour.
COUNTED = (60, 300, 900, 1800, 3600, 7200, 14400, 21600)
# The same where nothing is counted, because nobody was reached.
UNCOUNTED = (5, 10, 20, 40, 80, 160, 320, 640, 1280, 3600)


def lifetime(leaf: x509.Certificate) -> datetime.timedelta:
    return leaf.not_valid_after_utc - leaf.not_valid_before_utc


def renewal(leaf: x509.Certificate) -> datetime.datetime:
    """When a third of the lifetime is left, or up to a twentieth of it earlier.

    How much earlier is told by the serial number, which is random: sites that were started
    together do not renew together, and a restart changes nothing.
    """
    spread = leaf.serial_number % 1000 / 1000
    return leaf.not_valid_after_utc - lifetime(leaf) * (1 / 3 + spread / 20)


def rest(leaf: x509.Certificate) -> datetime.timedelta:
    """For how long a certificate just got is left alone, even if it is due again already."""
    return lifetime(leaf) / 20


def pause(failures: int, counted: bool, asked: float = 0) -> float:
    """Seconds before the next try after so many failures in a row, and no less than was asked."""
    steps = COUNTED if counted else UNCOUNTED
    seconds = steps[min(failures, len(steps)) - 1]
    return max(seconds * random.uniform(1, 1.2), asked)  # noqa: S311  no secret


def retry_after(text: str | None, now: datetime.datetime) -> float:
    """Seconds that a Retry-After header asks for, at most a week; 0 where it says nothing."""
    if not text:
        return 0
    try:
        seconds = (
            int(text) if text.isdecimal() else (parsedate_to_datetime(text) - now).total_seconds()
        )
    except (TypeError, ValueError):
        return 0
    return min(max(seconds, 0), WEEK)
