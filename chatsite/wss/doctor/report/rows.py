"""Findings as people read them: in groups, with marks and words; those skipped, in one line."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from chatsite.wss.doctor.catalogue import Check
from chatsite.wss.doctor.findings import Finding, Verdict

# By the digit of hundreds in the ids.
GROUPS = {
    "0": gettext_lazy("Reaching the server"),
    "1": gettext_lazy("Certificate"),
    "2": gettext_lazy("TLS"),
    "3": gettext_lazy("Handshake"),
    "4": gettext_lazy("Conversation"),
    "5": gettext_lazy("Behind a proxy"),
}
MARKS = {Verdict.OK: "✓", Verdict.WARNING: "!", Verdict.FAULT: "✗", Verdict.SKIPPED: "–"}
WORDS = {
    Verdict.OK: pgettext_lazy("verdict", "ok"),
    Verdict.WARNING: pgettext_lazy("verdict", "warning"),
    Verdict.FAULT: pgettext_lazy("verdict", "fault"),
    Verdict.SKIPPED: pgettext_lazy("verdict", "not checked"),
}


def group(check: Check) -> str:
    """The key of the group to which a check belongs."""
    return check.id[3]


@dataclass(frozen=True)
class Row:
    """A check that was made, with what it found."""

    check: Check
    finding: Finding
    spans_groups = False

    @property
    def group(self) -> str:
        return group(self.check)

    @property
    def mark(self) -> str:
        return MARKS[self.finding.verdict]

    @property
    def word(self) -> str:
        """The verdict for those who cannot see the mark or its colour."""
        return str(WORDS[self.finding.verdict])


@dataclass(frozen=True)
class Skipped:
    """Checks in a row that were not made, all for the same reason."""

    checks: tuple[Check, ...]
    reason: str

    @property
    def group(self) -> str:
        return group(self.checks[0])

    @property
    def spans_groups(self) -> bool:
        """Whether they belong to several groups, so that no title fits them."""
        return group(self.checks[-1]) != self.group

    def __str__(self) -> str:
        first, last = self.checks[0], self.checks[-1]
        told: dict[str, object] = {"reason": self.reason, "count": len(self.checks)}
        if len(self.checks) == 1:
            told |= {"id": first.id, "title": first.title}
            return _("%(id)s %(title)s: %(reason)s") % told
        several = ngettext(
            "%(first)s to %(last)s, %(count)d check: %(reason)s",
            "%(first)s to %(last)s, %(count)d checks: %(reason)s",
            len(self.checks),
        )
        return several % (told | {"first": first.id, "last": last.id})


@dataclass
class Section:
    """The rows of one group, under its title."""

    title: str
    rows: list[Row | Skipped]


def sections(rows: Iterable[Row | Skipped]) -> list[Section]:
    """The rows in their groups; checks that were skipped together, in the group of the first."""
    found: dict[str, Section] = {}
    for row in rows:
        found.setdefault(row.group, Section(str(GROUPS[row.group]), [])).rows.append(row)
    return list(found.values())
