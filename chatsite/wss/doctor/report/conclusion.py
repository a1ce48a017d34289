"""What an examination means for the client, and what to do first. Pure."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chatsite.wss.doctor.findings import Verdict
from chatsite.wss.doctor.report.rows import Row

CLIENTS = {
    "browser": gettext_lazy("a browser"),
    "wechat": gettext_lazy("a WeChat mini-program"),
    "cli": gettext_lazy("a command-line client"),
}
CONNECTED = "4"  # the first group whose checks need an open socket


def conclusion(profile: str, count: int, first: Row | None) -> str:
    """One sentence or two about so many faults or warnings, of which this is the first."""
    told = {"client": CLIENTS[profile], "count": count}
    if first is None:
        return _("Nothing is wrong: %(client)s can connect.") % told
    told |= {"id": first.check.id, "title": first.check.title}
    if first.finding.verdict == Verdict.WARNING:
        return warned(count) % told
    return (refused if first.group < CONNECTED else hindered)(count) % told


def warned(count: int) -> str:
    return ngettext(
        '%(count)d warning, no fault: %(client)s can connect. Begin with %(id)s, "%(title)s".',
        '%(count)d warnings, no fault: %(client)s can connect. Begin with %(id)s, "%(title)s".',
        count,
    )


def refused(count: int) -> str:
    return ngettext(
        '%(count)d fault: %(client)s cannot connect. Begin with %(id)s, "%(title)s".',
        '%(count)d faults: %(client)s cannot connect. Begin with %(id)s, "%(title)s".',
        count,
    )


def hindered(count: int) -> str:
    return ngettext(
        "%(count)d fault: %(client)s can connect, but gets into trouble then. "
        'Begin with %(id)s, "%(title)s".',
        "%(count)d faults: %(client)s can connect, but gets into trouble then. "
        'Begin with %(id)s, "%(title)s".',
        count,
    )
