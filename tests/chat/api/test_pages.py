"""Pages of other sites get nothing out of the API, and put nothing into it."""

import pytest

from chat.models import Message
from tests.chat.api.conftest import log_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_of_ours_may_post_with_its_csrf_token(ask, signed, lobby):
    assert ask("POST", log_of(lobby), data={"body": "hi"}, **signed).status == 201


@pytest.mark.parametrize(
    "change",
    [
        {"x_csrftoken": ""},
        {"x_csrftoken": "d" * 32},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
    ids=["no token", "another token", "another origin", "a sandboxed page"],
)
def test_a_foreign_page_cannot_post_with_somebodys_cookie(ask, signed, lobby, change):
    answer = ask("POST", log_of(lobby), data={"body": "hi"}, **signed | change)
    assert (answer.status, answer.json["error"]) == (403, "csrf_failed")
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_what_a_form_could_send_is_not_read(ask, secret, lobby, kind):
    answer = ask("POST", log_of(lobby), secret, body=b'{"body": "hi"}', content_type=kind)
    assert (answer.status, answer.json["error"]) == (415, "only_json")
    assert not Message.objects.exists()


def test_no_other_origin_is_told_that_it_may_read(ask, secret):
    for method in ("GET", "OPTIONS"):
        answer = ask(method, "/api/me", secret, origin="https://evil.example")
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_browser_is_told_to_come_by_tls_again(ask, secret, settings):
    settings.SECURE_HSTS_SECONDS = 3600
    assert ask("GET", "/api/me", secret).headers["strict-transport-security"] == "max-age=3600"


def test_nobody_frames_sniffs_or_keeps_an_answer(ask, secret):
    answer = ask("GET", "/api/me", secret)
    headers = answer.headers
    assert headers["content-length"] == str(len(answer.body))
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
