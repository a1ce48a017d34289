"""Each minute is kept, of all processes; what grows old takes little room and says the same."""

from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import sync_to_async

from chat import sampler as sampler_module
from chat.actions.sampling import KEPT, keep
from chat.metrics import Counts, Histogram
from chat.models import Sample
from chat.models.trends import SPANS, trend
from chat.protocol.frames import Refusal
from chat.sampler import Sampler

NOW = datetime(2026, 11, 28, 12, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def counted(posts=0, took=0.0):
    """What a process has counted in a minute in which each of its posts took so long."""
    counts = Counts(posts=posts)
    for _ in range(posts):
        counts.commit.add(took)
    return counts


def sampled(at, process="web/1", sockets=0, **counts):
    sample = Sample(at=at, process=process, socket_minutes=sockets)
    return keep(sample.take(counted(**counts)))


def fill(minutes, processes, until=NOW):
    """Each process posts once a minute, with ten sockets open."""
    last = until.replace(second=0)
    for number in range(minutes, 0, -1):
        for process in range(processes):
            sampled(last - MINUTE * number, f"web/{process}", 10, posts=1, took=0.02)


@pytest.mark.django_db
def test_processes_and_nodes_add_up():
    fill(60, 3)
    parts = trend(SPANS["hour"], NOW)
    assert [part.sums["posts"] for part in parts] == [3] * 60
    assert {part.open_sockets for part in parts} == {30}
    assert all(0.015 < part.times["commit"].percentile(0.99) <= 0.02 for part in parts)


@pytest.mark.django_db
def test_old_minutes_are_put_together_and_say_the_same():
    fill(60 * 5, 2)
    assert Sample.objects.count() < 2 * 135 + 20
    coarse = Sample.objects.filter(minutes=10)
    assert coarse and all((row.posts, row.socket_minutes) == (20, 200) for row in coarse)
    assert all(Histogram(row.times["commit"]).total == 20 for row in coarse)
    parts = [part for part in trend(SPANS["day"], NOW) if part.known]
    assert sum(part.sums["posts"] for part in parts) == 600
    assert {part.open_sockets for part in parts} == {20}


@pytest.mark.django_db
def test_a_month_is_kept_in_few_rows_and_what_is_older_is_forgotten():
    begun = NOW - KEPT - timedelta(days=2)
    rows = [
        Sample(at=begun + timedelta(minutes=10 * number), minutes=10, posts=10, socket_minutes=50)
        for number in range((KEPT.days + 2) * 144)
    ]
    Sample.objects.bulk_create(rows)
    sampled(NOW.replace(second=0))
    assert Sample.objects.count() < KEPT.days * 24 + 26 * 6 + 10
    assert not Sample.objects.filter(at__lt=NOW - KEPT - MINUTE)
    parts = trend(SPANS["month"], NOW)
    assert all(part.sums["posts"] == 360 for part in parts[:-1])
    assert {round(part.open_sockets, 6) for part in parts[:-1]} == {5}


@pytest.mark.django_db
def test_who_puts_together_twice_or_late_changes_nothing():
    fill(60 * 3, 1)
    kept = list(Sample.objects.order_by("at").values_list("at", "posts"))
    sampled(kept[0][0], posts=1)  # a process that could not write for hours
    sampled(NOW.replace(second=0))
    sampled(NOW.replace(second=0))
    day = trend(SPANS["day"], NOW)
    assert sum(part.sums["posts"] for part in day) == 60 * 3 + 1


@pytest.mark.django_db
def test_a_time_in_which_nobody_counted_is_not_a_time_without_messages():
    sampled(NOW.replace(second=0) - 2 * MINUTE)
    parts = trend(SPANS["hour"], NOW)
    assert [part.known for part in parts[-3:]] == [False, True, False]


@pytest.mark.django_db
def test_a_look_back_is_one_question(django_assert_num_queries):
    fill(30, 2)
    for span in SPANS.values():
        with django_assert_num_queries(1):
            trend(span, NOW)


@pytest.mark.django_db(transaction=True)
async def test_nothing_is_lost_while_the_database_is_away_and_the_end_is_written(monkeypatch):
    counts = counted()
    monkeypatch.setattr(sampler_module, "counts", counts)
    sampler = Sampler()
    sampler.begin()
    counts.posts += 3

    def away(sample):
        raise Refusal("try_again")

    with monkeypatch.context() as patched:
        patched.setattr(sampler_module, "keep", away)
        await sampler.write()
    counts.posts += 4
    await sampler.end()
    rows = await sync_to_async(lambda: list(Sample.objects.values_list("posts", flat=True)))()
    assert rows == [7]
