"""What is posted is there once, whoever says it how often, and what cannot be is refused."""

import uuid

import pytest

from chat.actions import editing
from chat.actions.draft import Draft
from chat.actions.posting import post_all
from chat.limits import Limits
from chat.models import Attachment, Mention, Message, Room, log
from chat.models.message import Edit
from chat.protocol import commands
from chat.protocol.frames import Refusal


@pytest.fixture
def ann(person):
    return person("Ann")


@pytest.fixture
def lobby(room_of, tom, ann):
    return room_of(tom, ann)


def edit(tom, lobby, seq, body):
    return editing.edit(tom.pk, commands.MessageEdit(ref=1, room=lobby.pk, seq=seq, body=body))


def delete(tom, lobby, seq):
    return editing.delete(tom.pk, commands.MessageDelete(ref=1, room=lobby.pk, seq=seq))


def stored(lobby):
    return log.changes(lobby.pk, 0)


def test_a_message_has_the_next_position_of_its_room(say, tom, ann, lobby, room_of):
    other = room_of(tom)
    said = [say(tom, lobby), say(ann, lobby), say(tom, other), say(tom, lobby)]
    assert [(each.seq, each.rev) for each in said] == [(1, 1), (2, 2), (1, 1), (3, 3)]
    assert {room.pk: room.seq for room in Room.objects.all()} == {lobby.pk: 3, other.pk: 1}


def test_what_is_told_is_what_is_stored(say, tom, ann, lobby, file_of):
    say(ann, lobby)
    files = [file_of(tom, lobby), file_of(tom, lobby)]
    said = say(tom, lobby, "@ANN, @tom: see", reply_to=1, attachments=[f.pk for f in files[::-1]])
    assert stored(lobby)[-1] == said
    assert said.mentions == sorted([tom.pk, ann.pk]) and said.reply_to == 1
    assert [each.id for each in said.attachments] == [file.pk for file in files]


def test_a_message_said_twice_is_one(say, tom, lobby):
    key = uuid.uuid4()
    first = say(tom, lobby, "hello", key)
    assert say(tom, lobby, "hello", key) == first
    assert stored(lobby) == [first]


def test_a_message_said_twice_in_one_batch_is_one(tom, lobby, file_of):
    draft = Draft(tom.pk, lobby.pk, uuid.uuid4(), "hello", attachments=[file_of(tom, lobby).pk])
    first, second = post_all([draft, draft])
    assert first.reply == second.reply and (len(first.events), second.events) == (1, [])
    assert stored(lobby) == [first.reply.message]


def test_two_people_may_choose_the_same_id(say, tom, ann, lobby):
    key = uuid.uuid4()
    assert say(tom, lobby, "hello", key).seq != say(ann, lobby, "hi", key).seq


def test_an_id_is_not_for_another_text_or_room(say, tom, lobby, room_of, refused):
    key, other = uuid.uuid4(), room_of(tom)
    say(tom, lobby, "hello", key)
    for room, body in ((lobby, "hallo"), (other, "hello")):
        with refused("id_reused"):
            say(tom, room, body, key)


def test_what_counts_of_an_edited_message_is_what_was_first_said(say, tom, lobby, refused):
    key = uuid.uuid4()
    say(tom, lobby, "first", key)
    for body in ("second", "third"):
        edit(tom, lobby, 1, body)
    assert say(tom, lobby, "first", key).body == "third"
    with refused("id_reused"):
        say(tom, lobby, "third", key)


