"""Certificates that clients do not believe, each for another reason, from real servers."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID

from chatsite.wss.doctor.strength import weaknesses
from chatsite.wss.tls.certificates import make_ca, make_leaf
from tests.doctor.certificates import Odd, leaf, weak_rsa
from tests.doctor.conftest import HOST
from tests.doctor.examined import blamed


def test_a_self_signed_certificate(of_server):
    found = of_server(leaf(HOST))
    assert blamed(found) == {"WSS105": "fault"}
    assert "self-signed" in found["WSS105"].seen and "certbot" in found["WSS105"].cure


def test_a_certificate_of_makecert_is_known_as_that_of_a_local_authority(of_server):
    ca_key, ca = make_ca()
    key, certificate = make_leaf(ca_key, ca, [HOST])
    found = of_server(Odd(key, certificate, ca))
    assert blamed(found) == {"WSS105": "fault"}
    assert "local authority" in found["WSS105"].seen and "--ca ca.pem" in found["WSS105"].cure


def test_a_certificate_of_makecert_is_good_for_those_who_trust_its_ca(of_server, tmp_path):
    ca_key, ca = make_ca()
    key, certificate = make_leaf(ca_key, ca, [HOST])
    served = Odd(key, certificate, ca)
    (tmp_path / "ca.pem").write_bytes(served.cert_chain_pems[1].bytes())
    assert blamed(of_server(served, ca=tmp_path / "ca.pem")) == {}


def test_a_root_of_ones_own_that_is_neither_sent_nor_known_may_be_an_intermediate(of_server):
    """Nobody can tell the two apart, so both cures are told."""
    ca_key, ca = make_ca()
    found = of_server(Odd(*make_leaf(ca_key, ca, [HOST])), ca=None)
    assert blamed(found) == {"WSS103": "fault"}
    assert "fullchain.pem" in found["WSS103"].cure and "--ca" in found["WSS103"].cure


def test_a_certificate_for_clients_is_not_for_servers(of_server, authority):
    uses = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
    found = of_server(leaf(HOST, issuer=authority.middle, extensions=[uses]))
    assert blamed(found) == {"WSS105": "fault"}
    assert "extendedKeyUsage" in found["WSS105"].seen


def test_a_leaf_that_signs_others_is_no_authority(of_server, authority):
    """Its signature is right and its issuer is known, but it must not sign."""
    middle = authority.issue("mallory.example.org")
    forged = leaf(HOST, issuer=Signer(middle))
    forged.cert_chain_pems += middle.cert_chain_pems[1:]
    found = of_server(forged)
    assert blamed(found) == {"WSS105": "fault"}
    assert "clients refuse it" in found["WSS105"].seen


class Signer:
    """A leaf in the place of an authority."""

    def __init__(self, certificate):
        self.cert_pem = certificate.cert_chain_pems[0]
        self.private_key_pem = certificate.private_key_pem


def test_a_key_that_is_too_short(of_server, authority):
    found = of_server(leaf(HOST, issuer=authority.middle, key=weak_rsa()), ciphers="ALL:!aNULL")
    assert blamed(found) == {"WSS106": "fault"}
    assert "1024 bits" in found["WSS106"].seen


@pytest.mark.filterwarnings("ignore:X509.sign is deprecated")
def test_a_signature_that_can_be_forged(of_server, authority):
    found = of_server(leaf(HOST, issuer=authority.middle, digest="sha1"))
    assert blamed(found) == {"WSS106": "fault"}
    assert "SHA1" in found["WSS106"].seen


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ec.generate_private_key(ec.SECP224R1()), "secp224r1"),
        (ed25519.Ed25519PrivateKey.generate(), "browsers do not know"),
    ],
)
def test_keys_that_no_browser_shakes_hands_with(key, words):
    certificate = x509.load_pem_x509_certificate(leaf(HOST, key).cert_chain_pems[0].bytes())
    (weakness,) = weaknesses(certificate)
    assert words in weakness
