"""Reactions: an emoji to a message, given and taken away; saying it twice is harmless."""

from chat.actions.log import change, message_of, room_of, unchanged
from chat.actions.outcome import Outcome
from chat.actions.voice import require
from chat.models import Message, Reaction, Room
from chat.protocol.commands import ReactionAdd, ReactionRemove
from chat.protocol.frames import Refusal
from chat.protocol.replies import Done
from chat.text import emojis

MOST = 20  # different emoji that one message can have


def add(actor: int, command: ReactionAdd) -> Outcome[Done]:
    """Give a message an emoji."""
    room, member = room_of(actor, command.room)
    require(room, member)
    message = reacted(room, command.seq)
    sign = one_emoji(command.emoji)
    given = {*message.reaction_set.values_list("emoji", flat=True).distinct()}
    if sign not in given and len(given) >= MOST:
        raise Refusal("too_many_emoji", limit=MOST)
    _, new = Reaction.objects.get_or_create(message=message, user_id=actor, emoji=sign)
    return change(message) if new else unchanged(message)


def remove(actor: int, command: ReactionRemove) -> Outcome[Done]:
    """Take one's emoji away from a message."""
    room, _ = room_of(actor, command.room)
    message = reacted(room, command.seq)
    own = message.reaction_set.filter(user=actor, emoji=one_emoji(command.emoji))
    taken, _ = own.delete()
    return change(message) if taken else unchanged(message)


def reacted(room: Room, seq: int) -> Message:
    """The message of a locked room that somebody reacts to; raises Refusal."""
    message = message_of(room, seq)
    if message.deleted:
        raise Refusal("deleted")
    return message


def one_emoji(sign: str) -> str:
    """The emoji in the one form in which it is kept; raises Refusal for anything else."""
    if (known := emojis.single(sign)) is None:
        raise Refusal("bad_emoji")
    return known
