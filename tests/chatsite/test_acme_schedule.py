"""Certificates are renewed in time, and an authority is never asked oftener than it allows."""

import datetime

import pytest
from cryptography import x509

from chatsite.wss.acme import schedule
from tests.tls import Authority

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def leaf(tmp_path, days):
    end = NOW + datetime.timedelta(days=days)
    issued = Authority(tmp_path).issue("chat.test", not_before=NOW, not_after=end)
    return x509.load_pem_x509_certificate(issued.cert_chain_pems[0].bytes())


@pytest.mark.parametrize("days", [90, 45, 6])
def test_about_a_third_of_the_lifetime_is_left(tmp_path, days):
    one = leaf(tmp_path, days)
    left = (one.not_valid_after_utc - schedule.renewal(one)) / DAY
    assert days / 3 - 0.01 <= left <= days * (1 / 3 + 1 / 20) + 0.01


def test_a_restart_changes_nothing_and_sites_do_not_ask_all_at_once(tmp_path):
    one = leaf(tmp_path, 90)
    assert schedule.renewal(one) == schedule.renewal(one)
    assert len({schedule.renewal(leaf(tmp_path, 90)) for _ in range(5)}) > 1


def test_an_authority_looks_at_a_name_five_times_an_hour_at_most():
    moments = [0.0]
    for failures in range(1, 30):
        moments.append(moments[-1] + schedule.pause(failures, counted=True))
    for start in moments:
        assert len([m for m in moments if start <= m < start + 3600]) <= 5
    assert schedule.pause(1000, counted=True) < 8 * 3600, "who mends it need not wait for days"


def test_who_was_not_reached_is_tried_soon_and_then_less_and_less():
    pauses = [schedule.pause(failures, counted=False) for failures in range(1, 12)]
    assert pauses[0] < 10 and pauses[:10] == sorted(pauses[:10]) and pauses[-1] >= 3600


def test_what_the_authority_asks_for_is_honoured():
    assert schedule.pause(1, counted=True, asked=7200) == 7200
    assert schedule.pause(1, counted=True, asked=1) >= 60


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Tue, 24 Nov 2026 12:05:00 GMT", 300),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0),
        ("99999999999", schedule.WEEK),
        ("soon", 0),
        ("-5", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_retry_after_is_understood_in_both_forms(header, seconds):
    assert schedule.retry_after(header, NOW) == seconds
