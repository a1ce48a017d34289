"""Coming into a room by its address: an invite's link, or that of a public room."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from chat.actions import invites
from chat.models import Ban, Invite, Member, Room
from chat.protocol.commands import RoomInvite
from tests.chat.doing import do

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(tom, room_of):
    room = room_of(tom, title="design", topic="Colours and type")
    Member.objects.update(role=Member.Role.OWNER)
    return room


@pytest.fixture
def link(tom, room):
    """The path of an invite that tom has made."""
    return f"/join/{do(invites.invite, tom, RoomInvite(ref=1, room=room.pk)).reply.invite}/"


@pytest.fixture
def browser(ann):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    return client


def press(browser, path):
    """Join, as the page's button does."""
    browser.get(path)
    token = browser.cookies["csrftoken"].value
    return browser.post(path, {"csrfmiddlewaretoken": token})


def read(page):
    return " ".join(strip_tags(page.content.decode()).split())


def test_an_invite_says_where_it_leads_and_who_invites(browser, ann, room, link):
    page = browser.get(link)
    for words in ("tom invites you to a room", "design", "Colours and type", "Members: 1"):
        assert words in read(page)
    assert not Member.objects.filter(user=ann).exists()
    assert Invite.objects.get().uses == 0


def test_one_press_and_one_is_in(browser, ann, room, link):
    answer = press(browser, link)
    assert (answer.status_code, answer["Location"]) == (302, f"/rooms/{room.pk}/")
    assert Member.objects.filter(user=ann, room=room).exists()
    assert Invite.objects.get().uses == 1


def test_who_is_in_already_comes_straight_to_the_room(browser, ann, room, link):
    Member.objects.create(room=room, user=ann)
    Invite.objects.update(expires=timezone.now())
    assert browser.get(link)["Location"] == f"/rooms/{room.pk}/"
    assert Invite.objects.get().uses == 0


def test_who_is_nobody_signs_in_and_comes_back(link):
    assert Client().get(link)["Location"] == f"/login/?next={link}"


def test_an_invite_that_is_void_says_so(browser, ann, link):
    for spoil in ({"expires": timezone.now() - timedelta(days=1)}, {"most_uses": 0}):
        old = Invite.objects.values(*spoil).get()
        Invite.objects.update(**spoil)
        for answer in (browser.get(link), browser.get("/join/unknown/")):
            assert answer.status_code == 404
            assert "unknown, expired or used up. Ask for a new one" in read(answer)
        Invite.objects.update(**old)


def test_who_is_banned_from_the_room_is_told_why(browser, ann, room, link):
    Ban.objects.create(room=room, user=ann, reason="noise")
    answer = press(browser, link)
    assert answer.status_code == 403
    assert "Reason: noise" in read(answer)
    assert not Member.objects.filter(user=ann).exists()


def test_no_other_page_can_make_somebody_join(browser, ann, link):
    assert browser.post(link).status_code == 403
    assert not Member.objects.filter(user=ann).exists()


def test_the_address_of_a_public_room_lets_people_in(browser, ann, room_of, tom):
    room = room_of(tom, kind=Room.Kind.PUBLIC, title="garden")
    page = browser.get(f"/rooms/{room.pk}/", follow=True)
    assert "garden" in read(page) and "invites" not in read(page)
    assert press(browser, f"/rooms/{room.pk}/join/")["Location"] == f"/rooms/{room.pk}/"
    assert Member.objects.filter(user=ann, room=room).exists()


def test_the_address_of_a_private_room_tells_nothing(browser, room):
    answer = press(browser, f"/rooms/{room.pk}/join/")
    assert answer.status_code == 404
    assert "design" not in read(answer)
