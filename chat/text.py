"""What people write: to safe HTML, to the names in it, to the words that the search looks at."""

import re
from collections.abc import Mapping
from html import escape

NAME = re.compile(r"(?<![\w@])@([\w.+-]{1,150})")


def is_blank(body: str) -> bool:
    """Whether there is nothing to see in it."""
    return not body.strip()


def names(body: str) -> set[str]:
    """The usernames that a body may mention, in lower case."""
    return {name.lower() for name in NAME.findall(body)}


def render(body: str, mentions: Mapping[str, int]) -> str:
    """Safe HTML. `mentions`: the ids of the people meant, by username in lower case."""
    return f"<p>{escape(body)}</p>"


def searchable(body: str) -> str:
    """The words of a body as the search compares them."""
    return body.lower()
