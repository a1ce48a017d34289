"""A reaction is one emoji of one person, and saying it twice is harmless."""

import pytest

from chat.actions import reactions
from chat.models import Reaction, Room, log
from chat.protocol import commands
from chat.protocol.things import Reaction as Given

TWENTY = "😀😁😂😃😄😅😆😇😈😉😊😋😌😍😎😏😐😑😒😓"


@pytest.fixture
def lobby(room_of, say, tom, ann):
    room = room_of(tom, ann)
    say(tom, room)
    return room


def add(actor, room, emoji):
    command = commands.ReactionAdd(ref=1, room=room.pk, seq=1, emoji=emoji)
    return reactions.add(actor.pk, command)


def remove(actor, room, emoji):
    command = commands.ReactionRemove(ref=1, room=room.pk, seq=1, emoji=emoji)
    return reactions.remove(actor.pk, command)


def position(room):
    return Room.objects.get(pk=room.pk).seq


def test_reactions_are_told_in_the_order_in_which_they_were_given(tom, ann, lobby):
    add(ann, lobby, "👍"), add(tom, lobby, "🎉")
    done = add(tom, lobby, "👍")
    told = done.reply.message
    assert told.reactions == [Given("👍", [ann.pk, tom.pk]), Given("🎉", [tom.pk])]
    assert (told.rev, position(lobby)) == (4, 4)
    assert log.changes(lobby.pk, 3) == [told]
    assert [(event.after, event.rev) for event in done.events] == [(3, 4)]


def test_a_reaction_taken_away_is_gone(tom, ann, lobby):
    add(tom, lobby, "👍"), add(ann, lobby, "👍")
    done = remove(tom, lobby, "👍")
    assert done.reply.message.reactions == [Given("👍", [ann.pk])] and len(done.events) == 1


def test_saying_it_twice_changes_nothing(tom, lobby):
    first, second = add(tom, lobby, "👍"), add(tom, lobby, "👍")
    assert second.reply == first.reply and not second.events
    remove(tom, lobby, "👍")
    again = remove(tom, lobby, "👍")
    assert not again.reply.message.reactions and not again.events
    assert position(lobby) == 3


def test_an_emoji_is_the_same_however_it_is_written(tom, ann, lobby):
    whole = "❤\N{VARIATION SELECTOR-16}"
    add(tom, lobby, "❤"), add(ann, lobby, whole)
    assert {*Reaction.objects.values_list("emoji", flat=True)} == {whole}
    assert remove(tom, lobby, "❤").reply.message.reactions == [Given(whole, [ann.pk])]


@pytest.mark.parametrize("emoji", ["👍🏽", "🇻🇳", "👨‍👩‍👧", "1️⃣"])
def test_emoji_of_many_characters_are_one(tom, lobby, emoji):
    assert add(tom, lobby, emoji).reply.message.reactions == [Given(emoji, [tom.pk])]


@pytest.mark.parametrize("emoji", ["a", "ok", "👍👍", "👍 ", ":tada:", "1", "<b>", "\0", "\ud83d"])
def test_what_is_not_one_emoji_is_refused(tom, lobby, refused, emoji):
    for change in (add, remove):
        with refused("bad_emoji"):
            change(tom, lobby, emoji)


def test_a_message_has_twenty_different_emoji_at_most(tom, ann, lobby, refused):
    for emoji in TWENTY:
        add(tom, lobby, emoji)
    with refused("too_many_emoji"):
        add(ann, lobby, "👍")
    assert len(add(ann, lobby, TWENTY[0]).reply.message.reactions) == 20
