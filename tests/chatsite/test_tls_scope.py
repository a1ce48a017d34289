"""Applications know their clients by certificate, and how the connection is kept secret."""

import ssl
import sys

import pytest
import trustme

from chatsite.wss.tls.contexts import Certificates
from chatsite.wss.tls.scope import client_name, tls_extension
from tests.tls import V12, V13, Meeting, write


@pytest.mark.parametrize("version", [V12, V13])
def test_a_client_with_a_certificate_is_known_by_name(authority, pair, version):
    context = Certificates(*pair, client_ca=authority.ca).context
    alice = authority.issue("alice@example.org", common_name="Alice, A.", organization_name="Tom")
    meeting = Meeting(context, authority.client(version, alice))
    assert client_name(meeting.server).startswith(r"CN=Alice\, A.,OU=")
    told = tls_extension(meeting.server)
    assert told["client_cert_name"] == client_name(meeting.server)
    leaf, *rest = told["client_cert_chain"]
    assert leaf.encode() == alice.cert_chain_pems[0].bytes().replace(b"\r", b"")
    assert len(rest) == (1 if sys.version_info >= (3, 13) else 0)


def test_a_client_that_comes_back_keeps_its_name(authority, pair):
    context = Certificates(*pair, client_ca=authority.ca).context
    client = authority.client(identity=authority.issue("alice@example.org", common_name="Alice"))
    first = Meeting(context, client)
    again = Meeting(context, client, session=first.session)
    assert again.server.session_reused
    assert client_name(again.server) == client_name(first.server)


def test_a_client_without_a_certificate_is_refused(authority, pair):
    context = Certificates(*pair, client_ca=authority.ca).context
    with pytest.raises(ssl.SSLError, match="(?i)peer did not return a certificate"):
        Meeting(context, authority.client())


def test_a_client_of_another_authority_is_refused(authority, pair):
    context = Certificates(*pair, client_ca=authority.ca).context
    mallory = trustme.CA().issue_cert("alice@example.org", common_name="Alice")
    with pytest.raises(ssl.SSLCertVerificationError):
        Meeting(context, authority.client(identity=mallory))


def test_an_intermediate_authority_is_enough_to_know_its_clients(authority, pair, tmp_path):
    write(tmp_path / "middle.pem", authority.middle.cert_pem)
    context = Certificates(*pair, client_ca=tmp_path / "middle.pem").context
    alice = authority.issue("alice@example.org", common_name="Alice")
    assert Meeting(context, authority.client(identity=alice))
    bob = authority.root.issue_cert("bob@example.org", common_name="Bob")
    with pytest.raises(ssl.SSLCertVerificationError):
        Meeting(context, authority.client(identity=bob))


@pytest.mark.parametrize(("version", "number"), [(V12, 0x0303), (V13, 0x0304)])
def test_an_application_is_told_of_the_connection(authority, pair, version, number):
    context = Certificates(*pair).context
    client = authority.client(version)
    client.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256")
    told = tls_extension(Meeting(context, client).server)
    assert told == {
        "server_cert": pair[0].read_text().partition("-----END")[0] + "-----END CERTIFICATE-----\n",
        "client_cert_chain": [],
        "client_cert_name": None,
        "client_cert_error": None,
        "tls_version": number,
        "cipher_suite": 0xC02B if version == V12 else 0x1302,
    }
