"""What a stranger's scanner makes of our TLS, for each kind of certificate that people have."""

import json
import socket
from types import SimpleNamespace

import pytest
import trustme

from tests.checks import aside
from tests.tls import V12, V13, Authority

GUIDELINES = json.loads((aside.HERE / "mozilla-6.0.json").read_text())


@pytest.fixture(scope="module", params=[trustme.KeyType.ECDSA, trustme.KeyType.RSA], ids=str)
def place(request, new_site, tmp_path_factory):
    """The `daphne` command with a certificate of this kind, and its root."""
    authority = Authority(tmp_path_factory.mktemp("tls"), request.param)
    cert, key = authority.pair("localhost", "127.0.0.1")
    pki = SimpleNamespace(cert=cert, key=key, ca=authority.ca)
    return SimpleNamespace(site=new_site(pki=pki), authority=authority, kind=request.param)


@pytest.fixture(scope="module")
def found(place):
    return json.loads(aside.ask(aside.HERE / "scan_tls.py", "127.0.0.1", place.site.port))


def test_it_keeps_to_mozilla_s_intermediate_guidelines(found):
    versions, suites = found["suites"], set().union(*found["suites"].values())
    assert list(versions) == GUIDELINES["tls_versions"]
    assert suites <= {*GUIDELINES["ciphers"], *GUIDELINES["ciphersuites"]}
    assert set(versions["TLSv1.3"]) == set(GUIDELINES["ciphersuites"])
    assert len(versions["TLSv1.2"]) == 3, "all that this kind of key can have"
    assert found["curves"] and set(found["curves"]) <= set(GUIDELINES["tls_curves"])


def test_its_chain_is_whole_in_order_and_trusted(found, place):
    assert found["certificates"] == 2 and found["chain_in_order"], "leaf and intermediate, no root"
    greet(place.site, place.authority.client())  # raises where the chain or the name is not trusted
    assert place.kind.name[:2] in found["key"].upper(), "the premise: it has such a key"


def test_nothing_that_has_been_broken_is_offered(found):
    assert not found["compression"] and not found["early_data"]
    assert found["renegotiations"] == 0
    assert not found["heartbleed"] and not found["ccs_injection"]
    assert found["robot"].startswith("NOT_VULNERABLE")
    assert found["master_secret"]


def test_who_comes_back_resumes_with_a_ticket(found, place):
    assert found["tickets_in_tls_1_2"] == "FULLY_SUPPORTED"
    for version in (V12, V13):
        client = place.authority.client(version)
        first, session = greet(place.site, client)
        again, _ = greet(place.site, client, session)
        assert not first and again, version


def greet(site, client, session=None):
    """Whether the connection was resumed, and the session for the next one."""
    with (
        socket.create_connection(("127.0.0.1", site.port), 10) as tcp,
        client.wrap_socket(tcp, server_hostname="localhost", session=session) as tls,
    ):
        tls.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
        assert tls.recv(100)  # TLS 1.3 has sent its tickets before that
        return tls.session_reused, tls.session
