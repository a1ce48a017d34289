"""What the processes have counted is kept: by the minute for two hours, then ever more coarsely."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from chat.actions.outcome import Outcome
from chat.metrics import Histogram
from chat.metrics.counts import NUMBERS
from chat.models import Sample
from chat.protocol.replies import Reply

# Samples of so many minutes become those of so many, once they are older than this.
COARSER = ((1, 10, timedelta(hours=2)), (10, 60, timedelta(hours=26)))
KEPT = timedelta(days=31)
EVERY = 10  # minutes between two looks at what has grown old


def keep(sample: Sample) -> Outcome[Reply]:
    """Keep a sample, and now and then put older ones together."""
    sample.save()
    if sample.at.minute % EVERY == 0:
        thin(sample.at)
    return Outcome(Reply())


def thin(now: datetime) -> None:
    """Put old samples together, and forget the oldest; several processes may do it at once."""
    for fine, coarse, age in COARSER:
        old = Sample.objects.filter(minutes=fine, at__lt=floor(now - age, coarse))
        rows = list(old.select_for_update(skip_locked=True))
        Sample.objects.filter(pk__in=[row.pk for row in rows]).delete()
        Sample.objects.bulk_create(together(rows, coarse))
    Sample.objects.filter(at__lt=now - KEPT).delete()


def together(rows: Iterable[Sample], minutes: int) -> list[Sample]:
    """Samples of so many minutes each, with all that these have."""
    groups: dict[datetime, list[Sample]] = defaultdict(list)
    for row in rows:
        groups[floor(row.at, minutes)].append(row)
    return [total(Sample(at=at, minutes=minutes), some) for at, some in groups.items()]


def total(sample: Sample, rows: Iterable[Sample]) -> Sample:
    """A sample that holds all that these hold."""
    times: dict[str, Histogram] = defaultdict(Histogram)
    for row in rows:
        for name in (*NUMBERS, "socket_minutes"):
            setattr(sample, name, getattr(sample, name) + getattr(row, name))
        for name, buckets in row.times.items():
            times[name].merge(Histogram(buckets))
    sample.times = {name: found.buckets for name, found in times.items()}
    return sample


def floor(at: datetime, minutes: int) -> datetime:
    """The beginning of the so many minutes in which a time lies, which an hour has whole."""
    return at.replace(minute=at.minute - at.minute % minutes, second=0, microsecond=0)
