"""Incoming webhooks: addresses at which other programs say something in a room, as a bot."""

import secrets

from django.utils.text import slugify

from chat.actions.allowance import allow_another
from chat.actions.audit import record
from chat.actions.members import lead, let_go, let_in, people, refuse_guest
from chat.actions.moderation import find
from chat.actions.outcome import Outcome
from chat.lines import one_line
from chat.models import Room, User, Webhook, wire
from chat.models.access import digest
from chat.models.standing import led
from chat.protocol import things
from chat.protocol.frames import Refusal
from chat.protocol.replies import NewWebhook, Reply

PREFIX = "hook_"


def make(actor: int, room: int, name: str) -> Outcome[NewWebhook]:
    """A webhook with a bot of its own, which becomes a member; owner and moderators may."""
    place = lead(actor, room)
    refuse_guest(*people({actor}))
    return equip(actor, place, name)


def equip(actor: int, place: Room, name: str) -> Outcome[NewWebhook]:
    """The same in a locked room of which the actor need be no member, by whoever runs the site."""
    title = one_line(name)[:80]
    if not title:
        raise Refusal("blank_title")
    allow_another(Webhook.objects.filter(made_by=actor))
    bot = User(username=username(title), display_name=title, is_bot=True)
    bot.set_unusable_password()
    bot.save()
    secret = PREFIX + secrets.token_urlsafe(32)
    row = Webhook.objects.create(
        room=place, bot=bot, name=title, digest=digest(secret), made_by_id=actor
    )
    record(actor, "webhook.make", place, title, webhook=row.pk, bot=bot.pk)
    return Outcome(NewWebhook(webhook=wire.webhook(row), secret=secret), let_in(place, [bot]))


def drop(actor: int, webhook: int) -> Outcome[Reply]:
    """A webhook's address leads nowhere from now on, and its bot leaves; what it said stays."""
    row = Webhook.objects.select_related("bot").filter(pk=webhook).first()
    if row is None:
        raise Refusal("not_found")
    return strip(actor, lead(actor, row.room_id), row)


def strip(actor: int, place: Room, row: Webhook) -> Outcome[Reply]:
    """The same in a locked room, by whoever runs the site."""
    record(actor, "webhook.drop", place, row.name, webhook=row.pk, bot=row.bot_id)
    member = find(place, row.bot_id)
    row.delete()
    return Outcome(Reply(), let_go(member) if member else [])


def username(title: str) -> str:
    """A name by which the bot can be mentioned, and which nobody else has."""
    return f"{slugify(title)[:40].strip('-_') or 'bot'}-{secrets.token_hex(4)}"


def listed(user: int, room: int) -> list[things.Webhook]:
    """The webhooks of a room, for its owner and moderators; raises Refusal for others."""
    led(user, room)
    rows = Webhook.objects.filter(room=room).select_related("bot").order_by("pk")
    return [wire.webhook(row) for row in rows]
