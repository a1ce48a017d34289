"""Ports that take connections and then speak something else than TLS, or nothing."""

import ssl
import time

import pytest

from tests.doctor.broken import context, hangs_up, keeps_silent, listening, says, tls
from tests.doctor.conftest import HOST
from tests.doctor.examined import blamed, findings
from tests.ports import free_port
from tests.servers import BIN, Process, environment
from tests.tls import write


def examined(port, scheme="wss", patience=5.0):
    return findings(
        f"{scheme}://{HOST}:{port}/wss",
        last="WSS204",
        address=("127.0.0.1", port),
        patience=patience,
    )


@pytest.fixture
def plain(data_dir, pki, tmp_path):
    """Starts our own server without TLS: its port."""
    started = []

    def start(**options):
        port = free_port()
        endpoint = f"tcp:{port}:interface=127.0.0.1"
        endpoint += "".join(f":{name}={value}" for name, value in options.items())
        command = [BIN / "daphne", "-e", endpoint, "chatsite.asgi:application"]
        env = environment(data_dir, pki)
        started.append(Process(command, tmp_path / "plain.log", env=env).start().wait_for(port))
        return port

    yield start
    for server in started:
        server.end()


def test_our_own_server_without_tls_is_named_with_the_cure(plain):
    port = plain()
    found = examined(port)
    assert blamed(found) == {"WSS004": "fault"}
    assert "plain HTTP" in found["WSS004"].seen
    assert f"daphne -e ssl:{port}:" in found["WSS004"].cure
    assert f"ws://{HOST}:{port}/wss" in found["WSS004"].cure


def test_ws_is_what_the_plain_server_speaks(plain):
    found = examined(plain(), "ws")
    assert blamed(found) == {"WSS001": "warning"}
    assert found["WSS101"].seen == found["WSS204"].seen == "ws:// has no TLS."


def test_a_port_that_waits_for_a_balancer_is_told(plain):
    found = examined(plain(proxyProtocol="yes"))
    assert blamed(found) == {"WSS004": "fault"}
    assert "proxyProtocol=yes" in found["WSS004"].cure


@pytest.mark.parametrize(
    ("banner", "name"),
    [
        (b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "SSH"),
        (b"220 mail.example.org ESMTP Postfix\r\n", "SMTP"),
        (b"* OK IMAP4rev1 ready\r\n", "IMAP"),
    ],
)
def test_a_port_of_another_protocol_is_named(banner, name):
    with listening(says(banner)) as port:
        found = examined(port)
    assert blamed(found) == {"WSS004": "fault"}
    assert name in found["WSS004"].seen and "port is wrong" in found["WSS004"].cure


def test_words_that_nobody_knows_are_shown_without_their_tricks():
    with listening(says(b"\x1b[31mhello\x00\xff there\n")) as port:
        found = examined(port)
    assert blamed(found) == {"WSS004": "fault"}
    assert "hello" in found["WSS004"].seen and "\x1b" not in found["WSS004"].seen


def test_a_silent_port_is_told():
    with listening(keeps_silent) as port:
        found = examined(port, patience=0.3)
    assert blamed(found) == {"WSS004": "fault"}
    assert "says nothing" in found["WSS004"].seen and "ss -ltnp" in found["WSS004"].cure


def test_a_port_that_trickles_half_an_answer_is_left_in_time():
    sent = []

    def trickles(connection):
        sent.append(0)
        for byte in b"\x16\x03\x03\x40\x00" + bytes(60):
            connection.sendall(bytes([byte]))
            sent[-1] += 1
            time.sleep(0.05)

    with listening(trickles) as port:
        found = examined(port, patience=0.3)
    assert blamed(found) == {"WSS004": "fault"}
    assert 1 < max(sent) < 60


def test_a_plain_server_that_waits_for_the_end_of_a_line_is_known_at_once():
    questions = []

    def waits(connection):
        question = b""
        while b"\r\n\r\n" not in question:
            question += connection.recv(4096) or b"\r\n\r\n"
        questions.append(question)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with listening(waits) as port:
        found = examined(port)
    assert "plain HTTP" in found["WSS004"].seen
    assert [question[:1] for question in questions if question.strip()] == [b"\x16"]


def test_a_port_that_hangs_up_is_told():
    with listening(hangs_up) as port:
        found = examined(port)
    assert blamed(found) == {"WSS004": "fault"}
    assert "without a word" in found["WSS004"].seen and "balancer" in found["WSS004"].cure


def test_a_server_that_does_not_know_the_name_says_so(authority, tmp_path):
    write(tmp_path / "served.pem", *pems(authority))
    settings = context(tmp_path / "served.pem")
    settings.sni_callback = lambda *_: ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
    with listening(tls(settings)) as port:
        found = examined(port)
    assert blamed(found) == {"WSS004": "fault"}
    assert "unrecognized_name" in found["WSS004"].seen and "server_name" in found["WSS004"].cure


def test_ws_on_a_port_of_tls_is_told_to_be_wss(authority, tmp_path):
    write(tmp_path / "served.pem", *pems(authority))
    with listening(tls(context(tmp_path / "served.pem"))) as port:
        found = examined(port, "ws")
    assert blamed(found) == {"WSS001": "warning", "WSS004": "fault"}
    assert f"wss://{HOST}:{port}/wss" in found["WSS004"].cure


def pems(authority):
    leaf = authority.issue(HOST)
    return leaf.private_key_pem, *leaf.cert_chain_pems
