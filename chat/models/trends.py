"""What the samples of all processes say of the last hour, day or month: one query each."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from chat.metrics import Histogram
from chat.metrics.counts import NUMBERS
from chat.models.sample import Sample

LATE = timedelta(seconds=15)  # within which all processes have written of a minute
SUMS = (*NUMBERS, "socket_minutes")


@dataclass(frozen=True)
class Span:
    """A time to look back on: so many parts of so many minutes."""

    minutes: int
    parts: int


SPANS = {"hour": Span(1, 60), "day": Span(20, 72), "month": Span(360, 120)}


@dataclass(slots=True)
class Part:
    """What happened in one part of a span; `known` where any process was there to count."""

    at: datetime
    minutes: float  # that are over
    known: bool = False
    sums: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SUMS, 0))
    times: dict[str, Histogram] = field(default_factory=lambda: defaultdict(Histogram))

    def take(self, sums: tuple[int, ...], times: dict[str, list[int]]) -> None:
        """Count in what one sample has."""
        self.known = True
        for name, value in zip(SUMS, sums, strict=True):
            self.sums[name] += value
        for name, buckets in times.items():
            self.times[name].merge(Histogram(buckets))

    @property
    def open_sockets(self) -> float:
        """How many sockets were open on an average."""
        return self.sums["socket_minutes"] / self.minutes


def trend(span: Span, now: datetime) -> list[Part]:
    """The parts of the span that ends now, the oldest first."""
    until = floored(now - LATE, 1)
    last = floored(until - timedelta(minutes=1), span.minutes)
    width = timedelta(minutes=span.minutes)
    starts = [last - width * (span.parts - 1 - number) for number in range(span.parts)]
    parts = [Part(at, (min(at + width, until) - at) / timedelta(minutes=1)) for at in starts]
    rows = Sample.objects.filter(at__gte=starts[0], at__lt=until)
    for at, times, *sums in rows.values_list("at", "times", *SUMS):
        parts[(at - starts[0]) // width].take(tuple(sums), times)
    return parts


def floored(at: datetime, minutes: int) -> datetime:
    """The beginning of the part of so many minutes in which a time lies."""
    size = minutes * 60
    return datetime.fromtimestamp(at.timestamp() // size * size, UTC)
