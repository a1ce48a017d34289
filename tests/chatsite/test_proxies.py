"""Nobody chooses the address that the server takes for theirs, whatever stands in between."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatsite.wss.entrance.proxies import REMEMBERED, Origin, Trusted
from tests.proxied import (
    ALICE,
    BOB,
    LIES,
    LOOPBACK,
    MALLORY,
    TEXTS,
    apache,
    lines,
    nginx,
    values,
    who,
)


@pytest.fixture
def trusted():
    return Trusted(TEXTS)


# ---- The document's proxies ----


@pytest.mark.parametrize("proxy", [nginx, apache])
def test_people_behind_the_documents_proxies_have_their_own_address(trusted, proxy):
    assert trusted.resolve(LOOPBACK, proxy(ALICE, []), False).client == [ALICE, 0]
    assert trusted.resolve(None, proxy("2001:db8::1", []), False).client == ["2001:db8::1", 0]


@pytest.mark.parametrize("proxy", [nginx, apache])
@pytest.mark.parametrize("lie", LIES)
def test_a_client_cannot_forge_its_address_through_the_documents_proxies(trusted, proxy, lie):
    assert who(trusted, lie) == BOB  # the premise: the lie would be believed from a proxy itself
    assert who(trusted, proxy(MALLORY, lie)) in (MALLORY, LOOPBACK[0])


names = st.sampled_from(["x_forwarded_for", "x_real_ip"])


@pytest.mark.parametrize("proxy", [nginx, apache])
@given(lie=st.dictionaries(names, values), forwarded=values.map("for={}".format) | st.none())
def test_no_lie_at_all_makes_somebody_else_of_a_client(proxy, lie, forwarded):
    headers = lines(**lie) + (lines(forwarded=forwarded) if forwarded else [])
    assert who(Trusted(TEXTS), proxy(MALLORY, headers)) in (MALLORY, LOOPBACK[0])


def test_an_operator_whose_proxy_lets_a_lie_through_is_told_once_how_to_end_it(trusted, caplog):
    for _ in range(3):
        trusted.resolve(LOOPBACK, nginx(MALLORY, lines(x_forwarded_for=BOB)), False)
    (record,) = caplog.records
    assert "The proxy 127.0.0.1" in record.getMessage()
    assert "proxy_set_header X-Forwarded-For $remote_addr" in record.getMessage()


def test_proxies_that_follow_that_advice_agree_with_themselves(trusted, caplog):
    headers = lines(x_real_ip=ALICE, x_forwarded_for=f"{BOB}, {ALICE}")
    assert who(trusted, headers) == ALICE
    assert not caplog.records


def test_an_inner_proxy_that_calls_the_outer_one_the_real_client_contradicts_nobody(trusted):
    headers = lines(x_real_ip="10.0.0.5", x_forwarded_for=f"{ALICE}, 10.0.0.5")
    assert who(trusted, headers) == ALICE


# ---- Strangers ----


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize(
    "peer", [[MALLORY, 5000], ["::ffff:198.51.100.66", 5000], ["fe80::1%3", 9]]
)
def test_who_connects_directly_is_who_they_are(trusted, peer, lie):
    lie = [*lie, (b"daphne-root-path", b"/x"), (b"x-forwarded-proto", b"https")]
    assert trusted.resolve(peer, lie, False) == Origin(peer, "http")
    assert trusted.resolve(peer, lie, True) == Origin(peer, "https")


def test_a_unix_socket_counts_only_where_it_is_listed():
    headers = lines(x_real_ip=ALICE)
    assert who(Trusted(["unix"]), headers, None) == ALICE
    assert who(Trusted(["127.0.0.1"]), headers, None) is None


@pytest.mark.parametrize(
    ("peer", "headers", "said"),
    [
        (["10.9.9.9", 1], lines(x_forwarded_for=ALICE), "TRUSTED_PROXIES=10.9.9.9 "),
        (["::ffff:10.9.9.9", 1], lines(x_real_ip=ALICE), "TRUSTED_PROXIES=10.9.9.9 "),
        (["2001:db8::9", 1], lines(forwarded=f"for={ALICE}"), "TRUSTED_PROXIES=2001:db8::9 "),
        (None, lines(x_forwarded_for=ALICE), "TRUSTED_PROXIES=unix "),
    ],
)
def test_a_proxy_that_is_not_listed_is_named_once_with_the_cure(caplog, peer, headers, said):
    trusted = Trusted([])
    for _ in range(3):
        trusted.resolve(peer, headers, False)
    (record,) = caplog.records
    assert record.levelname == "WARNING" and said in record.getMessage()


def test_who_speaks_as_no_proxy_does_is_not_named(trusted, caplog):
    trusted.resolve([MALLORY, 1], lines(host="example.org", x_forwarded_proto="https"), False)
    assert not caplog.records


def test_strangers_from_ever_new_addresses_cannot_fill_the_log_or_the_memory(trusted, caplog):
    for number in range(3 * REMEMBERED):
        peer = [str(ipaddress.ip_address(0x2D000000 + number)), 1]
        trusted.resolve(peer, lines(x_forwarded_for=ALICE), False)
    assert len(caplog.records) == len(trusted.strangers) == REMEMBERED