def test_a_deleted_message_said_again_stays_deleted(say, tom, lobby, refused):
    key = uuid.uuid4()
    say(tom, lobby, "first", key)
    delete(tom, lobby, 1)
    again = say(tom, lobby, "first", key)
    assert again.deleted and not again.body
    with refused("id_reused"):
        say(tom, lobby, "", key)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "blank"),
        (" \n", "blank"),
        ("x" * 4001, "too_long"),
        ("a\0b", "bad_text"),
        ("a\ud800b", "bad_text"),
        ("\udfff", "bad_text"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused(say, tom, lobby, refused, body, code):
    with refused(code):
        say(tom, lobby, body)
    assert not stored(lobby)


def test_a_text_as_long_as_allowed_is_kept(say, tom, lobby):
    assert say(tom, lobby, "ạ" * 4000).body == "ạ" * 4000


def test_who_is_no_member_learns_nothing_of_the_room(say, person, lobby, refused):
    bob = person("bob")
    with refused("not_found"):
        say(bob, lobby)
    lobby.pk = 10**9
    with refused("not_found"):
        say(bob, lobby)


def test_one_refused_draft_takes_no_position_from_the_others(tom, lobby):
    drafts = [Draft(tom.pk, lobby.pk, uuid.uuid4(), body) for body in ("one", "", "two")]
    one, blank, two = post_all(drafts)
    assert isinstance(blank, Refusal)
    assert [one.reply.message.seq, two.reply.message.seq] == [1, 2]


def test_a_reply_is_to_a_message_of_the_room(say, tom, lobby, room_of, refused):
    other = room_of(tom)
    say(tom, lobby), say(tom, other), say(tom, other)
    edit(tom, lobby, 1, "again")  # at position 2 of the lobby there is a change, and no message
    assert say(tom, other, reply_to=2).reply_to == 2
    for seq in (0, 2, 3, 10**12):
        with refused("no_such_message"):
            say(tom, lobby, reply_to=seq)


def test_one_may_reply_to_what_is_posted_in_the_same_batch(tom, lobby):
    drafts = [
        Draft(tom.pk, lobby.pk, uuid.uuid4(), "one", reply_to=None),
        Draft(tom.pk, lobby.pk, uuid.uuid4(), "two", reply_to=1),
        Draft(tom.pk, lobby.pk, uuid.uuid4(), "me", reply_to=3),
    ]
    _, two, me = post_all(drafts)
    assert two.reply.message.reply_to == 1 and me.code == "no_such_message"


def test_a_file_alone_is_a_message(say, tom, lobby, file_of):
    file = file_of(tom, lobby)
    said = say(tom, lobby, "", attachments=[file.pk, file.pk])
    assert [each.id for each in said.attachments] == [file.pk]
    assert Attachment.objects.get().message.seq == said.seq


def test_a_file_is_ones_own_in_this_room_and_in_no_other_message(
    say, tom, ann, lobby, room_of, file_of, refused
):
    used = file_of(tom, lobby)
    say(tom, lobby, attachments=[used.pk])
    mine, hers, elsewhere = (
        file_of(tom, lobby),
        file_of(ann, lobby),
        file_of(tom, room_of(tom)),
    )
    for pk in (used.pk, hers.pk, elsewhere.pk, uuid.uuid4()):
        with refused("no_such_attachment"):
            say(tom, lobby, attachments=[mine.pk, pk])
    assert say(tom, lobby, attachments=[mine.pk]).attachments


def test_a_file_goes_to_the_first_who_posts_it_in_a_batch(tom, lobby, file_of):
    file = file_of(tom, lobby)
    drafts = [Draft(tom.pk, lobby.pk, uuid.uuid4(), "", attachments=[file.pk]) for _ in "12"]
    first, second = post_all(drafts)
    assert first.reply.message.attachments and second.code == "no_such_attachment"


def test_more_files_than_fit_are_refused(say, tom, lobby, file_of, refused, settings):
    settings.CHAT_LIMITS = Limits(attachments=2)
    files = [file_of(tom, lobby).pk for _ in "123"]
    with refused("too_many_attachments"):
        say(tom, lobby, attachments=files)
    assert len(say(tom, lobby, attachments=files[:2]).attachments) == 2


def test_members_are_mentioned_whatever_the_case_of_their_name(say, tom, lobby, person, room_of):
    dat, robot, bob = person("Đạt"), person("Robot", is_bot=True), person("bob")
    room = room_of(tom, dat, robot)
    assert say(tom, room, "@đẠT @ROBOT @bob @nobody").mentions == sorted([dat.pk, robot.pk])
    rows = Mention.objects.values_list("room", "seq", "user")
    assert {*rows} == {(room.pk, 1, dat.pk), (room.pk, 1, robot.pk)}
    assert bob.pk not in say(tom, lobby, "@bob").mentions


def test_a_name_of_two_is_the_older_account_s(say, tom, person, room_of):
    room = room_of(tom, big := person("TIM"), person("tim"))
    assert say(tom, room, "@Tim").mentions == [big.pk]


def test_a_renamed_person_is_mentioned_by_the_new_name(say, tom, ann, lobby):
    ann.username = "Anna"
    ann.save()
    assert say(tom, lobby, "@anna").mentions == [ann.pk]
    assert say(tom, lobby, "@ann").mentions == []


def test_a_text_full_of_names_stays_a_text(say, tom, lobby):
    body = " ".join(f"@n{number}" for number in range(600)) + " @tom"
    assert say(tom, lobby, body).body == body


def test_earlier_texts_are_none_of_a_message_that_was_only_posted(say, tom, lobby):
    say(tom, lobby)
    assert not Edit.objects.exists() and Message.objects.get().words
