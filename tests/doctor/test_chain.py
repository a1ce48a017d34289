"""What a list of certificates says by itself, without a server or a network."""

import datetime

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from hypothesis import given
from hypothesis import strategies as st

from chatsite.wss.doctor.certificate import in_time
from chatsite.wss.doctor.chain import Chain
from chatsite.wss.doctor.names import is_for, matches, names
from chatsite.wss.tls.certificates import builder
from tests.doctor.certificates import leaf, named


def loaded(*blobs):
    return [x509.load_pem_x509_certificate(blob.bytes()) for blob in blobs]


@pytest.fixture(scope="module")
def line():
    """A root, two intermediates and a leaf: [leaf, low, high, root]."""
    root = trustme.CA()
    low = root.create_child_ca().create_child_ca()
    return loaded(*low.issue_cert("chat.example.org").cert_chain_pems, root.cert_pem)


@given(order=st.permutations([1, 2, 3]))
def test_the_links_are_found_in_any_order(line, order):
    chain = Chain([line[0], *(line[index] for index in order)])
    assert chain.links == line
    assert chain.in_order == (order == [1, 2, 3])
    assert chain.strays == [] and chain.root_sent


def test_a_chain_ends_where_an_issuer_is_missing(line):
    lowest, _, high, root = line
    chain = Chain([lowest, high], [root])
    assert chain.links == [lowest] and chain.strays == [high]
    assert chain.anchor is None


def test_an_authority_vouches_for_the_link_that_it_signed(line):
    assert Chain(line[:3], line[3:]).anchor == line[3]
    assert Chain(line[:2], line[2:3]).anchor == line[2]
    assert Chain(line, loaded(trustme.CA().cert_pem)).anchor is None


def test_an_authority_of_the_same_name_with_another_key_does_not_vouch(line):
    impostor = leaf("chat.example.org")
    copy = loaded(impostor.cert_chain_pems[0])[0]
    real = loaded(leaf("chat.example.org").cert_chain_pems[0])[0]
    assert copy.subject == real.subject == named("chat.example.org")
    assert Chain([copy], [real]).anchor is None


def test_what_stands_behind_a_known_authority_may_be_past(line):
    """As when a root was signed by an older one, whose clients are gone: nobody looks at that."""
    root, elder = trustme.CA(), trustme.CA()
    key = load_pem_private_key(root.private_key_pem.bytes(), None)
    elders_key = load_pem_private_key(elder.private_key_pem.bytes(), None)
    ours, elders = loaded(root.cert_pem, elder.cert_pem)
    cross = builder(ours.subject, elders.subject, key, -0.01).sign(elders_key, hashes.SHA256())
    sent = [*loaded(root.issue_cert("a.example").cert_chain_pems[0]), cross]
    now = datetime.datetime.now(datetime.UTC)
    assert Chain(sent, [ours]).links == sent
    assert in_time(Chain(sent, [ours]), now).verdict == "ok"
    assert in_time(Chain(sent, [elders]), now).verdict == "fault"


def test_a_chain_that_runs_in_a_circle_ends():
    """Two authorities that signed each other, as cross-signed roots do."""
    one, two = trustme.CA(), trustme.CA()
    chain = Chain(
        loaded(one.issue_cert("a.example").cert_chain_pems[0], one.cert_pem, two.cert_pem)
    )
    assert len(chain.links) == 2 and len(chain.strays) == 1


@pytest.mark.parametrize(
    ("name", "host", "good"),
    [
        ("chat.example.org", "chat.example.org", True),
        ("chat.example.org", "CHAT.example.org.", True),
        ("*.example.org", "chat.example.org", True),
        ("*.example.org", "example.org", False),
        ("*.example.org", "a.chat.example.org", False),
        ("*.org", "example.org", False),
        ("c*.example.org", "chat.example.org", False),
        ("*", "localhost", False),
        ("xn--bcher-kva.example", "xn--bcher-kva.example", True),
    ],
)
def test_a_name_is_for_exactly_those_hosts(name, host, good):
    assert matches(name, host.lower().removesuffix(".")) == good


@pytest.mark.parametrize(
    ("name", "host", "good"),
    [
        ("192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("2001:db8::7", "2001:db8:0:0::7", True),
        ("bücher.example", "xn--bcher-kva.example", True),
    ],
)
def test_addresses_and_foreign_letters_are_compared_as_they_are_meant(name, host, good):
    (certificate,) = loaded(leaf(name).cert_chain_pems[0])
    assert is_for(certificate, host) == good
    assert len(names(certificate)) == 1
