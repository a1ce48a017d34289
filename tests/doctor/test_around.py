"""Whose clock, cookies or plain HTTP are wrong learns it, too."""

import time
from email.utils import formatdate

import pytest

from chatsite.wss.doctor.answers import parse
from chatsite.wss.doctor.checks.around import baked, loose
from chatsite.wss.doctor.findings import Verdict
from tests.doctor.others import echo, websockets_server, whoami
from tests.doctor.verdicts import blamed, examined
from tests.ports import free_port
from tests.servers import Process


@pytest.mark.parametrize(
    "skew, verdict, words",
    [
        (-100, Verdict.WARNING, "100 s behind"),
        (1000, Verdict.FAULT, "1000 s ahead"),
        (10, Verdict.OK, "10 s apart"),
    ],
)
def test_a_clock_that_is_wrong(skew, verdict, words):
    with websockets_server(whoami(lambda socket: socket.remote_address[0], skew)) as url:
        finding = examined(url, last="WSS502")["WSS502"]
    assert finding.verdict == verdict and words in finding.seen


def test_a_clock_is_known_by_the_date_of_an_answer():
    def late(connection, request, response):
        del response.headers["Date"]
        response.headers["Date"] = formatdate(time.time() - 4000, usegmt=True)

    with websockets_server(echo, process_response=late) as url:
        found = examined(url)
    assert blamed(found) == {"WSS502"} and "behind" in found["WSS502"].seen


@pytest.mark.parametrize("date", ["yesterday", "Mon, 99 Jan 0001 00:00:00 -0000"])
def test_a_date_that_is_none(date):
    def undated(connection, request, response):
        del response.headers["Date"]
        response.headers["Date"] = date

    with websockets_server(echo, process_response=undated) as url:
        found = examined(url)
    assert not blamed(found) and found["WSS502"].verdict == Verdict.SKIPPED


@pytest.mark.parametrize("time", ["Infinity", "NaN", "1" * 400, '"now"'])
def test_a_whoami_that_is_not_ours(time):
    def talk(socket):
        for _message in socket:
            socket.send(f'{{"on": "whoami", "address": 7, "time": {time}}}')

    with websockets_server(talk) as url:
        found = examined(url, patience=1)
    assert not blamed(found) and found["WSS501"].verdict == Verdict.SKIPPED


def test_cookies_of_a_site_that_does_not_know_it_is_served_over_https(new_site, pki):
    """SITE_URL still says http://, though a certificate is there."""
    site = new_site(SITE_URL="http://localhost")
    found = examined(f"{site.wss}/wss", ca=str(pki.ca))
    assert blamed(found) == {"WSS503"} and "without Secure: csrftoken" in found["WSS503"].seen
    assert f"SITE_URL in .env to https://localhost:{site.port}" in found["WSS503"].cure


@pytest.mark.parametrize(
    "cookie, verdict",
    [
        ("sessionid=1; Secure; HttpOnly; SameSite=Lax", Verdict.OK),
        ("csrftoken=1; secure; samesite=strict", Verdict.OK),
        ("sessionid=1; Secure; SameSite=Lax", Verdict.WARNING),
        ("PHPSESSID=1; Secure; HttpOnly", Verdict.WARNING),
    ],
)
def test_what_a_cookie_needs(cookie, verdict):
    answer = parse(f"HTTP/1.1 200 OK\r\nSet-Cookie: {cookie}\r\n\r\n".encode())
    assert loose(dict(baked(answer))).verdict == verdict


def test_a_redirect_to_https(nginx, site, pki):
    proxy = nginx("return 308 https://localhost$request_uri;")
    found = examined(f"{site.wss}/wss", ca=str(pki.ca), http_port=proxy.port)
    assert not blamed(found) and "https://localhost/" in found["WSS504"].seen


def test_the_redirect_of_ours(site, pki, tmp_path):
    port = free_port()
    command = [*site.command[:-1], "-e", f"redirect:{port}:interface=127.0.0.1:to={site.port}"]
    command[2] = command[2].replace(str(site.port), str(free_port()))
    server = Process([*command, site.command[-1]], tmp_path / "log", env=site.env)
    try:
        server.start().wait_for(port)
        found = examined(f"{site.wss}/wss", ca=str(pki.ca), http_port=port)
    finally:
        server.end()
    assert found["WSS504"].verdict == Verdict.OK
    assert f"https://localhost:{site.port}/ (308)" in found["WSS504"].seen


@pytest.mark.parametrize(
    "server, words",
    [
        ("return 302 https://localhost/;", "only for now (302)"),
        ("return 200;", "in the clear (200)"),
        ("return 301 http://localhost/elsewhere;", "in the clear (301)"),
    ],
)
def test_plain_http_that_does_not_lead_to_https(nginx, site, pki, server, words):
    found = examined(f"{site.wss}/wss", ca=str(pki.ca), http_port=nginx(server).port)
    assert blamed(found) == {"WSS504"} and words in found["WSS504"].seen
    assert "redirect:80" in found["WSS504"].cure


def test_nothing_at_the_port_for_plain_http(site, pki):
    found = examined(f"{site.wss}/wss", ca=str(pki.ca), http_port=free_port())
    assert blamed(found) == {"WSS504"} and "Nothing answers" in found["WSS504"].seen
