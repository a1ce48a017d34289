"""Signing up: who may, by which invite, and into which room one comes."""

import re
import threading

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection, connections

from chat.models import Audit, Invite, Member, User
from tests.chat.accounts.conftest import Browser, read

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(tom, room_of):
    return room_of(tom, title="design")


@pytest.mark.parametrize("way", ["get", "post"])
def test_a_closed_site_makes_no_accounts(visitor, settings, way):
    settings.SIGN_UP = "closed"
    answer = getattr(visitor, way)("/signup/", {"username": "eve", "password1": "good horse"})
    assert "Ask them for one" in read(answer)
    assert "Create an account" not in read(visitor.get("/login/"))
    assert not User.objects.exists()


def test_an_open_site_takes_anybody(visitor, settings):
    settings.SIGN_UP = "open"
    assert "Create an account" in read(visitor.get("/login/"))
    assert visitor.sign_up("Eve")["Location"] == "/"
    assert User.objects.get(pk=visitor.who).username == "Eve"


@pytest.mark.parametrize("password", ["short", "12345678901", "password123", "eveeveeve1"])
def test_a_password_that_is_easily_guessed_is_refused(visitor, settings, password):
    settings.SIGN_UP = "open"
    answer = visitor.sign_up("eveeveeve", password)
    assert answer.status_code == 200
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["tom", "TOM", "a b", "", "x"])
def test_a_name_that_is_taken_or_none_is_refused(visitor, settings, tom, name):
    settings.SIGN_UP = "open"
    assert visitor.sign_up(name).status_code == 200
    assert User.objects.count() == 1


def test_by_invite_nobody_comes_without_one(visitor, settings, tom, room, link):
    settings.SIGN_UP = "invite"
    assert "open the link" in read(visitor.get("/signup/"))
    visitor.get("/join/unknown/")
    assert "open the link" in read(visitor.get("/signup/"))
    path = link(tom, room)
    Invite.objects.update(most_uses=0)
    assert visitor.get(path).status_code == 404
    visitor.sign_up("eve")
    assert visitor.who is None


@pytest.mark.parametrize("opening", ["invite", "open"])
def test_who_follows_an_invite_is_in_the_room_once_they_have_an_account(
    visitor, settings, tom, room, link, opening
):
    settings.SIGN_UP = opening
    path = link(tom, room, uses=1)
    page = read(visitor.get(path))
    assert "tom invites you to a room" in page and "Create an account" in page
    answer = visitor.sign_up("eve")
    assert answer["Location"] == path
    assert visitor.get(path)["Location"] == f"/rooms/{room.pk}/"
    assert Member.objects.filter(user=visitor.who, room=room).exists()
    assert Invite.objects.get().uses == 1


def test_an_invite_that_is_used_up_meanwhile_makes_no_account(visitor, settings, tom, room, link):
    settings.SIGN_UP = "invite"
    visitor.get(link(tom, room, uses=1))
    visitor.get("/signup/")
    Invite.objects.update(uses=1)
    assert "open the link" in read(visitor.sign_up("eve"))
    assert not User.objects.filter(username="eve").exists()


def test_an_invite_to_the_site_alone_makes_an_account_and_its_use_counts(
    visitor, settings, tom, link
):
    settings.SIGN_UP = "invite"
    path = link(tom, uses=1)
    assert "tom invites you." in read(visitor.get(path))
    visitor.sign_up("eve")
    assert visitor.get(path)["Location"] == "/"
    assert Invite.objects.get().uses == 1
    assert Audit.objects.get().action == "invite.make"
    assert Browser().get(path).status_code == 404


def test_of_two_who_hurry_one_gets_the_last_use(settings, tom, room, link):
    settings.SIGN_UP = "invite"
    path = link(tom, room, uses=1)
    visitors = {name: Browser() for name in ("ann", "eve")}
    for visitor in visitors.values():
        visitor.get(path)

    def hurry(name):
        visitors[name].sign_up(name)
        connections.close_all()

    threads = [threading.Thread(target=hurry, args=[name]) for name in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.exclude(pk=tom.pk).count() == 1, connection.vendor
    assert Invite.objects.get().uses == 1


def test_an_address_must_be_proved_before_one_comes_in(by_mail, visitor, settings):
    settings.SIGN_UP = "open"
    answer = visitor.sign_up("eve", email="eve@example.org")
    assert answer["Location"] == "/account/email/sent/"
    assert visitor.who is None
    assert Browser().sign_in("eve")["Location"] == "/account/email/sent/"
    path = re.search(r"//testserver(\S+)", mail.outbox[0].body)[1]
    visitor.post(path)
    assert EmailAddress.objects.get().verified
    assert Browser().sign_in("eve")["Location"] == "/"


def test_an_address_that_is_known_gets_the_same_answer_and_a_letter(
    by_mail, visitor, settings, known
):
    settings.SIGN_UP = "open"
    known("tom", email="tom@example.org")
    fresh = Browser().sign_up("eve", email="eve@example.org")
    taken = visitor.sign_up("ann", email="tom@example.org")
    assert fresh["Location"] == taken["Location"]
    assert not User.objects.filter(username="ann").exists()
    assert [letter.to for letter in mail.outbox] == [["eve@example.org"], ["tom@example.org"]]
