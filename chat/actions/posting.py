"""Posts: all that wait at one moment are checked and written together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from chat import events, text
from chat.actions.log import locked, step
from chat.actions.outcome import Outcome
from chat.models import Member, Message, Room, wire
from chat.protocol import things
from chat.protocol.frames import Refusal
from chat.protocol.replies import Done


@dataclass(slots=True)
class Draft:
    """A message that somebody wants to post."""

    author: int
    room: int
    client_id: UUID
    body: str
    reply_to: int | None = None
    attachments: Sequence[UUID] = ()


@dataclass(slots=True)
class Said:
    """What was posted under a client_id before."""

    room: int
    body: str
    told: things.Message


def post_all(drafts: Sequence[Draft]) -> list[Outcome[Done] | Refusal]:
    """Post each draft in order, or say why not; in a fixed number of queries."""
    rooms = locked({draft.room for draft in drafts})
    members = Member.objects.filter(
        room__in=rooms, user__in={draft.author for draft in drafts}
    ).select_related("user")
    known = {(member.room_id, member.user_id): member for member in members}
    said = Message.objects.whole().filter(client_id__in={draft.client_id for draft in drafts})
    before = {
        (row.author_id, row.client_id): Said(row.room_id, row.body, wire.whole(row)) for row in said
    }
    fresh: list[Message] = []
    answers: list[Outcome[Done] | Refusal] = []
    for draft in drafts:
        member = known.get((draft.room, draft.author))
        old = before.get((draft.author, draft.client_id))
        if refusal := objection(draft, member, old):
            answers.append(refusal)
        elif old:
            answers.append(Outcome(Done(message=old.told)))
        else:
            message, after = write(draft, rooms[draft.room], known[draft.room, draft.author])
            fresh.append(message)
            told = wire.message(message)
            before[draft.author, draft.client_id] = Said(draft.room, draft.body, told)
            answers.append(Outcome(Done(message=told), [events.message(draft.room, after, told)]))
    Message.objects.bulk_create(fresh)
    Room.objects.bulk_update(rooms.values(), ["seq"])
    return answers


def objection(draft: Draft, member: Member | None, old: Said | None) -> Refusal | None:
    """Why this draft cannot be posted, if it cannot."""
    if member is None:
        return Refusal("not_found")
    if old:
        same = (old.room, old.body) == (draft.room, draft.body)
        return None if same else Refusal("id_reused")
    if text.is_blank(draft.body) and not draft.attachments:
        return Refusal("blank")
    if len(draft.body) > settings.CHAT_LIMITS.body:
        return Refusal("too_long", limit=settings.CHAT_LIMITS.body, length=len(draft.body))
    return None


def write(draft: Draft, room: Room, member: Member) -> tuple[Message, int]:
    """The row of a draft, and the room's position before it."""
    message = Message(
        room=room,
        author=member.user,
        client_id=draft.client_id,
        body=draft.body,
        html=text.render(draft.body, {}),
        words=text.searchable(draft.body),
        reply_to=draft.reply_to,
        created=timezone.now(),
    )
    after = step(room, message)
    message.seq = message.rev
    return message, after
