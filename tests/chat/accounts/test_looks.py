"""Every page of accounts that can be reached is in the site's look and the reader's language."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import NoReverseMatch, get_resolver, reverse

from chat.accounts import urls
from tests.catalogs import entries
from tests.chat.accounts.conftest import PASSWORD, Browser, read

# What is no page: it acts, or hands on to a page.
NO_PAGES = {"account", "logout", "login", "mfa_login_webauthn", "mfa_download_recovery_codes"}
NO_PAGES |= {"openid_connect_callback", "socialaccount_signup"}
ARGUMENTS = {"key": "x-y", "uidb36": "1", "pk": "1", "provider_id": "oidc"}
PROVIDER = {
    "provider_id": "oidc",
    "name": "Example",
    "client_id": "x",
    "secret": "y",
    "settings": {"server_url": "http://127.0.0.1:9"},
}
# What stands in English on pages in any language.
NAMES = {"chatsite", "english", "email"}


def paths():
    """The address of each page of accounts, by name."""
    resolver = get_resolver(urls)
    for name in {name for name in resolver.reverse_dict if isinstance(name, str)} - NO_PAGES:
        [(form, names), *_] = [
            way for ways in resolver.reverse_dict.getlist(name) for way in ways[0]
        ]
        try:
            yield reverse(name, kwargs={key: ARGUMENTS[key] for key in names})
        except NoReverseMatch:
            raise AssertionError(f"{name}: {form} needs {names}") from None


@pytest.fixture
def site(settings, by_mail):
    settings.SIGN_UP, settings.GUESTS = "open", True
    settings.OIDC_PROVIDERS = [PROVIDER]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [PROVIDER]}}


@pytest.fixture
def pages(site, known):
    """Every page, as strangers see it, members, and members with two factors: [(path, answer)]."""
    tom = known("tom", email="tom@example.org")

    def shown(language):
        found = []
        for state in ("stranger", "signed in", "protected"):
            visitor = Browser(HTTP_ACCEPT_LANGUAGE=language)
            if state == "protected":
                TOTP.activate(tom, "JBSWY3DPEHPK3PXP")
                RecoveryCodes.activate(tom)
            if state != "stranger":
                visitor.force_login(tom)
                visitor.post("/account/again/", {"password": PASSWORD})
            for path in sorted(paths()):
                answer = visitor.get(path)
                if answer.status_code in (200, 403):
                    found.append((path, answer))
        return found

    return shown


def english():
    """The texts of allauth, as people would see them in no other language than English."""
    catalog = Path(allauth.__file__).parent / "locale/en/LC_MESSAGES/django.po"
    for entry in entries(catalog):
        text = re.sub(r"<[^>]+>", "", entry.text.rpartition("\x04")[2])
        if len(text) > 3 and text.casefold() not in NAMES:
            words = re.escape(" ".join(text.split()))
            yield re.sub(r"%\\?\(\w+\\?\)s|%[sd]|\\\{\w+\\\}", ".+?", words)


def test_all_pages_are_in_our_look_and_run_nothing_that_stands_in_them(pages):
    seen = pages("en")
    assert len({path for path, _ in seen}) >= 20, "the premise"
    for path, answer in seen:
        page = answer.content.decode()
        assert 'class="brand"' in page and "chat/css/site.css" in page, path
        assert 'class="card' in page or 'class="notice"' in page, path
        scripts = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", page)
        assert not scripts and " style=" not in page and " onclick=" not in page, path
        assert len(re.findall(r"<h1", page)) == 1 or "refresh" in page, path


@pytest.mark.parametrize("language", ["vi", "zh-hans"])
def test_nothing_is_left_in_english(pages, language):
    texts = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(english()))})(?!\w)")
    for path, answer in pages(language):
        assert not texts.findall(read(answer)), path
