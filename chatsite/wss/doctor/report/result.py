"""What one examination has found, for people and for programs. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from chatsite.wss.doctor.catalogue import Check
from chatsite.wss.doctor.findings import Finding, Verdict
from chatsite.wss.doctor.report.conclusion import conclusion
from chatsite.wss.doctor.report.rows import Row, Skipped
from chatsite.wss.doctor.target import Target


@dataclass
class Result:
    """The findings so far, by the ids of their checks."""

    target: Target
    profile: str
    made: dict[str, Row] = field(default_factory=dict)

    def rows(self, examination: Iterable[tuple[Check, Finding]]) -> Iterator[Row | Skipped]:
        """Take the findings in and give them on at once; those skipped for one reason, together."""
        for reason, together in groupby(map(self.taken, examination), key=reason_to_skip):
            if reason is None:
                yield from together
            else:
                yield Skipped(tuple(row.check for row in together), reason)

    def taken(self, found: tuple[Check, Finding]) -> Row:
        check, finding = found
        return self.made.setdefault(check.id, Row(check, finding))

    @property
    def counts(self) -> dict[str, int]:
        """How many checks ended with each verdict."""
        found = Counter(row.finding.verdict for row in self.made.values())
        return {str(verdict): found[verdict] for verdict in Verdict}

    @property
    def healthy(self) -> bool:
        """Whether the client of this profile can do without a cure."""
        return self.verdict != Verdict.FAULT

    @property
    def verdict(self) -> Verdict:
        """The worst of all verdicts."""
        counts = self.counts
        return next((v for v in (Verdict.FAULT, Verdict.WARNING) if counts[v]), Verdict.OK)

    @property
    def conclusion(self) -> str:
        """In a sentence or two, what it means for the client, and what to do first."""
        if self.verdict == Verdict.OK:
            return conclusion(self.profile, 0, None)
        worst = [row for row in self.made.values() if row.finding.verdict == self.verdict]
        return conclusion(self.profile, len(worst), worst[0])

    def as_json(self, language: str) -> dict[str, Any]:
        """The whole for programs, as docs/doctor.md promises it."""
        return {
            "url": self.target.url,
            "profile": self.profile,
            "language": language,
            "healthy": self.healthy,
            "counts": self.counts,
            "findings": [finding(row) for row in self.made.values()],
        }


def reason_to_skip(row: Row) -> str | None:
    """Why the check was not made; None if it was."""
    return row.finding.seen if row.finding.verdict == Verdict.SKIPPED else None


def finding(row: Row) -> dict[str, str]:
    """One finding for programs."""
    return {
        "id": row.check.id,
        "title": str(row.check.title),
        "verdict": str(row.finding.verdict),
        "seen": row.finding.seen,
        "cure": row.finding.cure,
    }
