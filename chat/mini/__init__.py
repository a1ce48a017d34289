"""Mini-programs: the platform in which one runs says who its user is, by a code that is good once.

A provider is a class: `name`, by which requests name it, and `openid(code)`, which asks its
platform and raises Refusal. `MINI_LOGIN` names ours, or the dotted path of anybody's.
"""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from chat.pool import Lane
from chat.protocol.frames import Refusal

OURS = {"wechat": "chat.mini.wechat.WeChat"}

exchanges = Lane("chat-mini", 4)  # of its own: a platform may take its time


class Provider(Protocol):
    """A platform of mini-programs."""

    name: str

    def openid(self, code: str) -> str:
        """Who has been given this code, by a name that stays theirs; raises Refusal."""


def provider(name: str | None) -> Provider:
    """The provider of this name, or the first without one; raises Refusal where there is none."""
    found = providers(tuple(settings.MINI_LOGIN))
    for each in found:
        if name in (None, each.name):
            return each
    raise Refusal("no_mini_login", known=", ".join(each.name for each in found) or "–")


@cache
def providers(paths: Sequence[str]) -> list[Provider]:
    """One of each class, in order; raises ImportError."""
    return [import_string(OURS.get(path, path))() for path in paths]
