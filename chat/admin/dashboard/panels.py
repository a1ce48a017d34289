"""Which numbers and charts the dashboard has, in the reader's words."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import numberformat, timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _

from chat.admin.dashboard.charts import BARS, Chart, Series, chart
from chat.metrics import Histogram
from chat.models.trends import SPANS, Part, trend

SHARES = (("p50", 0.5, "calm"), ("p95", 0.95, "loud"), ("p99", 0.99, "loudest"))


def dashboard(span: str) -> dict[str, Any]:
    """All there is to show of an hour, a day or a month."""
    span = span if span in SPANS else "hour"
    parts = trend(SPANS[span], timezone.now())
    write = partial(written, day=span == "month")
    return {
        "spans": [("hour", _("Hour")), ("day", _("Day")), ("month", _("30 days"))],
        "span": span,
        "numbers": numbers(parts),
        "charts": charts(parts, [write(part.at) for part in parts]),
    }


def written(at: datetime, day: bool) -> str:
    """A time of day, or with the day where a span has several."""
    local = timezone.localtime(at)
    time = date_format(local, "H:i")
    return f"{date_format(local, 'MONTH_DAY_FORMAT')} {time}" if day else time


def numbers(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """What is said before the charts."""
    known = [part for part in parts if part.known]
    commit = Histogram()
    for part in known:
        commit.merge(part.times["commit"])
    slow = commit.percentile(0.95)
    return [
        (_("Connections, last minute"), count(known[-1].open_sockets) if known else "–"),
        (_("Messages"), count(sum(part.sums["posts"] for part in known))),
        (_("Deliveries"), count(sum(part.sums["deliveries"] for part in known))),
        (_("Refusals"), count(sum(part.sums["refusals"] for part in known))),
        (_("95 of 100 messages saved within"), "–" if slow is None else seconds(slow)),
    ]


def charts(parts: Sequence[Part], times: Sequence[str]) -> list[Chart]:
    """Messages, connections, and how long things take."""
    posts = [part.sums["posts"] if part.known else None for part in parts]
    sockets = [part.open_sockets if part.known else None for part in parts]
    messages, connections = _("Messages"), _("Connections")
    return [
        chart("posts", messages, [Series(messages, BARS, posts)], times, count),
        chart("sockets", connections, [Series(connections, "calm", sockets)], times, count),
        chart("commit", _("Until a message is saved"), shares(parts, "commit"), times, seconds),
        chart("ways", _("95 of 100 are done within"), ways(parts), times, seconds),
    ]


def shares(parts: Sequence[Part], name: str) -> list[Series]:
    """Within how long half, 95 and 99 of 100 were done."""
    return [
        Series(label, kind, [part.times[name].percentile(share) for part in parts])
        for label, share, kind in SHARES
    ]


def ways(parts: Sequence[Part]) -> list[Series]:
    """What else takes its time."""
    names = (
        ("delivery", _("delivery to all who are here"), "calm"),
        ("layer", _("channel layer, there and back"), "loud"),
        ("request", _("pages and API"), "loudest"),
    )
    return [
        Series(label, kind, [part.times[name].percentile(0.95) for part in parts])
        for name, label, kind in names
    ]


def count(value: float) -> str:
    """A number as people write it; parts of one only where it is small."""
    return grouped(value, 0 if value >= 10 or value == int(value) else 1)


def seconds(value: float) -> str:
    """How long: engineers write ms and s in every language."""
    if value >= 1:
        return f"{grouped(value, 1)} s"
    return f"{grouped(value * 1000, 0 if value >= 0.01 or not value else 1)} ms"


def grouped(value: float, digits: int) -> str:
    """With so many digits after the point; Django has no thousands in some languages."""
    point, comma = get_format("DECIMAL_SEPARATOR"), get_format("THOUSAND_SEPARATOR")
    return numberformat.format(round(value, digits), point, digits, 3, comma, force_grouping=True)
