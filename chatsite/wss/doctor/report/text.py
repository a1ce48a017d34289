"""The report for people, line by line as the checks end. Pure: it gives text, and writes none."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chatsite.wss.doctor.catalogue import Check
from chatsite.wss.doctor.findings import Finding, Verdict
from chatsite.wss.doctor.report.columns import harmless, paragraph
from chatsite.wss.doctor.report.conclusion import CLIENTS
from chatsite.wss.doctor.report.result import Result
from chatsite.wss.doctor.report.rows import GROUPS, MARKS, Row, Skipped

ARROW = "→"
# For a terminal or a file that cannot hold these.
PLAIN_MARKS = MARKS | {Verdict.OK: "+", Verdict.FAULT: "x", Verdict.SKIPPED: "-"}
PLAIN_ARROW = ">"

BOLD, DIM = "1", "2"
COLORS = {Verdict.OK: "32", Verdict.WARNING: "1;33", Verdict.FAULT: "1;31"}
LEFT = 4  # columns before the texts of a finding; its mark stands within


@dataclass
class Report:
    """How findings are written on a paper of this width and these colours."""

    room: int = 80  # columns
    colored: bool = False
    plain: bool = False
    group: str = ""  # of the last finding

    def opening(self, result: Result) -> Iterator[str]:
        """What is examined, and for whom."""
        told = {"url": result.target.url, "client": CLIENTS[result.profile]}
        return self.written(_("%(url)s, for %(client)s") % told, 0)

    def lines(self, row: Row | Skipped) -> Iterator[str]:
        """One row, under the title of its group if it is the first there."""
        if row.group != self.group and not row.spans_groups:
            self.group = row.group
            yield from ("", *self.written(str(GROUPS[row.group]), 0, color=BOLD))
        if isinstance(row, Skipped):
            yield from self.written(str(row), LEFT, self.mark(Verdict.SKIPPED), DIM)
        else:
            yield from self.finding(row.check, row.finding)

    def finding(self, check: Check, finding: Finding) -> Iterator[str]:
        """Its mark and title; below them what was seen, and the cure."""
        color = COLORS[finding.verdict]
        yield from self.written(
            f"{check.id} {check.title}", LEFT, self.mark(finding.verdict), color
        )
        yield from self.written(finding.seen, LEFT)
        yield from self.written(finding.cure, LEFT + 2, PLAIN_ARROW if self.plain else ARROW)

    def conclusion(self, result: Result) -> Iterator[str]:
        """What it means and what to do first, apart from the findings."""
        return iter(["", *self.written(result.conclusion, 0, color=BOLD)])

    def mark(self, verdict: Verdict) -> str:
        return (PLAIN_MARKS if self.plain else MARKS)[verdict]

    def written(self, text: str, left: int, mark: str = "", color: str = "") -> Iterator[str]:
        """The text in lines that fit, `mark` before the first of them."""
        for line in paragraph(harmless(text), self.room, left, f"{mark} " if mark else ""):
            yield f"\x1b[{color}m{line}\x1b[0m" if self.colored and color else line
