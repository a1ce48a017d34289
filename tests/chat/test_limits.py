"""A bucket lets a burst pass, then its rate, and never more."""

from hypothesis import given
from hypothesis import strategies as st

from chat.limits import Bucket

steps = st.lists(st.floats(0, 5), min_size=1, max_size=300)


def test_a_burst_of_ten_seconds_passes_then_one_waits():
    bucket = Bucket(5, now=0.0)
    assert [bucket.take(0.0) for _ in range(50)] == [0.0] * 50
    assert bucket.take(0.0) == 0.2


def test_who_waits_as_long_as_told_passes():
    bucket = Bucket(5, now=0.0)
    while not (wait := bucket.take(0.0)):
        pass
    assert bucket.take(wait) == 0.0


def test_refusals_are_counted_until_one_passes():
    bucket = Bucket(1, now=0.0)
    for _ in range(13):
        bucket.take(0.0)
    assert bucket.refused == 3
    bucket.take(1.0)
    assert bucket.refused == 0


def test_a_rate_of_zero_lets_everything_pass():
    bucket = Bucket(0, now=0.0)
    assert not any(bucket.take(0.0) for _ in range(10_000))


@given(steps, st.integers(1, 20))
def test_never_more_than_the_burst_and_the_rate(pauses, rate):
    bucket, now, passed = Bucket(rate, 0.0), 0.0, 0
    for pause in pauses:
        now += pause
        passed += not bucket.take(now)
        assert passed <= rate * (Bucket.SECONDS + now) + 1e-6
