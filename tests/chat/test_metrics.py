"""How long things took adds up over minutes and processes, as exactly as it is kept."""

from bisect import bisect_left
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from chat.metrics import Counts, Histogram
from chat.metrics.histogram import BOUNDS, LONGEST

durations = st.lists(st.floats(0, LONGEST), max_size=60)
shares = st.integers(0, 100).map(lambda hundredths: hundredths / 100)


def histogram(seconds):
    made = Histogram()
    for each in seconds:
        made.add(each)
    return made


@given(durations, durations, shares)
def test_processes_together_know_what_one_that_did_all_would_know(mine, theirs, share):
    together = histogram(mine)
    together.merge(histogram(theirs))
    alone = histogram(mine + theirs)
    assert together.buckets == alone.buckets and alone.total == len(mine) + len(theirs)
    assert together.percentile(share) == alone.percentile(share)


@given(durations.filter(bool), shares)
def test_a_percentile_is_in_the_bucket_of_the_one_who_waited_so_long(seconds, share):
    first = max(1, ceil(round(share * len(seconds), 6)))
    bucket = bisect_left(BOUNDS, sorted(seconds)[first - 1])
    low, high = ([0.0, *BOUNDS, LONGEST][bucket + edge] for edge in (0, 1))
    assert low <= histogram(seconds).percentile(share) <= high


@given(durations.filter(bool))
def test_whoever_waits_longer_is_of_a_higher_share(seconds):
    found = histogram(seconds)
    told = [found.percentile(share / 20) for share in range(21)]
    assert told == sorted(told)


def test_of_nothing_nothing_is_told():
    assert Histogram().percentile(0.5) is None


@given(durations, durations)
def test_two_looks_tell_of_the_time_between_them(before, after):
    counts = Counts(posts=3, commit=histogram(before))
    earlier = counts.copy()
    counts.posts += 2
    for each in after:
        counts.commit.add(each)
    between = counts.since(earlier)
    assert between.posts == 2 and between.commit.buckets == histogram(after).buckets
    assert earlier.posts == 3 and earlier.commit.total == len(before)
