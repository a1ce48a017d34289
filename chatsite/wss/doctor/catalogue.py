"""The checks by their ids: what each is called, builds on, and matters to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from chatsite.wss.doctor.case import Case
    from chatsite.wss.doctor.findings import Finding

PROFILES = ("browser", "wechat", "cli")
CATALOGUE: dict[str, Check] = {}


@dataclass(frozen=True)
class Check:
    """One question about a server. Ids never change their meaning, and are never used again."""

    id: str
    title: str | Promise  # lazy: in the language of whoever reads it
    needs: tuple[str, ...]  # the checks that must have passed before this one makes sense
    vital: frozenset[str]  # the profiles that cannot live without it: a warning is a fault to them
    tls: bool  # asks about TLS, which ws:// has not
    run: Callable[[Case], Finding]


def check(
    id: str,
    title: str | Promise,
    needs: tuple[str, ...] = (),
    vital: tuple[str, ...] = (),
    tls: bool = False,
):
    """Enter the function below into the catalogue; checks run in the order of their ids."""

    def entered(run: Callable[[Case], Finding]) -> Callable[[Case], Finding]:
        CATALOGUE[id] = Check(id, title, needs, frozenset(vital), tls, run)
        return run

    return entered


def in_order() -> list[Check]:
    """All of them as they run: from the nearest cause to the rarest."""
    return [CATALOGUE[id] for id in sorted(CATALOGUE)]
