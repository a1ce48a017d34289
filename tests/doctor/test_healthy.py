"""Who has a healthy server is told so, whoever made it and whatever stands before it."""

import socket

from chatsite.wss.doctor.findings import Verdict
from tests.doctor.others import silence, websockets_server
from tests.doctor.verdicts import blamed, examined

WHOLE = """
    location / {
      proxy_pass http://127.0.0.1:%(port)d;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
      proxy_set_header Host $http_host;
      proxy_set_header X-Real-IP $remote_addr;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header Forwarded "";
    }
"""


def test_a_server_of_ours_is_healthy(site, pki):
    found = examined(f"{site.wss}/wss", ca=str(pki.ca), subprotocols=("chat.v1",), quiet_seconds=1)
    assert not blamed(found), found
    unasked = {id for id, finding in found.items() if finding.verdict == Verdict.SKIPPED}
    assert unasked == {"WSS504"}  # nobody redirects here


def test_a_mini_program_may_use_it_as_well_as_a_program_without_a_browser(site, pki):
    for profile in ("wechat", "cli"):
        assert not blamed(examined(f"{site.wss}/wss", ca=str(pki.ca), profile=profile))


def test_so_is_one_behind_an_nginx_that_passes_everything_on(nginx, backend, pki):
    proxy = nginx(WHOLE % {"port": backend}, pki)
    found = examined(proxy.url, ca=str(pki.ca), quiet_seconds=1)
    assert not blamed(found), found
    assert "127.0.0.9" in found["WSS501"].seen  # a neighbour's address, not the proxy's


def test_a_server_of_others_is_as_good():
    with websockets_server(subprotocols=["chat.v1"]) as url:
        assert not blamed(examined(url, subprotocols=("chat.v1",), quiet_seconds=1))


def test_so_is_one_on_ipv6():
    with websockets_server(host="::1", family=socket.AF_INET6) as url:
        assert not blamed(examined(url, quiet_seconds=1))


def test_a_server_that_is_no_echo_is_not_sick():
    with websockets_server(silence) as url:
        found = examined(url, patience=2)
    assert not blamed(found)
    no_echo = {"WSS401", "WSS402", "WSS403"}
    assert {found[id].verdict for id in no_echo} == {Verdict.SKIPPED}
    assert "no echo" in found["WSS401"].seen


def test_the_documents_own_server_which_says_ok_to_everything_is_no_echo_either():
    def says_ok(socket):
        for _message in socket:
            socket.send("ok")

    with websockets_server(says_ok) as url:
        found = examined(url, patience=2)
    assert not blamed(found) and "to tom it says ok" in found["WSS401"].seen
