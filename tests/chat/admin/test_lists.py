"""What whoever runs a site sees in the admin panel, however much there is."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chat.models import (
    Announcement,
    Audit,
    Ban,
    Invite,
    Member,
    Message,
    Room,
    Token,
    User,
    Webhook,
)
from chat.models.access import digest
from tests.chat.admin.forms import path

MODELS = (Announcement, Audit, Ban, Invite, Member, Message, Room, Token, User, Webhook)
LISTS = {model._meta.model_name: model for model in MODELS}


def fill(count):
    """So many of everything."""
    for number in range(count):
        user = User.objects.create_user(f"p{number}", is_bot=True)
        room = Room.objects.create(title=f"r{number}", slug=f"r{number}")
        Member.objects.create(room=room, user=user)
        Message.objects.create(
            room=room,
            seq=1,
            rev=1,
            author=user,
            client_id=uuid4(),
            body=f"tea {number}",
            words=f"tea {number}",
            created=timezone.now(),
        )
        Token.objects.create(user=user, name="t", start="chat_x", digest=digest(f"t{number}"))
        Invite.objects.create(room=room, made_by=user, digest=digest(f"i{number}"))
        Ban.objects.create(room=room, user=user, by=user)
        Webhook.objects.create(room=room, bot=user, name="w", digest=digest(f"w{number}"))
        Audit.objects.create(actor=user, room=room, action="x")
        Announcement.objects.create(text=f"r{number}", by=user)


@pytest.mark.parametrize("count", [3, 40])
def test_a_list_costs_the_same_whatever_its_length(panel, count, django_assert_max_num_queries):
    fill(count)
    timing = connection.vendor == "postgresql"  # which is told how long a list may take
    for kind in LISTS:
        with django_assert_max_num_queries(7 + timing):
            page = panel.get(path(kind)).content.decode()
        assert page.count("<tr>") >= count, kind


def test_what_is_listed_can_be_found_and_looked_at(panel):
    fill(3)
    for kind, model in LISTS.items():
        for q in ("r1", "x' OR 1=1 --%"):
            assert panel.get(path(kind), {"q": q}).status_code == 200, kind
        pk = model.objects.latest("pk").pk
        assert panel.get(path(kind, "change", pk)).status_code == 200, kind


def test_no_secret_s_digest_is_on_any_page(panel):
    fill(1)
    for kind in ("token", "invite", "webhook"):
        row = LISTS[kind].objects.get()
        for url in (path(kind), path(kind, "change", row.pk)):
            assert row.digest not in panel.get(url).content.decode()


def test_a_long_list_is_counted_as_far_as_it_is_shown(panel, monkeypatch):
    monkeypatch.setattr("chat.admin.bounded.MOST", 2)
    fill(3)
    assert "2 messages" in panel.get(path("message")).content.decode()


def test_messages_are_found_by_text_author_room_and_changed_by_nobody(panel):
    fill(12)
    asked = (("tea 11", 1), ("author:p1", 1), ("room:r2 tea", 1), ("tea", 12), ("nothing", 0))
    for q, found in asked:
        changelist = panel.get(path("message"), {"q": q}).context["cl"]
        assert changelist.result_count == found, q
    room = Room.objects.get(slug="r3")
    assert panel.get(path("message"), {"room": room.pk}).context["cl"].result_count == 1
    message = Message.objects.latest("pk")
    assert panel.post(path("message", "change", message.pk), {"body": "x"}).status_code == 403
    assert panel.post(path("message", "delete", message.pk), {"post": "yes"}).status_code == 403
    assert panel.get(path("message", "add")).status_code == 403


def test_staff_without_permissions_see_nothing(person):
    client = Client()
    client.force_login(person("clerk", is_staff=True))
    assert {client.get(path(kind)).status_code for kind in LISTS} == {403}
    assert "In the chat" not in client.get(reverse("admin:index")).content.decode()
