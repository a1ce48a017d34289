"""Somebody who wants to be forgotten is: nothing of them is left but what others may keep."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from chat.actions import editing, erasing, reactions, traces
from chat.actions.audit import record
from chat.actions.erasing import Erase
from chat.chores import erase_now
from chat.models import (
    Attachment,
    Audit,
    Edit,
    Erasure,
    Invite,
    Member,
    Message,
    NameWord,
    PlatformAccount,
    Reaction,
    Room,
    Token,
    User,
    log,
)
from chat.protocol.commands import MessageEdit, ReactionAdd
from tests.chat.doing import do, refused, told


@pytest.fixture
def lobby(room_of, tom, ann):
    return room_of(tom, ann)


def erase(user, messages=False, actor=None):
    outcome = do(erasing.erase, actor or user, Erase(user.pk, messages))
    erase_now(user.pk)
    return outcome


def bodies(room):
    rows = Message.objects.filter(room=room).order_by("seq")
    return [(row.body, row.author_id, bool(row.deleted)) for row in rows]


def test_what_they_said_stays_without_their_name(say, tom, ann, lobby):
    say(tom, lobby, "secret"), say(ann, lobby, "hello @tom and @ann")
    do(editing.edit, tom, MessageEdit(ref=1, room=lobby.pk, seq=1, body="better"))
    before = Room.objects.get().seq
    erase(tom)
    assert bodies(lobby) == [("better", None, False), ("hello @tom and @ann", ann.pk, False)]
    assert not Edit.objects.exists()
    first, second = log.changes(lobby.pk, before)
    assert (first.seq, first.author, first.body) == (1, None, "better"), "clients hear of it"
    assert (second.mentions, f'data-user="{tom.pk}"' in second.html) == ([ann.pk], False)
    assert f'data-user="{ann.pk}"' in second.html


def test_or_is_purged_as_well(say, tom, ann, lobby):
    say(tom, lobby, "secret"), say(ann, lobby, "hello")
    erase(tom, messages=True)
    assert bodies(lobby) == [("", None, True), ("hello", ann.pk, False)]


def test_files_go_whatever_stays_and_a_message_of_files_alone_goes_with_them(
    say, tom, lobby, file_of
):
    say(tom, lobby, "look", attachments=[file_of(tom, lobby).pk])
    say(tom, lobby, "", attachments=[file_of(tom, lobby).pk])
    file_of(tom, lobby)
    erase(tom)
    assert not Attachment.objects.exists()
    assert bodies(lobby) == [("look", None, False), ("", None, True)]


def test_nothing_else_of_them_is_left(say, tom, ann, lobby):
    say(ann, lobby)
    do(reactions.add, tom, ReactionAdd(ref=1, room=lobby.pk, seq=1, emoji="👍"))
    Token.objects.create(user=tom, name="x", digest="x")
    PlatformAccount.objects.create(user=tom, provider="wechat", openid="o")
    Invite.objects.create(room=lobby, made_by=tom, digest="y")
    record(tom.pk, "member.ban", lobby, ann, user=ann.pk)
    record(ann.pk, "member.mute", lobby, tom, user=tom.pk)
    record(ann.pk, "socket.close", None, tom, user=tom.pk, addresses=["192.0.2.7"])
    for user in (tom, ann):
        session = SessionStore()
        session["_auth_user_id"] = str(user.pk)
        session.create()
    name, pk = tom.username, tom.pk
    erase(tom)
    assert not User.objects.filter(pk=pk).exists()
    for model in (Token, PlatformAccount, Invite, Reaction, Erasure):
        assert not model.objects.exists(), model
    assert not NameWord.objects.filter(word=name).exists()
    [left] = Session.objects.all()
    assert left.get_decoded()["_auth_user_id"] == str(ann.pk)
    rows = list(Audit.objects.order_by("pk").values_list("action", "target", "actor", "details"))
    assert rows[0] == ("member.ban", "ann", None, {"user": ann.pk, "actor": pk})
    assert rows[1] == ("member.mute", f"#{pk}", ann.pk, {"user": pk})
    assert rows[2] == ("socket.close", f"#{pk}", ann.pk, {"user": pk})
    assert rows[3][:3] == ("user.erase", f"#{pk}", None)


def test_the_account_is_closed_and_nameless_at_once(say, tom, ann, lobby):
    tom.display_name, tom.email = "Tommy", "tom@example.org"
    tom.set_password("x")
    tom.save()
    say(tom, lobby)
    outcome = do(erasing.erase, tom, Erase(tom.pk, False))
    row = User.objects.get(pk=tom.pk)
    assert not row.is_active and not row.has_usable_password()
    assert "tom" not in f"{row.username}{row.display_name}{row.email}".lower()
    [heard] = told(outcome, room=lobby.pk)
    assert heard["member"]["user"]["name"].startswith("deleted-")
    opened = log.opened(ann.pk, lobby.pk, None, None)
    assert opened.messages[0].author.name.startswith("deleted-")


def test_a_large_account_goes_in_portions_and_a_cut_changes_nothing(
    fill, say, tom, ann, lobby, monkeypatch
):
    monkeypatch.setattr(traces, "PORTION", 10)
    fill(tom, lobby, 25, "x"), say(ann, lobby)
    do(erasing.erase, tom, Erase(tom.pk, True))
    outcome = do(erasing.go_on, ann, tom.pk)
    assert len(outcome.events) == 10 and not outcome.reply.done
    assert Message.objects.filter(author=tom).count() == 15
    do(erasing.erase, ann, Erase(tom.pk, False))
    assert Erasure.objects.get().messages, "what was said first counts"
    erase_now(tom.pk)
    assert Message.objects.filter(deleted=None).count() == 1
    revs = [message.rev for message in log.changes(lobby.pk, 0)]
    assert len({*revs}) == 26 and max(revs) == Room.objects.get().seq


def test_their_rooms_have_an_owner_and_a_direct_room_of_nobody_forgets(
    say, tom, ann, lobby, room_of
):
    Member.objects.filter(user=tom).update(role="owner")
    direct = room_of(tom, ann, kind="direct", people=f"{tom.pk}:{ann.pk}")
    say(ann, direct, "between us")
    erase(tom)
    assert Member.objects.get(room=lobby).role == "owner"
    assert Room.objects.get(pk=direct.pk).floor == 0
    User.objects.create_superuser("root")
    erase(ann)
    assert Room.objects.get(pk=direct.pk).floor == Room.objects.get(pk=direct.pk).seq


def test_the_last_who_manages_the_site_stays(person, tom):
    root = person("root", is_superuser=True)
    assert refused(erasing.erase, root, Erase(root.pk, False)) == "last_admin"
    person("second", is_superuser=True)
    assert refused(erasing.erase, root, Erase(root.pk, False)) is None


def test_the_name_is_free_for_somebody_new(tom, person):
    erase(tom)
    assert person("tom").pk != tom.pk
