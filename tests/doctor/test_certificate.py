"""Each fault of a certificate, served by a real server: its own check tells it, and no other."""

import datetime

import pytest
import trustme

from tests.doctor.conftest import HOST
from tests.doctor.examined import blamed
from tests.tls import Authority


def days(number):
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=number)


def test_a_good_certificate_is_blamed_for_nothing(of_server):
    assert blamed(of_server()) == {}


@pytest.mark.parametrize("name", ["chat.example.com", "*.chat.example.org", "*.org", "127.0.0.1"])
def test_a_certificate_for_another_name(of_server, authority, name):
    found = of_server(authority.issue(name))
    assert blamed(found) == {"WSS101": "fault"}
    assert HOST in found["WSS101"].cure


def test_a_certificate_whose_name_is_only_in_the_subject(of_server, authority):
    found = of_server(authority.issue("a@example.org", common_name=HOST))
    assert blamed(found) == {"WSS101": "fault"}
    assert "subjectAltName" in found["WSS101"].seen


def test_a_wildcard_certificate_is_for_this_name(of_server, authority):
    assert blamed(of_server(authority.issue("*.Example.org"))) == {}


def test_an_expired_certificate(of_server, authority):
    found = of_server(authority.issue(HOST, not_before=days(-90), not_after=days(-1)))
    assert blamed(found) == {"WSS102": "fault"}
    assert "certbot renew" in found["WSS102"].cure


def test_a_certificate_that_is_not_valid_yet(of_server, authority):
    found = of_server(authority.issue(HOST, not_before=days(1), not_after=days(90)))
    assert blamed(found) == {"WSS102": "fault"}
    assert "timedatectl" in found["WSS102"].cure


def test_a_certificate_that_expires_within_days(of_server, authority):
    found = of_server(authority.issue(HOST, not_before=days(-80), not_after=days(10.5)))
    assert blamed(found) == {"WSS102": "warning"}
    assert "10 more days" in found["WSS102"].seen


def test_a_certificate_that_lives_for_six_days_and_is_renewed_in_time(of_server, authority):
    assert blamed(of_server(authority.issue(HOST, not_before=days(-2), not_after=days(4)))) == {}


@pytest.mark.parametrize("profile", ["browser", "wechat", "cli"])
def test_a_missing_intermediate(of_server, authority, profile):
    leaf = authority.issue(HOST)
    found = of_server(leaf, chain=leaf.cert_chain_pems[:1], profile=profile)
    assert blamed(found) == {"WSS103": "fault"}
    assert found["WSS105"].verdict == "skipped"
    assert "fullchain.pem" in found["WSS103"].cure


def test_certificates_in_the_wrong_order(of_server, authority):
    deep = authority.middle.create_child_ca().issue_cert(HOST)
    leaf, low, high = deep.cert_chain_pems
    found = of_server(deep, chain=[leaf, high, low])
    assert blamed(found) == {"WSS104": "warning"}
    assert "order" in found["WSS104"].seen


def test_a_root_that_is_sent(of_server, authority):
    leaf = authority.issue(HOST)
    found = of_server(leaf, chain=[*leaf.cert_chain_pems, authority.root.cert_pem])
    assert blamed(found) == {"WSS104": "warning"}
    assert "root" in found["WSS104"].seen


def test_a_certificate_that_belongs_to_another_chain(of_server, authority):
    leaf = authority.issue(HOST)
    found = of_server(leaf, chain=[*leaf.cert_chain_pems, trustme.CA().cert_pem])
    assert blamed(found) == {"WSS104": "warning"}
    assert "for nothing" in found["WSS104"].seen


def test_an_intermediate_that_is_sent_twice(of_server, authority):
    leaf = authority.issue(HOST)
    found = of_server(leaf, chain=[*leaf.cert_chain_pems, leaf.cert_chain_pems[1]])
    assert blamed(found) == {"WSS104": "warning"}
    assert "twice" in found["WSS104"].seen


def test_an_authority_that_nobody_here_knows(of_server, authority, tmp_path):
    other = Authority(tmp_path)
    found = of_server(other.issue(HOST))
    assert blamed(found) == {"WSS105": "fault"}
    assert "not known" in found["WSS105"].seen and "--ca" in found["WSS105"].cure


def test_an_authority_of_the_system_needs_no_file(of_server, authority, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.ca))
    assert blamed(of_server(ca=None)) == {}


def test_a_machine_without_authorities_cannot_tell_whom_to_trust(of_server, monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    found = of_server(ca=None)
    assert blamed(found) == {}
    assert found["WSS105"].verdict == "skipped" and "ca-certificates" in found["WSS105"].seen


def test_the_systems_own_authorities_do_not_vouch_for_a_stranger(of_server, authority):
    assert blamed(of_server(ca=None)) == {"WSS105": "fault"}
