"""What a check finds: a verdict, what was seen, and the cure. Pure.

Texts are in the language that is active when the check runs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Finding:
    """The outcome of one check: `seen` is a sentence, `cure` one to three lines or nothing."""

    verdict: Verdict
    seen: str
    cure: str = ""

    @property
    def passed(self) -> bool:
        """Whether checks that build on this one make sense."""
        return self.verdict in (Verdict.OK, Verdict.WARNING)


def ok(seen: str) -> Finding:
    """All is well, and this was seen."""
    return Finding(Verdict.OK, seen)


def warning(seen: str, cure: str) -> Finding:
    """Some clients will have trouble, or all will in some time."""
    return Finding(Verdict.WARNING, seen, cure)


def fault(seen: str, cure: str) -> Finding:
    """Clients cannot connect, or not safely."""
    return Finding(Verdict.FAULT, seen, cure)


def skipped(why: str) -> Finding:
    """The check could not be made, or makes no sense here."""
    return Finding(Verdict.SKIPPED, why)


def warnings(problems: Iterable[tuple[str, str]], else_seen: str) -> Finding:
    """One warning of all these problems and their cures, or ok where there are none."""
    return warning(*joined) if (joined := in_lines(problems)) else ok(else_seen)


def faults(problems: Iterable[tuple[str, str]], else_seen: str) -> Finding:
    """The same as a fault."""
    return fault(*joined) if (joined := in_lines(problems)) else ok(else_seen)


def in_lines(problems: Iterable[tuple[str, str]]) -> list[str]:
    """What was seen and the cures, a line each, none twice; nothing of nothing."""
    return ["\n".join(dict.fromkeys(texts)) for texts in zip(*problems, strict=True)]
