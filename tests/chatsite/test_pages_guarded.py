"""Every page that Django serves tells browsers to frame, sniff, load and leak nothing."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLResolver, get_resolver

from chat.models import User

pytestmark = pytest.mark.django_db(transaction=True)

INLINE = re.compile(
    r"<script(?![^>]*\b(?:src=|type=.application/json))|<style|\son\w+=|\sstyle=", re.I
)
NOT_PAGES = ("static/", "media/")
EVIL = "%0d%0aX-Evil:%201%0d%0a%0d%0a<script>"


def paths(patterns, start="/"):
    """The paths of all routes that take no argument."""
    for pattern in patterns:
        route = str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if re.search(r"[<(\\]", route):
            continue
        if isinstance(pattern, URLResolver):
            yield from paths(pattern.url_patterns, start + route)
        else:
            yield start + route


@pytest.fixture
def browsers(django_user_model):
    """Somebody who may see everything, and nobody."""
    boss = django_user_model.objects.create_superuser("boss", password="boss")
    signed, nobody = (Client(HTTP_HOST="localhost:8282") for _ in range(2))
    signed.force_login(boss)
    return signed, nobody


def every_page(browsers):
    for path in sorted(set(paths(get_resolver().url_patterns))):
        if not path.startswith("/api/") or path == "/api/":  # its own tests: tests/chat/api
            yield from ((path, browser.get(path, secure=True)) for browser in browsers)


def test_each_of_them_says_what_a_browser_may_do(browsers):
    seen = 0
    for path, answer in every_page(browsers):
        told = answer.headers
        assert "default-src 'self'" in told["Content-Security-Policy"], path
        assert "unsafe" not in told["Content-Security-Policy"], path
        assert told["X-Frame-Options"] == "DENY", path
        assert told["X-Content-Type-Options"] == "nosniff", path
        assert told["Referrer-Policy"] == "same-origin", path
        assert told["Cross-Origin-Opener-Policy"] == "same-origin", path
        seen += answer.status_code == 200
    assert seen > 15, "the premise: they are there"


def test_none_of_them_has_a_script_or_a_style_in_it(browsers):
    for path, answer in every_page(browsers):
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            assert not (found := INLINE.search(answer.content.decode())), (path, found)


def test_cookies_are_for_this_site_by_https_alone_and_scripts_see_no_session(browsers):
    browser = Client(HTTP_HOST="localhost:8282")
    User.objects.create_user("tom", password="a-long-one-9")
    form = {"username": "tom", "password": "a-long-one-9", "login": "tom"}
    browser.get("/login/", secure=True)
    browser.post("/login/", form, secure=True)
    session, csrf = (browser.cookies[name] for name in ("sessionid", "csrftoken"))
    assert session["secure"] and session["httponly"] and session["samesite"] == "Lax"
    assert csrf["secure"] and csrf["samesite"] == "Lax"


def test_the_session_of_who_signs_in_is_none_that_somebody_gave_them(browsers):
    browser = Client(HTTP_HOST="localhost:8282")
    User.objects.create_user("tom", password="a-long-one-9")
    planted = browser.session
    planted["planted"] = True
    planted.save()
    form = {"username": "tom", "password": "a-long-one-9", "login": "tom"}
    browser.post("/login/", form, secure=True)
    assert browser.session["_auth_user_id"] and browser.session.session_key != planted.session_key
    assert not Session.objects.filter(pk=planted.session_key).exists()


@pytest.mark.parametrize("start", ["/login/?next=/", "/login/?next=//a.b/", "/rooms/1/join/"])
def test_nobody_writes_headers_or_leads_elsewhere_by_an_address(browsers, start):
    for browser in browsers:
        answer = browser.get(start + EVIL, secure=True)
        assert "X-Evil" not in answer.headers and b"<script>" not in answer.content
        assert not answer.headers.get("Location", "/").startswith(("//", "http"))
