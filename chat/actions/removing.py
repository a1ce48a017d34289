"""Taking messages back and bringing them back, many at once, for whoever runs the site."""

from collections.abc import Collection, Iterable, Sequence

from django.utils import timezone

from chat import text
from chat.actions import content, purging
from chat.actions.audit import place, record
from chat.actions.log import change_all, messages_of, rooms_of
from chat.actions.outcome import Outcome
from chat.actions.reporting import close
from chat.models import Edit, Mention, Message, Reaction, Report, Room
from chat.protocol.replies import Reply

GONE = ("body", "html", "words", "deleted", "pinned")


def remove(actor: int, ids: Collection[int], reason: str = "") -> Outcome[Reply]:
    """Delete those of these messages that are not deleted yet."""
    rooms = rooms_of(ids)
    messages = messages_of(rooms, ids, deleted=None)
    empty(messages, actor)
    for message in messages:
        close(actor, message.room, message.seq, Report.Outcome.DELETED)
    return written(actor, "message.delete", rooms, messages, reason)


def restore(actor: int, ids: Collection[int], reason: str = "") -> Outcome[Reply]:
    """Let deleted messages say again what they said, as far as that is kept; with the mentions in
    it, and the files that are still there. Reactions do not come back.
    """
    rooms = rooms_of(ids)
    kept = {edit.message_id: edit for edit in Edit.objects.filter(message__in=ids).order_by("pk")}
    messages = messages_of(rooms, kept.keys(), deleted__isnull=False)
    fill(messages, {pk: edit.body for pk, edit in kept.items()})
    Edit.objects.filter(pk__in=[kept[message.pk].pk for message in messages]).delete()
    return written(actor, "message.restore", rooms, messages, reason)


def purge(actor: int, ids: Collection[int], reason: str = "") -> Outcome[Reply]:
    """Remove for good what these messages say and ever said, with their files."""
    told = purging.purge(ids)
    for message in messages_of(rooms_of(ids), ids):
        note(actor, "message.purge", message, reason)
    return Outcome(Reply(), told)


def written(
    actor: int, action: str, rooms: dict[int, Room], messages: Sequence[Message], reason: str
) -> Outcome[Reply]:
    """Store what became of these messages, and write down who did it."""
    Message.objects.bulk_update(messages, GONE)
    for message in messages:
        note(actor, action, message, reason)
    return Outcome(Reply(), change_all(rooms, [message.pk for message in messages]))


def empty(messages: Sequence[Message], by: int) -> None:
    """Take everything from messages of locked rooms but their places. What each said is kept, and
    its files are for as long as nobody clears them away.
    """
    now = timezone.now()
    Edit.objects.bulk_create(
        Edit(message=message, body=message.body, at=now, by_id=by) for message in messages
    )
    Reaction.objects.filter(message__in=messages).delete()
    Mention.objects.filter(message__in=messages).delete()
    for message in messages:
        message.body = message.html = message.words = ""
        message.deleted, message.pinned = now, None


def fill(messages: Iterable[Message], bodies: dict[int, str]) -> None:
    """Let messages of locked rooms say this, by their ids."""
    people = content.people((message.room_id, bodies[message.pk]) for message in messages)
    mentions = []
    for message in messages:
        body = bodies[message.pk]
        named = content.mentioned(body, people.get(message.room_id, {}))
        message.body, message.deleted = body, None
        message.html, message.words = text.render(body, named), text.searchable(body)
        place = {"message": message, "room": message.room, "seq": message.seq}
        mentions += [Mention(user_id=user, **place) for user in {*named.values()}]
    Mention.objects.bulk_create(mentions, ignore_conflicts=True)


def note(actor: int, action: str, message: Message, reason: str = "") -> None:
    """Write down what somebody did to a message."""
    named = {"author": message.author_id, "seq": message.seq} | (
        {"reason": reason} if reason else {}
    )
    record(actor, action, message.room, place(message.room_id, message.seq), **named)
