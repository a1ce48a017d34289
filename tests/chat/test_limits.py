"""A bucket lets a burst pass, then its rate, and never more; each person has one for posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.limits import Bucket, Limits
from chat.protocol.frames import Refusal
from chat.rates import FEW, Rates, posts

steps = st.lists(st.floats(0, 5), min_size=1, max_size=300)


def test_a_burst_of_ten_seconds_passes_then_one_waits():
    bucket = Bucket(5, 50, now=0.0)
    assert [bucket.take(0.0) for _ in range(50)] == [0.0] * 50
    assert bucket.take(0.0) == 0.2


def test_who_waits_as_long_as_told_passes():
    bucket = Bucket(5, 50, now=0.0)
    while not (wait := bucket.take(0.0)):
        pass
    assert bucket.take(wait) == 0.0


def test_refusals_are_counted_until_one_passes():
    bucket = Bucket(1, 10, now=0.0)
    for _ in range(13):
        bucket.take(0.0)
    assert bucket.refused == 3
    bucket.take(1.0)
    assert bucket.refused == 0


def test_a_rate_of_zero_lets_everything_pass():
    bucket = Bucket(0, 0, now=0.0)
    assert not any(bucket.take(0.0) for _ in range(10_000))


@given(steps, st.floats(0.1, 20), st.integers(1, 50))
def test_never_more_than_the_burst_and_the_rate(pauses, rate, burst):
    bucket, now, passed = Bucket(rate, burst, 0.0), 0.0, 0
    for pause in pauses:
        now += pause
        passed += not bucket.take(now)
        assert passed <= burst + rate * now + 1e-6


def test_a_person_who_posts_too_fast_is_told_when_to_go_on_and_others_are_not_kept(settings):
    settings.CHAT_LIMITS = Limits(posts=3, posts_per_second=0.5)
    rates = Rates(posts.allowed)
    for _ in range(3):
        rates.take(1)
    with pytest.raises(Refusal) as refused:
        rates.take(1)
    assert refused.value.code == "too_fast" and 0 < refused.value.retry_after <= 2
    rates.take(2)


def test_those_who_rest_are_forgotten_and_those_who_do_not_are_not(settings, monkeypatch):
    settings.CHAT_LIMITS = Limits(posts=1, posts_per_second=1.0)
    rates, now = Rates(posts.allowed), [0.0]
    monkeypatch.setattr("chat.rates.time.monotonic", lambda: now[0])
    for user in range(FEW):
        rates.take(user)
    now[0] = 100.0
    rates.take(0)
    rates.take(FEW)
    rates.take(FEW + 1)
    assert len(rates.buckets) < 10
    with pytest.raises(Refusal):
        rates.take(0)


def test_without_a_rate_nobody_is_counted(settings):
    settings.CHAT_LIMITS = Limits(posts_per_second=0)
    rates = Rates(posts.allowed)
    for _ in range(100):
        rates.take(1)
    assert not rates.buckets
