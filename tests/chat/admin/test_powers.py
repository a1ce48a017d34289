"""Whoever uses a power over others is written down, whichever page they use it on."""

import ast
import re
from uuid import uuid4

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from chat.admin.audit import ACTIONS
from chat.models import (
    Announcement,
    Audit,
    Ban,
    Invite,
    Member,
    Message,
    Mute,
    Report,
    Room,
    Token,
    User,
    Webhook,
)
from tests.servers import TOP

JOINED = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
TIME = {"starts_0": "2026-01-01", "starts_1": "00:00"}


@pytest.fixture
def rows(tea):
    """One of everything that somebody may use a power over."""
    tom, ann = User.objects.order_by("pk").exclude(username="boss")
    place = {"room": tea, "seq": 1, "rev": 1, "client_id": uuid4(), "created": timezone.now()}
    message = Message.objects.create(author=tom, body="hello", words="hello", **place)
    Room.objects.filter(pk=tea.pk).update(seq=1)
    bot = User.objects.create_user("bot", is_bot=True)
    return {
        Announcement: Announcement.objects.create(text="Tea is served"),
        Audit: Audit.objects.create(action="room.make"),
        Ban: Ban.objects.create(user=ann),
        Group: Group.objects.create(name="helpers"),
        Invite: Invite.objects.create(room=tea, digest="i"),
        Member: Member.objects.get(user=ann),
        Message: message,
        Mute: Mute.objects.create(user=bot),
        Report: Report.objects.create(room=tea, seq=1, body="hello", author=tom, by=ann),
        Room: Room.objects.create(title="Empty", slug="empty"),
        Token: Token.objects.create(user=bot, name="t", start="chat_x", digest="d"),
        User: ann,
        Webhook: Webhook.objects.create(room=tea, bot=bot, name="CI", digest="w"),
    }


def forms(rows):
    """What is sent to add or to change something, by the model."""
    ann, bot, tom = rows[User], rows[Token].user, rows[Message].author
    tea = rows[Message].room
    password = {"usable_password": "true", "password1": "s3cr3t tea", "password2": "s3cr3t tea"}
    member = {"room": tea.pk, "user": bot.pk, "role": "member", "level": "all"}
    return {
        (Announcement, "add"): {"text": "Milk, too", **TIME},
        (Announcement, "change"): {"text": "Milk is served", **TIME},
        (Ban, "add"): {"user": bot.pk, "reason": "spam"},
        (Group, "add"): {"name": "others"},
        (Group, "change"): {"name": "keepers"},
        (Invite, "add"): {"days": 7},
        (Member, "add"): member,
        (Member, "change"): {"role": "moderator", "level": "all"},
        (Mute, "add"): {"user": tom.pk, "reason": "spam"},
        (Room, "add"): {"title": "Milk", "slug": "milk", "kind": "public", "slow_seconds": 0},
        (Room, "change"): {"title": "Full", "slug": "empty", "kind": "public", "slow_seconds": 0},
        (Token, "add"): {"user": bot.pk, "name": "t", "scope": "read", "days": 1},
        (User, "add"): {"username": "eve", **password},
        (User, "change"): {"username": ann.username, "display_name": "Ann", **JOINED},
        (Webhook, "add"): {"room": tea.pk, "name": "CI"},
    }


def deeds(rows, request):
    """All that a superuser may do in the panel: model, what, address and form."""
    sent = forms(rows)
    for model, pages in admin.site._registry.items():
        row, about = rows[model], (model._meta.app_label, model._meta.model_name)
        yield from (
            (model, name, reverse("admin:{}_{}_changelist".format(*about)), acted(name, row))
            for name in pages.get_actions(request)
        )
        if pages.has_add_permission(request):
            yield model, "add", reverse("admin:{}_{}_add".format(*about)), sent[model, "add"]
        for what in ("change", "delete"):
            if getattr(pages, f"has_{what}_permission")(request, row):
                form = {"post": "yes"} if what == "delete" else sent[model, what]
                yield (
                    model,
                    what,
                    reverse(f"admin:{about[0]}_{about[1]}_{what}", args=[row.pk]),
                    form,
                )


def acted(name, row):
    return {"action": name, "_selected_action": [row.pk], "confirmed": "yes"}


def test_every_use_of_a_power_in_the_panel_is_written_down(panel, boss, rows, rf):
    request = rf.get("/admin/")
    request.user = boss
    User.objects.filter(pk=rows[User].pk).update(avatar="1-x.webp")
    order = {"restore": 1, "purge": 2, "delete": 3}  # what ends a row comes last
    found = sorted(deeds(rows, request), key=lambda deed: order.get(deed[1], 0))
    assert len(found) > 25
    for model, what, url, form in found:
        before = Audit.objects.latest("pk").pk
        answer = panel.post(url, form)
        assert answer.status_code in (200, 302), (model, what)
        new = Audit.objects.filter(pk__gt=before).values_list("action", "actor")
        assert new, (model, what, answer.content.decode()[:3000])
        assert all(action in ACTIONS and actor == boss.pk for action, actor in new), (model, what)


def test_what_a_command_does_on_the_server_is_written_down_without_a_name(db, capsys):
    call_command("createaccount", "ci", bot=True)
    call_command("createtoken", "ci")
    entries = Audit.objects.order_by("pk").values_list("actor", "action", "target")
    assert list(entries) == [(None, "user.make", "ci"), (None, "token.make", "ci")]


def test_every_power_has_its_words():
    """`record` and its like are given a name, or a choice of names, which the panel knows."""
    said = set()
    for file in (TOP / "chat").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if called(call) in ("record", "note", "written"):
                texts = (node.value for node in ast.walk(call) if isinstance(node, ast.Constant))
                said |= {text for text in texts if re.fullmatch(r"[a-z]+\.[a-z_]+", str(text))}
    assert said and said <= ACTIONS.keys()


def called(call):
    return getattr(
        getattr(call, "func", None), "id", getattr(getattr(call, "func", None), "attr", "")
    )
