"""Whoever wrote a message may better it, and it can be taken back; nothing of it is then left."""

import pytest

from chat.actions import editing, reactions
from chat.models import Attachment, Audit, Edit, Member, Mention, Message, Room, log
from chat.protocol import commands


@pytest.fixture
def lobby(room_of, tom, ann):
    return room_of(tom, ann)


def edit(actor, room, seq, body):
    return editing.edit(actor.pk, commands.MessageEdit(ref=1, room=room.pk, seq=seq, body=body))


def delete(actor, room, seq):
    return editing.delete(actor.pk, commands.MessageDelete(ref=1, room=room.pk, seq=seq))


def react(actor, room, seq, emoji="👍"):
    command = commands.ReactionAdd(ref=1, room=room.pk, seq=seq, emoji=emoji)
    return reactions.add(actor.pk, command)


def position(room):
    return Room.objects.get(pk=room.pk).seq


def moderate(user, room, role=Member.Role.MODERATOR):
    Member.objects.filter(user=user, room=room).update(role=role)


def test_an_edit_is_a_change_of_the_message_at_its_place(say, tom, ann, lobby):
    say(tom, lobby, "helo"), say(ann, lobby)
    done = edit(tom, lobby, 1, "hello @ann")
    told = done.reply.message
    assert (told.seq, told.rev, told.body, told.mentions) == (1, 3, "hello @ann", [ann.pk])
    assert told.edited and told.html
    assert log.changes(lobby.pk, 2) == [told] and position(lobby) == 3
    [event] = done.events
    assert (event.room, event.after, event.rev) == (lobby.pk, 2, 3)


def test_the_search_looks_at_the_new_text(say, tom, lobby):
    say(tom, lobby, "Apples")
    edit(tom, lobby, 1, "Pears")
    assert Message.objects.get().words == "pears"


def test_every_earlier_text_is_kept(say, tom, lobby):
    say(tom, lobby, "one")
    for body in ("two", "three"):
        edit(tom, lobby, 1, body)
    kept = Edit.objects.order_by("pk").values_list("body", "by")
    assert [*kept] == [("one", tom.pk), ("two", tom.pk)]


def test_mentions_follow_the_text(say, tom, ann, lobby, person):
    bob = person("bob")
    Member.objects.create(room=lobby, user=bob)
    say(tom, lobby, "@ann @tom")
    assert edit(tom, lobby, 1, "@tom @bob").reply.message.mentions == sorted([tom.pk, bob.pk])
    assert {*Mention.objects.values_list("user", "seq")} == {(tom.pk, 1), (bob.pk, 1)}
    assert edit(tom, lobby, 1, "nobody").reply.message.mentions == []


def test_the_same_text_is_no_change(say, tom, lobby):
    said = say(tom, lobby, "hello")
    done = edit(tom, lobby, 1, "hello")
    assert done.reply.message == said and not done.events
    assert position(lobby) == 1 and not Edit.objects.exists()


def test_nobody_else_may_edit_a_message_whatever_their_role(say, tom, ann, lobby, refused):
    say(tom, lobby)
    moderate(ann, lobby, Member.Role.OWNER)
    with refused("not_yours"):
        edit(ann, lobby, 1, "mine")


@pytest.mark.parametrize(
    ("body", "code"), [(" ", "blank"), ("x" * 4001, "too_long"), ("\0", "bad_text")]
)
def test_an_edit_keeps_to_what_a_post_keeps_to(say, tom, lobby, refused, body, code):
    said = say(tom, lobby, "hello")
    with refused(code):
        edit(tom, lobby, 1, body)
    assert log.changes(lobby.pk, 0) == [said]


def test_a_text_may_go_where_a_file_stays(say, tom, lobby, file_of):
    say(tom, lobby, "look", attachments=[file_of(tom, lobby).pk])
    assert len(edit(tom, lobby, 1, "").reply.message.attachments) == 1


@pytest.mark.parametrize("change", [lambda *who: edit(*who, "x"), delete, react])
def test_strangers_and_wrong_places_are_refused(say, tom, lobby, person, refused, change):
    bob = person("bob")
    say(tom, lobby), edit(tom, lobby, 1, "at 2")
    with refused("not_found"):
        change(bob, lobby, 1)
    for seq in (0, 2, 10**12):
        with refused("no_such_message"):
            change(tom, lobby, seq)


def test_a_deleted_message_keeps_its_place_and_nothing_else(say, tom, ann, lobby, file_of):
    file = file_of(tom, lobby)
    said = say(tom, lobby, "secret @ann", attachments=[file.pk])
    edit(tom, lobby, 1, "secret, @ann"), react(ann, lobby, 1)
    done = delete(tom, lobby, 1)
    told = done.reply.message
    assert (told.seq, told.rev, told.client_id) == (1, 4, said.client_id) and told.deleted
    assert not (told.body or told.html or told.edited)
    assert not (told.reactions or told.mentions or told.attachments)
    assert "secret" not in done.events[0].text
    row = Message.objects.get()
    assert (row.body, row.html, row.words) == ("", "", "")
    assert not row.reaction_set.exists() and not Mention.objects.exists()
    assert not Attachment.objects.open_to(tom.pk).exists()
    assert log.changes(lobby.pk, 0) == [told]


def test_moderators_can_read_what_a_deleted_message_said(say, tom, lobby):
    say(tom, lobby, "rude")
    delete(tom, lobby, 1)
    assert Edit.objects.get().body == "rude"


def test_deleting_twice_is_harmless(say, tom, lobby):
    say(tom, lobby)
    first, second = delete(tom, lobby, 1), delete(tom, lobby, 1)
    assert second.reply == first.reply and not second.events
    assert position(lobby) == 2 and Edit.objects.count() == 1


@pytest.mark.parametrize("role", [Member.Role.MODERATOR, Member.Role.OWNER])
def test_who_moderates_may_delete_and_it_is_noted(say, tom, ann, lobby, role):
    say(tom, lobby)
    moderate(ann, lobby, role)
    assert delete(ann, lobby, 1).reply.message.deleted
    noted = Audit.objects.get()
    assert (noted.action, noted.actor, noted.room) == ("message.delete", ann, lobby)
    assert noted.details == {"author": tom.pk, "seq": 1}


def test_taking_back_one_s_own_is_noted_nowhere(say, tom, lobby):
    moderate(tom, lobby)
    say(tom, lobby)
    delete(tom, lobby, 1)
    assert not Audit.objects.exists()


def test_other_members_may_not_delete(say, tom, ann, lobby, refused):
    say(tom, lobby)
    with refused("forbidden"):
        delete(ann, lobby, 1)


def test_who_is_gone_has_left_messages_that_can_be_moderated(say, tom, ann, lobby):
    say(tom, lobby)
    tom.delete()
    moderate(ann, lobby)
    assert delete(ann, lobby, 1).reply.message.author is None


@pytest.mark.parametrize("change", [lambda *who: edit(*who, "x"), react])
def test_what_is_deleted_does_not_change_any_more(say, tom, lobby, refused, change):
    say(tom, lobby)
    delete(tom, lobby, 1)
    with refused("deleted"):
        change(tom, lobby, 1)
