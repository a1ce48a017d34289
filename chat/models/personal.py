"""All that is kept of somebody, for themself: small questions, so that any amount can be told."""

from typing import Any

from django.db.models import QuerySet

from chat.models import wire
from chat.models.access import Token
from chat.models.attachment import Attachment
from chat.models.message import Edit, Message, Reaction
from chat.models.moderation import Ban, Mute
from chat.models.platform import PlatformAccount
from chat.models.room import Member
from chat.models.user import User
from chat.protocol import things

PAGE = 200


def profile(user: int) -> dict[str, Any]:
    """What the account says."""
    row = User.objects.get(pk=user)
    kept = ("username", "display_name", "email", "first_name", "last_name")
    told = {name: getattr(row, name) for name in kept}
    known = PlatformAccount.objects.filter(user=user).order_by("pk")
    told["platforms"] = list(known.values("provider", "openid", "created"))
    return {"id": row.pk, **told, "joined": row.date_joined, "last_login": row.last_login}


def memberships(user: int) -> list[dict[str, Any]]:
    """The rooms that they are in."""
    rows = Member.objects.filter(user=user).select_related("room").order_by("room")
    kept = ("role", "level", "read", "joined")
    return [
        {"room": row.room_id, "title": str(row.room), **{name: getattr(row, name) for name in kept}}
        for row in rows
    ]


def tokens(user: int) -> list[things.Token]:
    """Their access tokens, without what they are good for."""
    return [wire.token(row) for row in Token.objects.filter(user=user).order_by("pk")]


def measures(user: int) -> list[dict[str, Any]]:
    """The bans and mutes that they are under."""
    kept = ("room", "reason", "created", "ends")
    rows: list[dict[str, Any]] = []
    for model in (Ban, Mute):
        name = model._meta.model_name
        rows += [{"kind": name, **row} for row in model.objects.filter(user=user).values(*kept)]
    return rows


def messages(user: int, after: int) -> tuple[list[dict[str, Any]], int]:
    """What they said, the oldest first, with the earlier texts; and where to go on."""
    rows = list(whole(Message.objects.filter(author=user, pk__gt=after).order_by("pk"))[:PAGE])
    return [said(row) for row in rows], rows[-1].pk if rows else 0


def whole(rows: QuerySet[Message]) -> QuerySet[Message]:
    return rows.select_related("room").defer("words").prefetch_related("edit_set", "attachment_set")


def said(row: Message) -> dict[str, Any]:
    """A message as its author may have it."""
    kept = ("seq", "created", "edited", "deleted", "body", "reply_to")
    earlier = [{"body": edit.body, "at": edit.at} for edit in by_time(row)]
    files = [str(file.pk) for file in row.attachment_set.all()]
    told = {name: getattr(row, name) for name in kept}
    return {"room": row.room_id, "title": str(row.room), **told, "earlier": earlier, "files": files}


def by_time(row: Message) -> list[Edit]:
    return sorted(row.edit_set.all(), key=lambda edit: edit.pk)


def reactions(user: int, after: int) -> tuple[list[dict[str, Any]], int]:
    """The emoji that they gave, and where to go on."""
    rows = Reaction.objects.filter(user=user, pk__gt=after).order_by("pk")[:PAGE]
    found = list(rows.values("pk", "message__room", "message__seq", "emoji"))
    told = [
        {"room": row["message__room"], "seq": row["message__seq"], "emoji": row["emoji"]}
        for row in found
    ]
    return told, found[-1]["pk"] if found else 0


def files(user: int) -> QuerySet[Attachment]:
    """The files that they sent."""
    return Attachment.objects.filter(owner=user).order_by("created")
