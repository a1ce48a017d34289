"""Signing in: what it tells a stranger, and how often they may try."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from chat.models import User
from tests.chat.accounts.conftest import PASSWORD, Browser, read


def test_somebody_signs_in_by_name_or_by_address_whatever_the_case(visitor, known):
    tom = known("Tom", email="tom@example.org")
    for login in ("Tom", "tom", "TOM@example.org"):
        assert Browser().sign_in(login)["Location"] == "/"
    visitor.sign_in("tom")
    assert visitor.who == str(tom.pk)


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(known):
    known("tom")
    answers = {read(Browser().sign_in(name, "wrong")) for name in ("tom", "nobody", "a@b.example")}
    assert len(answers) == 1
    assert "This name and this password do not belong together" in answers.pop()


def test_an_unknown_name_costs_as_much_work_as_a_known_one(known, monkeypatch):
    known("tom")
    hashed = []
    monkeypatch.setattr(User, "check_password", lambda *_: hashed.append("checked"))
    monkeypatch.setattr(User, "set_password", lambda *_: hashed.append("made"))
    Browser().sign_in("tom", "wrong")
    Browser().sign_in("nobody", "wrong")
    assert hashed == ["checked", "made"], "one hash each"


def test_the_key_of_the_session_is_another_one_after_signing_in(visitor, known):
    """Against fixation: a key that somebody else has planted opens nothing."""
    known("tom")
    visitor.get("/login/")
    session = visitor.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    visitor.cookies["sessionid"] = planted
    visitor.sign_in("tom")
    assert visitor.session.session_key != planted
    stranger = Browser()
    stranger.cookies["sessionid"] = planted
    assert stranger.get("/account/sessions/")["Location"].startswith("/login/")


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(visitor, known, away):
    known("tom")
    assert visitor.sign_in("tom", next=away)["Location"] == "/"
    assert visitor.post("/logout/", {"next": away})["Location"] == "/login/"


def test_signing_in_leads_to_where_somebody_wanted_to_go(visitor, known):
    known("tom")
    assert visitor.sign_in("tom", next="/rooms/7/")["Location"] == "/rooms/7/"


def test_after_five_wrong_passwords_even_the_right_one_must_wait(visitor, known):
    known("tom")
    for _ in range(5):
        visitor.sign_in("tom", "wrong")
    answer = Browser().sign_in("tom", REMOTE_ADDR="192.0.2.9")
    assert "Too many attempts have failed" in read(answer)
    assert visitor.who is None


def test_who_tries_many_names_from_one_address_is_stopped_too(known):
    known("tom")
    for number in range(10):
        Browser().sign_in(f"name{number}", "wrong")
    assert "Too many attempts have failed" in read(Browser().sign_in("tom"))


def test_a_crowd_of_right_passwords_opens_no_way_for_guessing(known):
    known("tom")
    known("eve")
    for _ in range(5):
        Browser().sign_in("tom", "wrong")
        Browser().sign_in("eve")
    assert "Too many attempts" in read(Browser().sign_in("tom"))


def test_a_flood_of_pages_is_answered_429_in_our_look(visitor):
    for _ in range(20):
        visitor.post("/signup/", {})
    answer = visitor.post("/signup/", {})
    assert answer.status_code == 429
    assert "wait a few minutes" in read(answer)


def test_who_was_given_an_account_without_an_address_signs_in_where_mail_is_sent(
    by_mail, visitor, known
):
    known("tom")
    assert visitor.sign_in("tom")["Location"] == "/"


def test_a_closed_account_signs_in_nowhere(visitor, known):
    known("tom", is_active=False)
    visitor.sign_in("tom")
    assert visitor.who is None


def test_a_password_is_reset_by_mail_and_all_other_browsers_are_signed_out(by_mail, known):
    tom = known("tom", email="tom@example.org")
    EmailAddress.objects.create(user=tom, email=tom.email, verified=True, primary=True)
    elsewhere, here = Browser(), Browser()
    elsewhere.force_login(tom)
    answer = here.post("/account/reset/", {"email": "tom@example.org"})
    assert answer["Location"] == "/account/reset/sent/"
    [letter] = mail.outbox
    path = re.search(r"//testserver(\S+)", letter.body)[1]
    form = here.get(path)["Location"]
    here.post(form, {"password1": "another horse", "password2": "another horse"})
    assert Browser().sign_in("tom", "another horse")["Location"] == "/"
    assert elsewhere.get("/account/sessions/")["Location"].startswith("/login/")
    assert "invalid" in read(Browser().get(path)), "the link is good once"


def test_asking_for_a_reset_tells_nobody_who_has_an_account(by_mail, known):
    known("tom", email="tom@example.org")
    answers = [
        Browser().post("/account/reset/", {"email": f"{name}@example.org"}, follow=True)
        for name in ("tom", "nobody")
    ]
    assert read(answers[0]) == read(answers[1])
    assert [letter.to for letter in mail.outbox] == [["tom@example.org"]]


def test_without_a_mail_server_the_page_says_whom_to_ask(visitor):
    for answer in (visitor.get("/account/reset/"), visitor.post("/account/reset/", {"email": "a"})):
        assert "Ask whoever runs it" in read(answer)


def test_a_changed_password_keeps_this_browser_and_no_other(visitor, known):
    tom = known("tom")
    elsewhere = Browser()
    elsewhere.force_login(tom)
    visitor.sign_in("tom")
    new = {"oldpassword": PASSWORD, "password1": "new horse here", "password2": "new horse here"}
    visitor.post("/account/password/", new)
    assert visitor.get("/account/sessions/").status_code == 200
    assert elsewhere.get("/account/sessions/")["Location"].startswith("/login/")


def test_the_admin_panel_has_no_door_of_its_own(visitor, known):
    known("tom", is_staff=True, is_superuser=True)
    assert visitor.get("/admin/login/?next=/admin/")["Location"] == "/login/?next=/admin/"
    visitor.post("/admin/login/", {"username": "tom", "password": PASSWORD})
    assert visitor.who is None
    assert visitor.sign_in("tom", next="/admin/")["Location"] == "/admin/"
    assert visitor.get("/admin/").status_code == 200


def test_who_is_no_staff_is_told_so(visitor, known):
    known("tom")
    visitor.sign_in("tom")
    assert visitor.get("/admin/", follow=True).status_code == 403


def test_the_addresses_by_which_allauth_finds_pages_are_there():
    names = ("account_login", "account_logout", "account_signup", "account_inactive")
    assert all(reverse(name) for name in names)
