"""The versions and suites that a real server takes, whatever OpenSSL this machine has."""

import socket
import ssl

import pytest

from tests.doctor.broken import context, keeps_silent, listening, tls
from tests.doctor.conftest import HOST
from tests.doctor.examined import blamed, findings
from tests.tls import V12, V13, write

V10, V11 = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
CBC = "ECDHE-ECDSA-AES128-SHA"


def test_a_server_that_stopped_at_tls_1_1(of_server):
    found = of_server(versions=(V11, V11), ciphers=CBC)
    assert blamed(found) == {"WSS201": "fault", "WSS203": "warning"}
    assert found["WSS202"].verdict == found["WSS204"].verdict == "skipped"


def test_a_server_that_stopped_at_tls_1_2(of_server):
    found = of_server(versions=(V12, V12))
    assert blamed(found) == {"WSS202": "warning"}
    assert "TLS 1.2" in found["WSS202"].seen


@pytest.mark.parametrize(("profile", "verdict"), [("browser", "warning"), ("wechat", "fault")])
def test_a_server_of_tls_1_3_alone_shuts_mini_programs_out(of_server, profile, verdict):
    assert blamed(of_server(versions=(V13, V13), profile=profile)) == {"WSS201": verdict}


def test_a_server_that_still_takes_tls_1_0(of_server):
    found = of_server(versions=(V10, V13), ciphers="ALL:!aNULL")
    assert blamed(found) == {"WSS203": "warning"}
    assert "TLS 1.0: it took TLS 1.0" in found["WSS203"].seen
    assert "SSL 3.0: refused" in found["WSS203"].seen


def test_silence_is_not_taken_for_a_refusal_nor_a_reset_for_an_alert(authority, tmp_path):
    """A server, or a firewall before it, that swallows the hellos of TLS 1.1 and resets others."""
    leaf = authority.issue(HOST)
    write(tmp_path / "served.pem", leaf.private_key_pem, *leaf.cert_chain_pems)
    good = tls(context(tmp_path / "served.pem"))

    def serve(connection):
        version = connection.recv(11, socket.MSG_PEEK)[9:]  # of the hello
        if version == b"\x03\x02":
            keeps_silent(connection)
        elif version >= b"\x03\x03":
            good(connection)  # the others are left with their hello unread, which is a reset

    with listening(serve) as port:
        url, address = f"wss://{HOST}:{port}", ("127.0.0.1", port)
        found = findings(url, last="WSS204", address=address, ca=str(authority.ca), patience=1)
    assert blamed(found) == {}
    assert found["WSS203"].verdict == "skipped"
    assert "TLS 1.1: no answer, TLS 1.0: the connection was reset" in found["WSS203"].seen


@pytest.mark.parametrize(
    ("ciphers", "kind"), [("ALL:eNULL:!aNULL", "NULL"), ("ALL:aNULL", "aNULL")]
)
def test_a_server_that_takes_weak_suites_too(of_server, ciphers, kind):
    found = of_server(ciphers=ciphers)
    assert blamed(found) == {"WSS204": "warning"}
    assert f": {kind} (" in found["WSS204"].seen


def test_a_server_that_takes_nothing_else_is_at_fault(of_server):
    found = of_server(versions=(V12, V12), ciphers="eNULL:!aNULL")
    assert blamed(found) == {"WSS202": "warning", "WSS204": "fault"}


def test_a_certificate_is_seen_though_the_server_would_rather_show_none(of_server):
    found = of_server(versions=(V12, V12), ciphers="aNULL:ALL")
    assert blamed(found) == {"WSS202": "warning", "WSS204": "warning"}


def test_old_suites_beside_good_ones_are_named_but_do_not_count(of_server):
    found = of_server(ciphers=f"ECDHE+AESGCM:{CBC}")
    assert blamed(found) == {}
    assert "CBC" in found["WSS204"].seen


def test_old_suites_alone_count(of_server):
    found = of_server(versions=(V12, V12), ciphers=CBC)
    assert blamed(found) == {"WSS202": "warning", "WSS204": "warning"}
