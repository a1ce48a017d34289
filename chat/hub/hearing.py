"""How what was said reaches the sockets of this process."""

import logging
from collections.abc import Callable, Collection
from typing import Any, TypeVar

from chat.metrics import counts

logger = logging.getLogger(__name__)

T = TypeVar("T")


def tell_each(hears: Collection[Callable[[T], Any]], said: T) -> None:
    """Let each hear it, and wait for none."""
    counts.deliveries += len(hears)
    for hear in hears:
        try:
            hear(said)
        except Exception:  # one broken socket must not silence the others
            logger.exception("A socket could not be written to")
