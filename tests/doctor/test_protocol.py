"""The versions and suites that a real server takes, whatever OpenSSL this machine has."""

import ssl

import pytest

from tests.doctor.examined import blamed
from tests.tls import V12, V13

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
