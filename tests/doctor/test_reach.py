"""Ports that nobody can reach, each for another reason."""

import socket

import pytest

from chatsite.wss.doctor.case import Case
from chatsite.wss.doctor.checks.reach import port_takes_connections
from chatsite.wss.doctor.target import parse
from tests.doctor.broken import full, keeps_silent, listening
from tests.doctor.examined import blamed, findings
from tests.ports import free_port


def examined(port, **options):
    return findings(
        f"wss://chat.example.org:{port}", last="WSS204", address=("127.0.0.1", port), **options
    )


def test_a_port_on_which_nobody_listens_is_refused():
    found = examined(port := free_port())
    assert blamed(found) == {"WSS003": "fault"}
    assert "refuses" in found["WSS003"].seen
    firewall, wrong_port, not_running = found["WSS003"].cure.splitlines()
    assert f"ufw allow {port}/tcp" in firewall
    assert "ss -ltnp" in wrong_port and "manage.py serve" in not_running


def test_a_port_behind_a_firewall_is_told_from_a_refused_one():
    with full() as port:
        found = examined(port, patience=0.5)
    assert blamed(found) == {"WSS003": "fault"}
    assert "firewall" in found["WSS003"].seen and f"ufw allow {port}/tcp" in found["WSS003"].cure


def test_the_cure_names_the_port_that_was_tried_and_not_that_of_the_address():
    port = free_port()
    found = findings("wss://chat.example.org", last="WSS003", address=("127.0.0.1", port))
    assert f"ufw allow {port}/tcp" in found["WSS003"].cure


def test_all_that_builds_on_a_connection_is_skipped_for_that_reason():
    found = examined(free_port())
    rest = {id: finding.seen for id, finding in found.items() if id > "WSS003"}
    assert set(rest.values()) == {"WSS003 comes first."}


@pytest.fixture
def one_port():
    """A port of 127.0.0.1 and of ::1, each with or without a listener: (port, family) -> places."""
    if not ipv6_works():
        pytest.skip("no IPv6 on loopback: sysctl net.ipv6.conf.lo.disable_ipv6=0")

    def places(port):
        return [
            (socket.AF_INET6, ("::1", port, 0, 0)),
            (socket.AF_INET, ("127.0.0.1", port)),
        ]

    return places


def ipv6_works():
    with socket.socket(socket.AF_INET6) as probe:
        try:
            return not probe.bind(("::1", 0))
        except OSError:
            return False


@pytest.mark.parametrize(
    ("family", "host", "other", "record"),
    [
        (socket.AF_INET, "127.0.0.1", "IPv6", "AAAA"),
        (socket.AF_INET6, "::1", "IPv4", "A"),
    ],
)
def test_one_family_that_fails_beside_the_other_is_a_warning(one_port, family, host, other, record):
    with listening(keeps_silent, family, host) as port:
        case = Case(parse(f"wss://chat.example.org:{port}"), places=one_port(port))
        found = port_takes_connections(case)
    assert found.verdict == "warning"
    assert case.place[0] == family
    assert other in found.cure and f"{record} record" in found.cure and "listen" in found.cure


def test_a_machine_without_a_way_there_does_not_blame_the_server(one_port):
    """Whoever connects from an IPv4 address cannot judge the way over IPv6."""
    with listening(keeps_silent) as port:
        target = parse(f"wss://chat.example.org:{port}", source="127.0.0.1")
        found = port_takes_connections(Case(target, places=one_port(port)))
    assert found.verdict == "ok" and "was not tried" in found.seen
