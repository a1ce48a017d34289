"""How long things took adds up over minutes and processes, as exactly as it is kept."""

from hypothesis import given
from hypothesis import strategies as st

from chat.metrics import Counts, Histogram
from chat.metrics.histogram import BOUNDS, LONGEST

durations = st.lists(st.floats(0, LONGEST), max_size=60)
shares = st.floats(0, 1)


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
    ranked = sorted(seconds)
    waited = ranked[max(0, min(len(ranked) - 1, -int(-share * len(ranked) // 1) - 1))]
    told = histogram(seconds).percentile(share)
    edges = [0.0, *BOUNDS, LONGEST]
    low = max(edge for edge in edges if edge < waited or edge == 0)
    high = min(edge for edge in edges if edge >= waited)
    assert low <= told <= high


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
