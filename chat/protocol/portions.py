"""Replies that are not longer than a reader may be behind: the rest is asked for again.

A page of long messages may have megabytes. Many clients take no frame of more than one.
"""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from chat.protocol.replies import Messages, Opened
from chat.protocol.things import Found, Message

T = TypeVar("T", Message, Found)

LARGEST = 256 * 1024  # bytes of the messages in one reply


def shorten_opened(opened: Opened, since: bool) -> None:
    """Keep what fits: the first changes after `since`, or else the last messages."""
    if since and not opened.reset:
        kept = fitting(opened.messages)
        if len(kept) < len(opened.messages):
            opened.messages, opened.more, opened.seq = kept, True, kept[-1].rev
    else:
        opened.messages = fitting(reversed(opened.messages))[::-1]


def shorten_history(history: Messages, onward: bool) -> None:
    """Keep what fits: the first, who reads `onward`, or else the last; there are others then."""
    said = history.messages
    kept = fitting(said) if onward else fitting(reversed(said))[::-1]
    history.more = history.more or len(kept) < len(said)
    history.messages = kept


def fitting(messages: Iterable[T]) -> list[T]:
    """As many of them from the first on as fit, and never none."""
    kept: list[T] = []
    size = 0
    for message in messages:
        size += len(msgspec.json.encode(message))
        if kept and size > LARGEST:
            break
        kept.append(message)
    return kept
