"""What is stored, as it travels: `protocol.things` made from rows."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from chat.models import mutes
from chat.models.access import Invite, Token, Webhook
from chat.models.announcement import Announcement
from chat.models.attachment import Attachment
from chat.models.message import Message
from chat.models.room import Member, Room
from chat.models.user import User
from chat.protocol import things


def user(row: User) -> things.User:
    """Somebody."""
    return person(
        row.pk, row.username, row.display_name, row.is_bot, row.avatar, guest=row.is_guest
    )


def person(
    pk: int, username: str, display_name: str, is_bot: bool, avatar: str, *, guest: bool
) -> things.User:
    """Somebody, by the columns of their row."""
    picture = f"/avatars/{avatar}" if avatar else None
    return things.User(pk, username, display_name or username, is_bot, picture, guest)


def invite(row: Invite) -> things.Invite:
    """A link into a room, without its code; the row came with who made it."""
    by = user(row.made_by) if row.made_by else None
    return things.Invite(row.pk, row.created, by, row.expires, row.uses, row.most_uses)


def room(row: Room) -> things.Room:
    """A room as everybody in it sees it."""
    return things.Room(
        id=row.pk,
        kind=row.kind,  # type: ignore[arg-type]  # the model's choices are the wire's
        title=row.title,
        epoch=row.epoch,
        seq=row.seq,
        version=row.version,
        slug=row.slug,
        topic=row.topic,
        keep_days=row.kept_days,
        floor=row.floor,
        frozen=row.frozen,
        slow=row.slow_seconds,
    )


def members(rows: Collection[Member]) -> list[things.Member]:
    """People in rooms; the rows came with their users. One query, for their mutes."""
    muted = mutes.by_member(rows)
    return [
        things.Member(
            user(row.user),
            row.role,  # type: ignore[arg-type]  # the model's choices are the wire's
            mutes.told(muted.get((row.room_id, row.user_id))),
        )
        for row in rows
    ]


def member(row: Member) -> things.Member:
    """Somebody in a room; one query."""
    return members([row])[0]


def whole(row: Message) -> things.Message:
    """A message with all that is stored of it, after `Message.objects.whole()` without a query;
    nothing but its place in the log once it is deleted.
    """
    told = things.Message(
        seq=row.seq,
        rev=row.rev,
        author=user(row.author) if row.author else None,
        client_id=row.client_id,
        created=row.created,
        reply_to=row.reply_to,
        deleted=row.deleted,
    )
    if not row.deleted:
        told.body, told.html, told.edited = row.body, row.html, row.edited
        told.reactions = reactions(row)
        told.mentions = sorted(mention.user_id for mention in row.mention_set.all())
        files = sorted(row.attachment_set.all(), key=place)
        told.attachments = [attachment(each) for each in files]
        told.pinned = row.pinned
    return told


def reactions(row: Message) -> list[things.Reaction]:
    """The emoji given to a message, in the order in which they first were."""
    given: dict[str, list[int]] = {}
    for reaction in sorted(row.reaction_set.all(), key=lambda reaction: reaction.pk):
        given.setdefault(reaction.emoji, []).append(reaction.user_id)
    return [things.Reaction(emoji, users) for emoji, users in given.items()]


def place(row: Attachment) -> tuple[datetime, UUID]:
    """Where a file stands among those of its message: in the order in which they were uploaded."""
    return row.created, row.pk


def attachment(row: Attachment) -> things.Attachment:
    """A file, with the paths at which it is had."""
    return things.Attachment(
        id=row.pk,
        name=row.name,
        type=row.type,
        size=row.size,
        url=f"/files/{row.pk}",
        thumbnail=f"/files/{row.pk}/thumbnail" if row.thumbnail else None,
        width=row.width,
        height=row.height,
    )


def token(row: Token) -> things.Token:
    """An access token, without its secret."""
    return things.Token(row.pk, row.name, row.start, row.scopes, row.created, row.expires, row.used)


def webhook(row: Webhook) -> things.Webhook:
    """An incoming webhook, without its secret; the row came with its bot."""
    return things.Webhook(row.pk, row.name, row.room_id, user(row.bot), row.created, row.used)


def notice(row: Announcement) -> things.Notice:
    """An announcement."""
    return things.Notice(row.pk, row.text, row.starts, row.ends)
