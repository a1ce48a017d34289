"""What an authority asks of its clients is honoured: pebble has no limits, this one has."""

import datetime
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chatsite.wss.acme.renewal import Renewal
from chatsite.wss.acme.wanted import Wanted
from tests.tls import Authority


class Busy(BaseHTTPRequestHandler):
    """Answers as the server's `answer` has it: status, headers and body, or these by path."""

    def do_GET(self):
        answer = self.server.answer
        status, headers, body = answer(self.path) if callable(answer) else answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nobody reads it."""


@pytest.fixture
def authority():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def renewal(authority, tmp_path):
    directory = f"http://127.0.0.1:{authority.server_port}/directory"
    return Renewal(Wanted(("chat.test",), tmp_path / "acme/chat.test.pem", directory))


def seconds(moment):
    return (moment - datetime.datetime.now(datetime.UTC)).total_seconds()


def limit(asked):
    problem = {"type": "urn:ietf:params:acme:error:rateLimited", "detail": "too many orders"}
    headers = {"Retry-After": asked, "Content-Type": "application/problem+json"}
    return 429, headers, json.dumps(problem).encode()


def test_a_limit_is_told_and_waited_for(authority, renewal, log):
    authority.answer = limit("7200")
    assert 7100 < seconds(renewal.step()) <= 7200
    assert "is reached (too many orders). It is honoured" in log.text


def test_the_same_trouble_is_told_once_and_again_after_another(authority, renewal, log):
    authority.answer = limit("60")
    renewal.step()
    renewal.step()
    assert log.text.count("too many orders") == 1
    authority.answer = (503, {}, b"maintenance")
    renewal.step()
    authority.answer = limit("60")
    renewal.step()
    assert log.text.count("too many orders") == 2


def test_trouble_that_lasts_is_told_every_day(authority, renewal, log):
    authority.answer = limit("60")
    renewal.step()
    renewal.told_again -= datetime.timedelta(days=1)
    renewal.step()
    renewal.step()
    assert log.text.count("too many orders") == 2


def test_an_authority_in_maintenance_is_asked_again_when_it_says(authority, renewal, log):
    authority.answer = (503, {"Retry-After": "600"}, b"maintenance")
    assert 500 < seconds(renewal.step()) <= 600
    assert "Nothing is to do but wait" in log.text


@pytest.mark.parametrize(
    "answer",
    [
        (200, {"Content-Type": "text/html"}, b"<h1>It works!</h1>"),
        (200, {"Content-Type": "application/json"}, b"[]"),
        (200, {"Content-Type": "application/json"}, b'{"meta": 7}'),
        (200, {"Content-Type": "application/json"}, b'{"newNonce": "https://x"}'),
        (404, {"Content-Type": "text/html"}, b"no such page"),
    ],
)
def test_an_address_that_is_no_authoritys_is_told(authority, renewal, log, answer):
    authority.answer = answer
    renewal.step()
    assert "is no directory of an ACME server. Correct --acme-directory" in log.text
    assert "Traceback" not in log.text


def test_a_damaged_account_is_told_with_its_place(authority, renewal, log):
    renewal.wanted.account.parent.mkdir()
    renewal.wanted.account.write_text("hello")
    renewal.step()
    assert f"{renewal.wanted.account} holds no key of an account. Remove it" in log.text


def test_a_folder_that_cannot_be_written_is_told(authority, renewal, log):
    renewal.wanted.path.parent.write_text("a file in its place")
    renewal.step()
    assert "Make room or rights there" in log.text


def test_who_is_to_renew_early_does_so(authority, renewal, tmp_path):
    """RFC 9773: as where thousands of certificates have to be revoked."""
    cert, key = Authority(tmp_path).pair("chat.test")
    renewal.wanted.path.parent.mkdir()
    renewal.wanted.keep(key.read_bytes() + cert.read_bytes(), renewal.wanted.directory)
    here = f"http://127.0.0.1:{authority.server_port}"
    names = "newNonce", "newAccount", "newOrder", "renewalInfo"
    window = {"start": "2026-01-01T00:00:00Z", "end": "2026-01-02T00:00:00Z"}

    def answer(path):
        directory = {name: f"{here}/{name}" for name in names}
        found = {"suggestedWindow": window} if "renewalInfo" in path else directory
        return 200, {"Content-Type": "application/json"}, json.dumps(found).encode()

    authority.answer = answer
    assert renewal.moment() <= datetime.datetime.now(datetime.UTC)
    names = names[:3]
    assert renewal.moment() > datetime.datetime.now(datetime.UTC), "it says nothing of it"
