"""What becomes of a message later: its author says it better, or somebody takes it back."""

from django.utils import timezone

from chat import text
from chat.actions import content, removing
from chat.actions.log import change, message_of, room_of, unchanged
from chat.actions.outcome import Outcome
from chat.actions.reporting import close
from chat.actions.voice import require
from chat.models import Edit, Member, Mention, Message, Report
from chat.protocol.commands import MessageDelete, MessageEdit
from chat.protocol.frames import Refusal
from chat.protocol.replies import Done

MODERATORS = (Member.Role.OWNER, Member.Role.MODERATOR)


def edit(actor: int, command: MessageEdit) -> Outcome[Done]:
    """Give a message of one's own another text; what it said is kept. The same text: no change."""
    room, member = room_of(actor, command.room)
    message = message_of(room, command.seq)
    if message.author_id != actor:
        raise Refusal("not_yours")
    require(room, member)
    if message.deleted:
        raise Refusal("deleted")
    if message.body == command.body:
        return unchanged(message)
    content.check(command.body, message.attachment_set.exists())
    keep(message, actor)
    people = content.people([(room.pk, command.body)]).get(room.pk, {})
    named = content.mentioned(command.body, people)
    mention(message, {*named.values()})
    message.body, message.edited = command.body, timezone.now()
    message.html = text.render(command.body, named)
    message.words = text.searchable(command.body)
    return change(message, "body", "html", "words", "edited")


def delete(actor: int, command: MessageDelete) -> Outcome[Done]:
    """Take a message back: its author may, and who moderates the room. Its place in the log stays,
    moderators can still read what it said, and its files are free to be cleared away.
    """
    room, member = room_of(actor, command.room)
    message = message_of(room, command.seq)
    if message.author_id != actor and member.role not in MODERATORS:
        raise Refusal("forbidden")
    return take_back(actor, message)


def take_back(actor: int, message: Message) -> Outcome[Done]:
    """Delete a message of a locked room, whoever wrote it."""
    if message.deleted:
        return unchanged(message)
    removing.empty([message], actor)
    if message.author_id != actor:
        removing.note(actor, "message.delete", message)
        close(actor, message.room, message.seq, Report.Outcome.DELETED)
    return change(message, *removing.GONE)


def keep(message: Message, by: int) -> None:
    """Store what a message says, before it says it no more."""
    Edit.objects.create(message=message, body=message.body, at=timezone.now(), by_id=by)


def mention(message: Message, users: set[int]) -> None:
    """Let a message mention these, and nobody else."""
    message.mention_set.exclude(user__in=users).delete()
    rows = [
        Mention(message=message, user_id=user, room=message.room, seq=message.seq) for user in users
    ]
    Mention.objects.bulk_create(rows, ignore_conflicts=True)
