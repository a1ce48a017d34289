"""Which command does what: the one table behind the socket and the HTTP API.

What concerns a socket itself (hello, ping, room.open …) the chat door does by itself.
"""

from collections.abc import Callable
from typing import Any

from chat.actions import (
    editing,
    invites,
    joining,
    members,
    moderation,
    muting,
    pinning,
    profile,
    reactions,
    reading,
    reporting,
    rooms,
)
from chat.actions.draft import Draft
from chat.actions.outcome import Outcome
from chat.journal import journal
from chat.models import directory, log, people
from chat.pool import Lane, reads, searches
from chat.protocol import commands
from chat.protocol.commands import Command
from chat.protocol.replies import Reply
from chat.rates import posts, profiles
from chat.search import search

# Each is given the id of whoever commands and the command.
Action = Callable[[int, Any], Outcome[Any]]
Question = Callable[[int, Any], Reply]

ACTIONS: dict[type[Command], Action] = {
    commands.InviteRevoke: invites.revoke,
    commands.MarkRead: reading.mark,
    commands.MemberMute: muting.mute,
    commands.MemberSet: moderation.change,
    commands.MemberUnmute: muting.unmute,
    commands.ProfileSet: profile.rename,
    commands.RoomCreate: rooms.create,
    commands.RoomInvite: invites.invite,
    commands.RoomJoin: joining.join,
    commands.RoomLeave: members.leave,
    commands.RoomUpdate: rooms.update,
    commands.MessageEdit: editing.edit,
    commands.MessageDelete: editing.delete,
    commands.MessagePin: pinning.pin,
    commands.MessageReport: reporting.report,
    commands.MessageUnpin: pinning.unpin,
    commands.ReactionAdd: reactions.add,
    commands.ReactionRemove: reactions.remove,
}
QUESTIONS: dict[type[Command], tuple[Lane, Question]] = {
    commands.InviteList: (reads, invites.listed),
    commands.MessageReplies: (reads, log.replies),
    commands.PeopleFind: (reads, people.find),
    commands.RoomHistory: (reads, log.history),
    commands.RoomList: (reads, directory.listed),
    commands.RoomPins: (reads, log.pins),
    commands.Search: (searches, search),
}


async def obey(user: int, command: Command) -> Reply:
    """Do what a user commands, and answer; raises Refusal."""
    if isinstance(command, commands.MessagePost):
        posts.take(user)
        return await journal().post(draft_of(user, command))
    if isinstance(command, commands.ProfileSet):
        profiles.take(user)
    if action := ACTIONS.get(type(command)):
        reply: Reply = await journal().write(action, user, command)
        return reply
    lane, question = QUESTIONS[type(command)]
    return await lane.ask(question, user, command)


def draft_of(user: int, command: commands.MessagePost) -> Draft:
    """The message that a command wants to post."""
    return Draft(
        author=user,
        room=command.room,
        client_id=command.client_id,
        body=command.body,
        reply_to=command.reply_to,
        attachments=command.attachments,
    )
