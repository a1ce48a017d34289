"""Who is let in and who is not, decided in the admin panel."""

import json
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from chat.hub import hub
from chat.models import Audit, Ban, Invite, Member, Message, Room, Token, User, Webhook
from tests.chat.admin.forms import delete, path, save


def test_a_ban_puts_out_and_its_end_lets_in(panel, tea, boss):
    ann = User.objects.get(username="ann")
    save(panel, path("ban", "add"), user=ann.pk, room=tea.pk, reason="spam")
    ban = Ban.objects.get()
    assert ban.by == boss and not Member.objects.filter(user=ann).exists()
    delete(panel, "ban", ban.pk)
    assert not Ban.objects.exists()
    actions = list(Audit.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["member.ban", "member.unban"]


def test_a_token_is_revoked_once_that_is_confirmed_and_never_changed(panel, person):
    token = Token.objects.create(user=person("tom"), name="t", start="chat_x", digest="d")
    form = {"action": "revoke", "_selected_action": [token.pk]}
    assert "t (chat_x…)" in panel.post(path("token"), form).content.decode()
    token.refresh_from_db()
    assert not token.revoked
    save(panel, path("token"), **form, confirmed="yes", reason="leaked")
    token.refresh_from_db()
    entry = Audit.objects.get()
    assert token.revoked and (entry.action, entry.details["reason"]) == ("token.revoke", "leaked")
    assert panel.post(path("token", "delete", token.pk), {"post": "yes"}).status_code == 403


def test_a_void_webhook_s_bot_leaves_and_a_void_invite_is_written_down(panel, tea, person):
    bot = person("bot", is_bot=True)
    Member.objects.create(room=tea, user=bot)
    hook = Webhook.objects.create(room=tea, bot=bot, name="CI", digest="x")
    delete(panel, "webhook", hook.pk)
    delete(panel, "invite", Invite.objects.create(room=tea, digest="y").pk)
    assert not Member.objects.filter(user=bot).exists() and not Invite.objects.exists()
    actions = list(Audit.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["webhook.drop", "invite.revoke"]


def test_who_has_said_something_is_not_deleted_and_others_leave_their_rooms_in_order(panel, tea):
    tom, ann = User.objects.get(username="tom"), User.objects.get(username="ann")
    named = {"room": tea, "seq": 1, "rev": 1, "client_id": uuid4(), "created": timezone.now()}
    message = Message.objects.create(author=tom, body="x", **named)
    assert panel.post(path("user", "delete", tom.pk), {"post": "yes"}).status_code == 403
    message.delete()
    delete(panel, "user", tom.pk)
    assert Member.objects.get().user == ann and Member.objects.get().role == "owner"
    assert Room.objects.get().version == 1


@pytest.mark.django_db(transaction=True)
async def test_open_sockets_hear_at_once_what_is_done_in_the_panel(panel, tea):
    ann = await User.objects.aget(username="ann")
    heard = []
    hub().people.join(ann.pk, lambda event: heard.append((json.loads(event.text), event.gone)))
    form = {"user": ann.pk, "room": tea.pk, "reason": "spam"}
    await sync_to_async(save)(panel, path("ban", "add"), **form)
    assert heard == [({"on": "room", "id": tea.pk, "gone": True}, tea.pk)]
