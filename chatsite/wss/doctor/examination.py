"""One examination: every check of the catalogue in its order, as the one before allows."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from chatsite.wss.doctor import authorities, checks  # noqa: F401  fills the catalogue
from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.catalogue import Check, in_order
from chatsite.wss.doctor.findings import Finding, Verdict, fault, skipped
from chatsite.wss.doctor.target import Target


def examine(target: Target, profile: str = "browser") -> Iterator[tuple[Check, Finding]]:
    """Run the checks one by one, each finding as soon as it is there; never raises for a server.

    TargetError where the file of authorities cannot be read.
    """
    case = Case(target, authorities.known(target.ca))
    for check in in_order():
        finding = judged(check, outcome(check, case), profile)
        case.findings[check.id] = finding
        yield check, finding


def outcome(check: Check, case: Case) -> Finding:
    """What the check finds, or why it cannot be made."""
    if check.tls and not case.target.secure:
        return skipped(_("ws:// has no TLS."))
    for needed in check.needs:
        before = case.findings[needed]
        if before.verdict == Verdict.SKIPPED:  # for the same reason
            return before
        if not before.passed:
            return skipped(_("%(id)s comes first.") % {"id": needed})
    try:
        return check.run(case)
    except OSError as error:  # among them TLS's errors and time-outs
        return fault(
            _("The connection failed: %(error)s") % {"error": error},
            _("Look at the log of the server and of the proxy in front of it, then try again."),
        )


def judged(check: Check, finding: Finding, profile: str) -> Finding:
    """The finding as it counts for this kind of client."""
    if finding.verdict == Verdict.WARNING and profile in check.vital:
        return replace(finding, verdict=Verdict.FAULT)
    return finding
