"""Whoever is at the end of a way through trusted proxies is found, however it is written."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatsite import env
from chatsite.wss.entrance.proxies import HOPS, TELLING, Origin, Trusted, address
from tests.proxied import ALICE, BOB, LOOPBACK, TEXTS, hosts, lines, values, who


@pytest.fixture
def trusted():
    return Trusted(TEXTS)


# ---- The way through several proxies ----


@pytest.mark.parametrize(
    ("way", "client"),
    [
        ("203.0.113.7", ALICE),
        ("203.0.113.7:5678", ALICE),
        ("::ffff:203.0.113.7", ALICE),
        ("[::ffff:203.0.113.7]:80", ALICE),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:DB8:0::1", "2001:db8::1"),
        (f"{BOB},{ALICE} , 10.0.0.1,127.0.0.1:80, [::1]:9", ALICE),
        ([BOB, ALICE, "10.0.0.1"], ALICE),
        ("10.0.0.3, 10.0.0.2, 127.0.0.1", "10.0.0.3"),
        (f"{ALICE}, ,", ALICE),
        (f"{BOB}, unknown, 10.0.0.2", "10.0.0.2"),
        (f"{BOB}, _hidden, 10.0.0.2", "10.0.0.2"),
        (f"{BOB}, 1.2.3, 10.0.0.2, 10.0.0.1", "10.0.0.2"),
        (f"{BOB}, fe80::1%eth0, 10.0.0.2", "10.0.0.2"),
        (f"{BOB}, 203.0.113.7:web, 10.0.0.2", "10.0.0.2"),
        (f"{BOB}, unknown", "127.0.0.1"),
        ("’; drop table", "127.0.0.1"),
    ],
)
def test_the_client_is_the_first_stranger_from_the_right(trusted, way, client):
    way = [way] if isinstance(way, str) else way
    headers = [(b"x-forwarded-for", value.encode()) for value in way]
    assert who(trusted, headers) == client


@pytest.mark.parametrize(
    ("way", "client", "scheme"),
    [
        # RFC 7239, 4 and 7.1
        ("for=192.0.2.43", "192.0.2.43", "http"),
        ("for=192.0.2.60;proto=https;by=203.0.113.43", "192.0.2.60", "https"),
        ('For="[2001:db8:cafe::17]:4711"', "2001:db8:cafe::17", "http"),
        ('for="192.0.2.43:_port";Proto="HTTPS"', "192.0.2.43", "https"),
        ('for="_gazonk"', "127.0.0.1", "http"),
        (
            f"for={BOB};proto=https, for={ALICE};proto=http, for=10.0.0.1;proto=https",
            ALICE,
            "https",
        ),
        # a quote that a client left open does not swallow what the proxy adds
        (f'for={BOB};x=", for="{ALICE}"', ALICE, "http"),
        (f'for="{BOB}, for={ALICE}', ALICE, "http"),
        ("proto=https", "127.0.0.1", "https"),
    ],
)
def test_forwarded_is_understood_where_x_forwarded_for_is_absent(trusted, way, client, scheme):
    origin = trusted.resolve(LOOPBACK, lines(forwarded=way), False)
    assert (origin.client[0], origin.scheme) == (client, scheme)
    assert who(trusted, lines(forwarded=way, x_forwarded_for="192.0.2.99")) == "192.0.2.99"


def test_an_endless_way_is_given_up_near_us(trusted):
    way = ", ".join([BOB] + ["10.0.0.1"] * (HOPS + 1))
    assert who(trusted, lines(x_forwarded_for=way)) == "10.0.0.1"


@pytest.mark.parametrize(
    ("told", "secure", "scheme"),
    [
        ("https", False, "https"),
        ("WSS", False, "https"),
        ("http", True, "http"),
        ("ws", True, "http"),
        ("https, http", True, "http"),
        (["http", "https"], False, "https"),
        ("gopher", True, "https"),
        ("", False, "http"),
    ],
)
def test_the_nearest_proxy_tells_how_the_client_came(trusted, told, secure, scheme):
    headers = lines(x_forwarded_proto=told)
    assert trusted.resolve(LOOPBACK, headers, secure) == Origin(LOOPBACK, scheme)


anything = st.lists(
    st.tuples(
        st.sampled_from(sorted({*TELLING, b"host"})),
        st.binary(max_size=60) | values.map(lambda text: text.encode("latin-1")),
    )
)
peers = st.none() | st.tuples(hosts, st.integers(0, 65535)).map(list)


@given(peer=peers, headers=anything, secure=st.booleans())
def test_whatever_headers_say_there_is_an_answer(peer, headers, secure):
    client, scheme = Trusted(TEXTS).resolve(peer, headers, secure)
    assert client == peer or (client[1] == 0 and ipaddress.ip_address(client[0]))
    assert scheme in ("http", "https")


@given(st.ip_addresses(), st.none() | st.integers(0, 65535))
def test_an_address_is_read_back_however_it_is_written(ip, port):
    bracketed = f"[{ip}]" if ip.version == 6 else str(ip)
    expected = getattr(ip, "ipv4_mapped", None) or ip
    assert address(bracketed if port is None else f"{bracketed}:{port}") == expected
    assert address(str(ip)) == expected


# ---- The list ----


@pytest.mark.parametrize(
    ("peer", "texts"),
    [
        ("10.200.3.4", ["10.0.0.0/8"]),
        ("::ffff:10.200.3.4", ["10.0.0.0/8"]),
        ("10.200.3.4", ["::ffff:10.0.0.0/104"]),
        ("10.200.3.4", ["::ffff:10.200.3.4"]),
        ("fe80::1%2", ["fe80::/10"]),
        ("2001:DB8::1", ["2001:db8::1"]),
        (None, ["unix"]),
    ],
)
def test_a_listed_proxy_is_trusted(peer, texts):
    assert peer in Trusted(texts)
    assert peer not in Trusted(["192.0.2.0/24", "2001:db8:1::/48"])


@pytest.mark.parametrize("peer", ["", "unix", "localhost", "127.0.0.1:80x", "127.0.0.2", "::2"])
def test_others_are_not(trusted, peer):
    assert peer not in trusted


@pytest.mark.parametrize(
    "entry", ["localhost", "*", "", "10.0.0.7/8", "10.0.0.0/33", "fe80::1%eth0", "1.2.3.4:80"]
)
def test_an_entry_that_names_no_proxy_is_refused_in_a_sentence(entry):
    with pytest.raises(ValueError, match="names no proxy: expected an address") as refusal:
        Trusted(["127.0.0.1", entry])
    assert repr(entry) in str(refusal.value)


def test_the_list_is_written_with_commas_or_spaces():
    assert env.proxies("10.0.0.0/8, ::1,unix 127.0.0.1,") == [
        *("10.0.0.0/8", "::1", "unix", "127.0.0.1")
    ]
    assert env.proxies("none") == []


@given(st.text(max_size=60))
def test_whatever_is_written_as_the_list_is_understood_or_refused_in_words(text):
    try:
        Trusted(env.proxies(text))
    except env.Refused as refusal:
        assert "such as 127.0.0.1" in str(refusal)
