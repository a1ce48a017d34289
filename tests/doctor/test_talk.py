"""Whose messages do not arrive as they were sent learns which do not, and why."""

from contextlib import suppress

import pytest

from chatsite.wss.doctor.findings import Verdict
from tests.doctor.by_hand import by_hand, unmasked
from tests.doctor.others import echo, odd_server, opens, websockets_server
from tests.doctor.verdicts import blamed, examined
from tests.wire.frames import BINARY, CLOSE, TEXT, frame


def test_a_path_that_is_no_door_of_ours_is_told_in_the_servers_own_words(site, pki):
    found = examined(f"{site.wss}/no/such/door", ca=str(pki.ca))
    assert blamed(found) == {"WSS401"}
    assert "closes with 4504: There is no door at /no/such/door" in found["WSS401"].seen
    assert "path" in found["WSS401"].cure


def test_a_door_for_people_who_are_known_is_a_warning(new_site, pki):
    closed = new_site(WSS_OPEN_BROADCAST="no")
    found = examined(f"{closed.wss}/wss/broadcast/library", ca=str(pki.ca))
    assert blamed(found) == {"WSS401"} and found["WSS401"].verdict == Verdict.WARNING
    assert "closes with 4501: This door takes people with an access token" in found["WSS401"].seen


def test_an_application_that_fails_at_the_first_message():
    def fails(socket):
        socket.recv()
        socket.close(1011, "")

    with websockets_server(fails) as url:
        found = examined(url)
    assert blamed(found) == {"WSS401"} and "1011" in found["WSS401"].seen
    assert "log" in found["WSS401"].cure


def test_a_server_that_greets_first_is_still_an_echo():
    def greets(socket):
        socket.send("welcome")
        echo(socket)

    with websockets_server(greets) as url:
        assert examined(url)["WSS401"].verdict == Verdict.OK


def test_a_server_that_gives_text_back_as_binary_as_nodes_do_is_an_echo():
    def as_bytes(socket):
        for message in socket:
            socket.send(message.encode())

    with websockets_server(as_bytes) as url:
        found = examined(url)
    assert not blamed(found) and found["WSS403"].verdict == Verdict.OK


def test_a_server_that_never_stops_talking():
    def flood(sock):
        with suppress(OSError):
            while True:
                sock.sendall(unmasked(TEXT, b"news") * 1000)

    with odd_server(opens(flood)) as url:
        found = examined(url, patience=1, last="WSS404")
    assert "it says news" in found["WSS401"].seen and "WSS404" in blamed(found)


def test_a_smaller_limit_is_a_warning_that_says_so():
    with websockets_server(max_size=1000) as url:
        found = examined(url)
    assert blamed(found) == {"WSS402"} and "1009" in found["WSS402"].seen
    assert found["WSS402"].verdict == Verdict.WARNING


def test_a_proxy_or_server_that_loses_long_messages():
    def cuts(socket):
        for message in socket:
            if len(message) > 1000:
                socket.socket.close()
            socket.send(message)

    with websockets_server(cuts) as url:
        found = examined(url)
    assert blamed(found) == {"WSS402"} and found["WSS402"].verdict == Verdict.FAULT


@pytest.mark.parametrize(
    "answer, words",
    [
        (lambda sock, payload: sock.sendall(unmasked(TEXT, payload)), "Each part"),
        (lambda sock, payload: sock.sendall(unmasked(CLOSE, b"\x03\xeano parts")), "1002 no parts"),
        (lambda sock, payload: None, "nothing is said"),
    ],
)
def test_a_server_that_does_not_know_fragments(answer, words):
    with odd_server(opens(by_hand(on_part=answer))) as url:
        found = examined(url, patience=2)
    assert blamed(found) == {"WSS403"} and words in found["WSS403"].seen, found["WSS403"]


def test_a_server_that_answers_no_ping():
    with odd_server(opens(by_hand(pong=False))) as url:
        found = examined(url, patience=2)
        assert blamed(found) == {"WSS404"} and found["WSS404"].verdict == Verdict.WARNING
        assert (
            examined(url, patience=2, profile="cli", last="WSS404")["WSS404"].verdict
            == Verdict.FAULT
        )


def test_a_close_that_is_not_answered():
    with odd_server(opens(by_hand(close=False))) as url:
        found = examined(url)
    assert blamed(found) == {"WSS406"} and "1006" in found["WSS406"].seen


def test_frames_that_break_the_protocol_are_named():
    def masked(sock):
        sock.recv(100)
        sock.sendall(frame(BINARY, b"masked, which only clients may"))
        sock.recv(100)

    with odd_server(opens(masked)) as url:
        found = examined(url)
    assert "incorrect masking" in found["WSS401"].seen
