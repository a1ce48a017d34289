"""Whose sockets do not last, or not side by side, learns who ends them."""

import threading
import time

from chatsite.wss.doctor.findings import Verdict
from tests.doctor.by_hand import by_hand, unmasked
from tests.doctor.nginx import SEED
from tests.doctor.others import echo, odd_server, opens, port_of, websockets_server
from tests.doctor.verdicts import blamed, examined
from tests.wire.frames import CLOSE


def test_a_proxy_that_cuts_what_is_quiet_for_five_seconds(nginx):
    """The backend sends no pings, as most servers do not."""
    with websockets_server(ping_interval=None) as url:
        location = (SEED % {"port": port_of(url)}).replace("}", "proxy_read_timeout 5s; }")
        proxy = nginx(location)
        found = examined(proxy.url, quiet_seconds=8)
        assert blamed(found) == {"WSS407"} and found["WSS407"].verdict == Verdict.FAULT
        assert "the connection was cut" in found["WSS407"].seen
        assert "nginx: proxy_read_timeout" in found["WSS407"].cure
        assert "HAProxy: timeout tunnel" in found["WSS407"].cure
        assert not blamed(examined(proxy.url, quiet_seconds=2))


def test_a_backend_that_pings_keeps_its_sockets_behind_the_same_proxy(nginx):
    with websockets_server(ping_interval=1) as url:
        location = (SEED % {"port": port_of(url)}).replace("}", "proxy_read_timeout 3s; }")
        found = examined(nginx(location).url, quiet_seconds=5)
    assert not blamed(found) and "5 quiet seconds" in found["WSS407"].seen


def test_nobody_waits_for_a_quiet_minute_unasked():
    with websockets_server() as url:
        finding = examined(url)["WSS407"]
    assert finding.verdict == Verdict.SKIPPED and "--long" in finding.seen


def test_a_server_that_closes_quiet_sockets_itself():
    def impatient(socket):
        try:
            while True:
                socket.send(socket.recv(timeout=2))
        except TimeoutError:
            socket.close(4000, "too quiet")

    with websockets_server(impatient) as url:
        found = examined(url, quiet_seconds=4)
    assert blamed(found) == {"WSS407"} and "4000 too quiet" in found["WSS407"].seen
    assert "proxy" not in found["WSS407"].cure  # it was the server


def test_a_connection_that_only_seems_to_be_open():
    """A router that forgets a connection tells neither side."""
    with odd_server(opens(by_hand(deaf_after=3))) as url:
        found = examined(url, quiet_seconds=4, patience=2)
    assert blamed(found) == {"WSS407"} and "no answer within 2" in found["WSS407"].seen


def test_the_doctor_takes_up_one_place_at_a_time_before_it_asks_for_five():
    """Where an address may have one socket only, nothing but WSS405 is to fail."""
    now, most = set(), []

    def counted(sock):
        now.add(sock)
        most.append(len(now))
        by_hand(close=False)(sock)
        time.sleep(0.02)  # a server has work to do when a client leaves
        now.remove(sock)
        sock.sendall(unmasked(CLOSE, b"\x03\xe8"))

    with odd_server(opens(counted)) as url:
        examined(url, last="WSS404")
    assert len(most) > 8 and set(most) == {1}


def test_a_server_that_refuses_the_fourth_socket_of_an_address():
    free = threading.Semaphore(3)

    def counted(connection, request):
        if "Upgrade" not in request.headers or free.acquire(timeout=0.3):
            return None
        return connection.respond(429, "three at most")

    def talk(socket):
        try:
            echo(socket)
        finally:
            free.release()

    with websockets_server(talk, process_request=counted) as url:
        browser = examined(url)
        assert blamed(browser) == {"WSS405"} and browser["WSS405"].verdict == Verdict.WARNING
        assert "3 were open, then: the handshake was answered with 429" in browser["WSS405"].seen
        assert examined(url, profile="wechat")["WSS405"].verdict == Verdict.FAULT


def test_a_server_that_sends_the_fourth_away_after_the_handshake():
    free = threading.Semaphore(3)

    def talk(socket):
        if not free.acquire(blocking=False):
            return socket.close(1013, "try again later")
        try:
            echo(socket)
        finally:
            free.release()
        return None

    with websockets_server(talk) as url:
        found = examined(url)
    assert blamed(found) == {"WSS405"} and "1013 try again later" in found["WSS405"].seen
