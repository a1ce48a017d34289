"""A mini-program's login code is exchanged at its platform: a real server, as WeChat is."""

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.checks import run_checks

from chat import rates
from chat.mini import wechat
from chat.models import Ban, PlatformAccount, Token, User

pytestmark = pytest.mark.django_db(transaction=True)

KEY = "tiihtNczf5v6AKRyjwEUhQ=="
TOM = {"openid": "oTom", "session_key": KEY, "unionid": "u"}
SECRET = "our-own-secret"
# WeChat's errors (developers.weixin.qq.com, code2Session), and what people hear.
ERRORS = [
    (40029, 422, "code_void"),
    (40163, 422, "code_void"),
    (45011, 429, "too_fast"),
    (40226, 403, "locked_out"),
    (-1, 503, "try_again"),
    (40013, 500, "failed"),
    (40125, 500, "failed"),
]


class Elsewhere:
    """A platform of somebody's own: the code is who they are."""

    name = "elsewhere"

    def openid(self, code):
        return code


class WeChat(BaseHTTPRequestHandler):
    """Says of a code what a test has put under it, a status or an answer."""

    def do_GET(self):
        url = urlsplit(self.path)
        asked = {name: value for name, [value] in parse_qs(url.query).items()}
        self.server.asked.append((url.path, asked))
        answer = self.server.answers.get(asked["js_code"], {"errcode": 40029, "errmsg": "invalid"})
        self.send_response(answer if isinstance(answer, int) else 200)
        self.send_header("Location", "/elsewhere?js_code=tom")
        self.send_header("Content-Type", "text/plain")  # as WeChat does
        self.end_headers()
        self.wfile.write(answer if isinstance(answer, bytes) else json.dumps(answer).encode())

    def log_message(self, *about):
        """It is quiet."""


@contextmanager
def listening():
    server = ThreadingHTTPServer(("127.0.0.1", 0), WeChat)
    server.asked, server.answers = [], {"tom": TOM, "again": TOM}
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def platform():
    with listening() as server:
        yield server


@pytest.fixture(autouse=True)
def site(settings, platform):
    """A site that WeChat knows."""
    rates.logins.buckets.clear()
    settings.MINI_LOGIN = ["wechat", f"{__name__}.Elsewhere"]
    settings.WECHAT_URL = f"http://127.0.0.1:{platform.server_port}"
    settings.WECHAT_APPID, settings.WECHAT_SECRET = "wx1", SECRET


@pytest.fixture
def login(ask):
    return lambda code, **more: ask("POST", "/api/mini/login", data={"code": code} | more)


def refusal(answer):
    return answer.status, answer.json["error"]


def test_whoever_comes_again_is_the_same_person_and_nobody_learns_the_session_key(
    ask, login, platform
):
    first, second = login("tom"), login("again")
    assert (first.status, second.status) == (201, 201)
    assert first.json["token"]["expires"] and first.json["secret"] != second.json["secret"]
    me = ask("GET", "/api/me", first.json["secret"]).json
    assert me == ask("GET", "/api/me", second.json["secret"]).json
    assert me["username"].startswith("wechat-") and not User.objects.get().has_usable_password()
    kept = [*PlatformAccount.objects.values(), *User.objects.values(), *Token.objects.values()]
    assert KEY not in str(kept) and KEY.encode() not in first.body
    told = {"appid": "wx1", "secret": SECRET, "grant_type": "authorization_code"}
    assert platform.asked[-1] == ("/sns/jscode2session", {**told, "js_code": "again"})


@pytest.mark.parametrize(("errcode", "status", "error"), ERRORS)
def test_what_wechat_objects_to_is_told_in_words(login, platform, caplog, errcode, status, error):
    platform.answers["bad"] = {"errcode": errcode, "errmsg": "sorry"}
    answer = login("bad")
    assert refusal(answer) == (status, error) and answer.json["text"]
    assert not User.objects.exists() and not Token.objects.exists()
    assert SECRET not in caplog.text
    assert (str(errcode) in caplog.text) == (error == "failed"), "a fault of ours is in the log"


@pytest.mark.parametrize("answer", [500, 302, b"<html>", b"[]", b"", {"openid": None}], ids=repr)
def test_a_wechat_that_is_out_of_order_is_asked_again_later(login, platform, caplog, answer):
    platform.answers["odd"] = answer
    assert refusal(login("odd")) == (503, "try_again")
    assert SECRET not in caplog.text and not User.objects.exists()


def test_a_wechat_that_is_silent_or_away_is_asked_again_later(login, settings, monkeypatch):
    monkeypatch.setattr(wechat, "PATIENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.WECHAT_URL = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert refusal(login("tom")) == (503, "try_again")
    assert refusal(login("tom")) == (503, "try_again"), "nobody listens"


def test_who_is_banned_or_closed_hears_it_and_is_given_nothing(login):
    login("tom", provider="elsewhere")
    user, tokens = User.objects.get(), Token.objects.count()
    ban = Ban.objects.create(user=user, reason="spam")
    answer = login("tom", provider="elsewhere")
    assert refusal(answer) == (403, "banned") and "spam" in answer.json["text"]
    ban.delete()
    User.objects.update(is_active=False)
    assert refusal(login("tom", provider="elsewhere")) == (403, "account_closed")
    assert Token.objects.count() == tokens


def test_the_oldest_device_makes_room(ask, login):
    secrets = [login("tom").json["secret"] for _ in range(6)]
    assert [ask("GET", "/api/me", each).status for each in secrets] == [401] + 5 * [200]


def test_an_address_that_guesses_is_slowed_down(login):
    answers = [login("guess") for _ in range(40)]
    assert refusal(answers[0]) == (422, "code_void")
    assert refusal(answers[-1]) == (429, "too_fast") and answers[-1].json["retry_after"] > 0


@pytest.mark.parametrize("known", [[], ["wechat"]])
def test_a_platform_that_the_site_does_not_know_is_told(login, settings, known):
    settings.MINI_LOGIN = known
    answer = login("tom", provider="alipay")
    assert refusal(answer) == (404, "no_mini_login") and (known or ["–"])[0] in answer.json["text"]


@pytest.mark.parametrize("wish", [{}, {"code": ""}, {"code": 1}, {"code": "x" * 201}])
def test_a_wish_without_a_code_is_refused(ask, wish):
    assert refusal(ask("POST", "/api/mini/login", data=wish)) == (400, "bad_command")


def test_whoever_runs_the_site_hears_what_its_settings_lack(settings):
    assert not [each for each in run_checks() if each.id.startswith("chat.E")]
    settings.MINI_LOGIN, settings.WECHAT_SECRET = ["wechat"], ""
    assert [each.id for each in run_checks()] == ["chat.E003"]
    settings.MINI_LOGIN = ["nowhere.Login"]
    assert [each.id for each in run_checks()] == ["chat.E002"]
