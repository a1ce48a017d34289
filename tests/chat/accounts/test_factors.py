"""Second factors: codes of an app, recovery codes; the admin panel behind them."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.management import CommandError, call_command

from chat.models import Audit
from tests.chat.accounts.conftest import PASSWORD, Browser, read


def code(secret, steps=0):
    """What an authenticator app shows now, or so many times half a minute later."""
    counter = int(time.time()) // 30 + steps
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


@pytest.fixture
def tom(known, visitor):
    """Signed in, and has just said the password again."""
    user = known("tom", is_staff=True, is_superuser=True)
    visitor.sign_in("tom")
    visitor.post("/account/again/", {"password": PASSWORD})
    return user


@pytest.fixture
def secret(tom, visitor):
    """That of tom's app, which is set up."""
    page = visitor.get("/account/factors/totp/activate/").content.decode()
    found = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', page, re.DOTALL)[1]
    assert "data:image/svg+xml" in page, "a QR code, too"
    visitor.post("/account/factors/totp/activate/", {"code": code(found)})
    return found


def test_a_factor_is_set_up_only_by_who_says_the_password_again(known, visitor):
    known("tom")
    visitor.sign_in("tom")
    for path in ("totp/activate", "webauthn/add"):
        answer = visitor.get(f"/account/factors/{path}/")
        assert answer["Location"].startswith("/account/again/")
    assert "not your password" in read(visitor.post("/account/again/", {"password": "wrong"}))


def test_with_an_app_the_password_alone_opens_nothing(secret):
    visitor = Browser()
    assert visitor.sign_in("tom")["Location"] == "/account/factors/authenticate/"
    assert visitor.who is None
    wrong = visitor.post("/account/factors/authenticate/", {"code": "000000"})
    assert "This code is not right" in read(wrong)
    answer = visitor.post("/account/factors/authenticate/", {"code": unused_recovery_code()})
    assert answer["Location"] == "/"
    assert visitor.who


def unused_recovery_code():
    row = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    return row.wrap().get_unused_codes()[0]


def test_a_recovery_code_is_good_once(secret):
    spent = unused_recovery_code()
    for number in range(2):
        visitor = Browser()
        visitor.sign_in("tom")
        visitor.post("/account/factors/authenticate/", {"code": spent})
        assert (visitor.who is None) == (number == 1)


@pytest.mark.parametrize(("steps", "is_good"), [(-3, False), (-1, True), (1, True), (3, False)])
def test_who_types_slowly_or_by_a_wrong_clock_comes_in(secret, steps, is_good):
    visitor = Browser()
    visitor.sign_in("tom")
    visitor.post("/account/factors/authenticate/", {"code": code(secret, steps)})
    assert (visitor.who is not None) == is_good


def test_codes_are_not_guessed_by_trying(secret):
    visitor = Browser()
    visitor.sign_in("tom")
    for _ in range(12):
        answer = visitor.post("/account/factors/authenticate/", {"code": "000000"})
    assert "Too many attempts" in read(answer) or answer.status_code == 429


def test_recovery_codes_are_shown_to_who_has_just_set_up_an_app(secret, visitor):
    assert (
        unused_recovery_code() in visitor.get("/account/factors/recovery-codes/").content.decode()
    )


def test_who_has_lost_everything_is_let_in_by_whoever_runs_the_site(secret):
    with pytest.raises(CommandError, match="Nobody is called eve"):
        call_command("dropfactors", "eve")
    call_command("dropfactors", "tom")
    assert Browser().sign_in("tom")["Location"] == "/"
    assert Audit.objects.get().action == "user.factors"


def test_the_admin_panel_shows_what_is_the_chat_s(tom, visitor):
    page = visitor.get("/admin/").content.decode()
    assert "/admin/chat/room/" in page, "the premise"
    assert "/admin/mfa/" not in page and "/admin/socialaccount/" not in page


def test_the_admin_panel_takes_a_second_factor_where_the_site_says_so(settings, tom, visitor):
    settings.ADMIN_MFA = True
    answer = visitor.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert "A second factor is needed" in read(answer)
    assert 'href="/account/factors/"' in answer.content.decode()
    settings.ADMIN_MFA = False
    assert visitor.get("/admin/").status_code == 200


def test_with_a_second_factor_the_admin_panel_opens(settings, secret, visitor):
    settings.ADMIN_MFA = True
    assert visitor.get("/admin/").status_code == 200
