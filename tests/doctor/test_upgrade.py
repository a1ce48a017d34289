"""Whose handshake is not answered with 101 learns what the answer means, and whose work it is."""

import pytest

from tests.doctor.others import HEAD, odd_server, opens, port_of, says, websockets_server
from tests.doctor.verdicts import blamed, examined
from tests.ports import free_port

NO_UPGRADE = "location /wss { proxy_pass http://127.0.0.1:%d; }"


def test_nginx_that_does_not_forward_the_upgrade_is_found_before_any_server(nginx, backend):
    with websockets_server() as other:
        for port in (backend, port_of(other)):
            found = examined(nginx(NO_UPGRADE % port).url)
            assert blamed(found) == {"WSS301"}, found
            assert "proxy_set_header Upgrade $http_upgrade" in found["WSS301"].cure
            assert "upgrade=websocket" in found["WSS301"].cure


def test_a_backend_that_is_down(nginx):
    proxy = nginx(NO_UPGRADE % free_port())
    found = examined(proxy.url)
    assert blamed(found) == {"WSS301"}
    assert "(502)" in found["WSS301"].seen and "proxy_pass" in found["WSS301"].cure


def test_a_backend_that_does_not_answer(nginx):
    def hangs(sock, _key):
        sock.recv(1)

    with odd_server(hangs) as url:
        server = NO_UPGRADE % port_of(url)
        found = examined(nginx(server.replace("; }", "; proxy_read_timeout 1s; }")).url)
    assert blamed(found) == {"WSS301"} and "(504)" in found["WSS301"].seen


@pytest.mark.parametrize(
    "server, words",
    [
        ("root /nowhere;", "(404: 404 Not Found)"),
        ("location /wss { default_type text/html; return 200 '<title>Hi</title>'; }", "(200: Hi)"),
        ("return 301 https://localhost/chat;", "sent to wss://localhost/chat (301)"),
        ("return 403;", "(403: 403 Forbidden)"),
        ("location /wss { auth_basic x; auth_basic_user_file /none; }", "login"),
    ],
)
def test_nginx_alone(nginx, server, words):
    found = examined(nginx(server).url)
    assert blamed(found) == {"WSS301"} and words in found["WSS301"].seen, found["WSS301"]


def test_tls_in_the_proxy_and_in_the_server_as_well(nginx, site, pki):
    """The document: switch it on in one of them, never in both."""
    found = examined(nginx(NO_UPGRADE % site.port, pki).url, ca=str(pki.ca))
    assert blamed(found) == {"WSS301"} and "https:// only" in found["WSS301"].seen
    assert "speaks plain HTTP to a server that speaks TLS" in found["WSS301"].cure


def test_tls_in_neither(nginx, backend, pki):
    found = examined(nginx(NO_UPGRADE.replace("http:", "https:") % backend, pki).url)
    assert blamed(found) == {"WSS301"} and "not https://" in found["WSS301"].cure


def test_a_name_that_the_site_does_not_know(nginx, backend):
    """The site's own sentence, which names SITE_URL, is what its owner has to read."""
    server = """location /wss {
      proxy_pass http://127.0.0.1:%d; proxy_http_version 1.1; proxy_set_header Host elsewhere.test;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; }"""
    found = examined(nginx(server % backend).url)
    assert blamed(found) == {"WSS301"}
    assert "set SITE_URL=https://elsewhere.test in .env" in found["WSS301"].seen
    assert "proxy_set_header Host $http_host" in found["WSS301"].cure


def test_a_server_that_hangs_up_or_says_nothing():
    with odd_server(lambda sock, _key: None) as url:
        found = examined(url)
        assert blamed(found) == {"WSS301"} and "hangs up" in found["WSS301"].seen
    with odd_server(lambda sock, _key: sock.recv(1)) as url:
        found = examined(url, patience=2)
        assert blamed(found) == {"WSS301"} and "no answer within 2" in found["WSS301"].seen


def test_a_server_that_wants_a_certificate_of_each_client(new_site, pki):
    strict = new_site(options={"clientCA": pki.ca})
    found = examined(f"{strict.wss}/wss", ca=str(pki.ca))
    assert blamed(found) == {"WSS301"} and "clientCA=" in found["WSS301"].cure


@pytest.mark.parametrize(
    "head, words",
    [
        (HEAD.replace("{}", "dGhlIHNhbXBsZSBub25jZQ=="), "Sec-WebSocket-Accept is dGhl"),
        (HEAD.replace("Connection: Upgrade\r\n", ""), "Connection is missing"),
        (HEAD.replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: x\r\n\r\n"), "extension x"),
    ],
)
def test_an_answer_that_browsers_reject(head, words):
    with odd_server(opens(lambda sock: sock.recv(1), head)) as url:
        found = examined(url)
    assert blamed(found) == {"WSS302"} and words in found["WSS302"].seen


def test_a_subprotocol_that_is_not_answered_or_was_not_offered():
    with websockets_server() as url:
        found = examined(url, subprotocols=("chat.v1", "chat"), profile="wechat")
        assert blamed(found) == {"WSS303"} and "chat.v1, chat" in found["WSS303"].seen
        assert not blamed(examined(url, profile="wechat"))  # who offers none needs no answer
    head = HEAD.replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: soap\r\n\r\n")
    with odd_server(opens(lambda sock: sock.recv(1), head)) as url:
        found = examined(url, last="WSS303")
    assert "soap, which was not offered" in found["WSS303"].seen


def test_an_origin_that_nobody_of_us_has():
    with websockets_server(origins=["https://chat.example.org"]) as url:
        found = examined(url)
    assert blamed(found) == {"WSS301"} and "403" in found["WSS301"].seen


def test_a_site_that_refuses_its_own_pages_and_lets_others_in():
    with websockets_server(origins=["https://elsewhere.example", None]) as url:
        found = examined(url)
    assert blamed(found) == {"WSS304"} and "SITE_URL" in found["WSS304"].cure
    assert "Refused: the site's own" in found["WSS304"].seen


def test_a_site_that_keeps_strangers_out_is_warned_for_mini_programs_alone():
    def own(connection, request):
        own = f"http://{request.headers['Host']}"
        return None if request.headers.get("Origin", own) == own else connection.respond(403, "no")

    with websockets_server(process_request=own) as url:
        browser = examined(url, last="WSS304")["WSS304"]
        wechat = examined(url, profile="wechat", last="WSS304")["WSS304"]
    assert (browser.verdict, wechat.verdict) == ("warning", "fault")
    assert "servicewechat.com" in wechat.cure


def test_words_of_the_server_cannot_move_the_cursor_of_a_terminal():
    with odd_server(says("500 Oops", body=b"\x1b[2J\x07 gone \r\nhome")) as url:
        found = examined(url)
    assert "(500: [2J gone home)" in found["WSS301"].seen
