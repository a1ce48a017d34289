"""Making rooms, and what they say of themselves."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from msgspec import UNSET

from chat import events, text
from chat.actions.audit import record
from chat.actions.log import locked
from chat.actions.members import bump, lead, let_in, people, refuse_guest
from chat.actions.outcome import Outcome
from chat.lines import one_line
from chat.models import Invite, Member, Room, User, mine, wire
from chat.protocol.commands import RoomCreate, RoomUpdate
from chat.protocol.events import RoomEvent
from chat.protocol.frames import Refusal
from chat.protocol.replies import Changed, Joined

NO_TITLE = "room"  # the slug of a title without letters and digits


def create(actor: int, command: RoomCreate) -> Outcome[Joined]:
    """Make a room and own it, with these people in it; a direct one is made once."""
    if command.kind == "direct":
        return direct(actor, people({actor, *command.users}))
    (owner,), others = people({actor}), people(set(command.users) - {actor})
    refuse_guest(owner)
    room = Room(kind=command.kind, title=titled(command.title), topic=one_line(command.topic))
    room.created_by = owner
    add(room, slugs(room.title, command.slug))
    told = let_in(room, [owner], Member.Role.OWNER) + let_in(room, others)
    return Outcome(Joined(room=mine.rooms_of(actor, [room.pk])[0]), told)


def direct(actor: int, users: Sequence[User]) -> Outcome[Joined]:
    """The one room of these people, who are all in it; of somebody alone it is their notebook."""
    for user in users:
        refuse_guest(user)
    name = ":".join(str(user.pk) for user in users)
    made = {"kind": Room.Kind.DIRECT, "created_by_id": actor}
    # Where another process makes it at this moment, this waits for its commit and finds it.
    room, _ = Room.objects.get_or_create(people=name, defaults=made)
    told = let_in(locked({room.pk})[room.pk], users)
    return Outcome(Joined(room=mine.rooms_of(actor, [room.pk])[0]), told)


def titled(title: str) -> str:
    """A title in one line; raises Refusal for one in which there is nothing to see."""
    line = one_line(title)
    if text.is_blank(line):
        raise Refusal("blank_title")
    return line


def slugs(title: str, wished: str | None) -> list[str]:
    """The slugs that a room may have, the best first; a wish is granted or refused."""
    if wished is not None:
        if not wished or slugify(wished, allow_unicode=True) != wished:
            raise Refusal("bad_slug")
        return [wished]
    slug = slugify(title, allow_unicode=True)[:50].strip("-_") or NO_TITLE
    return [slug, f"{slug}-{secrets.token_hex(4)}"]


def add(room: Room, candidates: Sequence[str]) -> None:
    """Store the room with the first slug that nobody has; raises Refusal when all are taken."""
    for slug in candidates:
        room.slug = slug
        with suppress(IntegrityError), transaction.atomic():
            room.save(force_insert=True)
            return
    raise Refusal("slug_taken")


def update(actor: int, command: RoomUpdate) -> Outcome[Changed]:
    """Change what a room says of itself and how it is led; the owner and moderators may."""
    room = lead(actor, command.room)
    changes = wishes(room, command)
    if not changes:
        return Outcome(Changed(room=wire.room(room)))
    if "keep_days" in changes:
        check_keeping(actor, room, changes["keep_days"])
    for name, wish in changes.items():
        setattr(room, name, wish)
    room.save(update_fields=list(changes))
    if changes.get("kind") == Room.Kind.PRIVATE:
        Invite.objects.filter(room=room).delete()  # any member could make one until now
    bump(room)
    record(actor, "room.update", room, room, **changes)
    told = wire.room(room)
    return Outcome(Changed(room=told), [events.to_room(room.pk, RoomEvent(id=room.pk, room=told))])


def check_keeping(actor: int, room: Room, days: int | None) -> None:
    """Raise Refusal where the actor may not say how long messages are kept, or not so long."""
    if not Member.objects.filter(room=room, user=actor, role=Member.Role.OWNER).exists():
        raise Refusal("forbidden")
    if settings.KEEP_DAYS and (days or 0) > settings.KEEP_DAYS:
        raise Refusal("kept_too_long", most=settings.KEEP_DAYS)


def wishes(room: Room, command: RoomUpdate) -> dict[str, Any]:
    """What is to be otherwise than it is."""
    wished: dict[str, Any] = {}
    if command.title is not UNSET:
        wished["title"] = titled(command.title)
    if command.topic is not UNSET:
        wished["topic"] = one_line(command.topic)
    if command.kind is not UNSET:
        wished["kind"] = command.kind
    if command.keep_days is not UNSET:
        wished["keep_days"] = command.keep_days
    if command.frozen is not UNSET:
        wished["frozen"] = command.frozen
    if command.slow is not UNSET:
        wished["slow_seconds"] = command.slow
    return {name: wish for name, wish in wished.items() if wish != getattr(room, name)}
