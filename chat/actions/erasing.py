"""Somebody is forgotten: nothing of them remains but what they said, and that without a name.

The account is closed at once and for ever. What it has left in rooms is taken out in portions,
each a change of its message like any other; at the end the account itself goes.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction

from chat.actions.audit import record
from chat.actions.members import shown_anew
from chat.actions.outcome import Outcome
from chat.actions.traces import TRACES
from chat.attachments import avatars
from chat.events import Event
from chat.models import (
    Audit,
    Erasure,
    Invite,
    PlatformAccount,
    PushSubscription,
    Report,
    Token,
    User,
)
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply


@dataclass(frozen=True, slots=True)
class Erase:
    """Forget somebody; with `messages` also what they said. There is no way back."""

    user: int
    messages: bool


class Erased(Reply):
    """Whether somebody is forgotten altogether."""

    done: bool = False


def erase(actor: int, command: Erase) -> Outcome[Reply]:
    """Close an account for ever, to be taken apart from now on; again: as it was said first."""
    user = User.objects.select_for_update().filter(pk=command.user).first()
    if user is None:
        raise Refusal("not_found")
    if Erasure.objects.filter(user=user).exists():
        return Outcome(Reply())
    refuse_last(user)
    forget_name(user)
    Erasure.objects.create(user=user, messages=command.messages)
    record(
        actor or None, "user.erase", None, f"#{user.pk}", user=user.pk, messages=command.messages
    )
    return Outcome(Reply(), close(user))


def refuse_last(user: User) -> None:
    """Raise Refusal for the only one who can manage the site."""
    able = User.objects.filter(is_superuser=True, is_active=True)
    if user.is_superuser and user.is_active and not able.exclude(pk=user.pk).exists():
        raise Refusal("last_admin")


def forget_name(user: User) -> None:
    """Let no log of uses of powers name somebody, nor where they were; their id stands there."""
    name = f"#{user.pk}"
    closed = list(Audit.objects.filter(target=user.username, action="socket.close"))
    for row in closed:
        row.details.pop("addresses", None)
    Audit.objects.bulk_update(closed, ["details"], batch_size=500)
    Audit.objects.filter(target=user.username).update(target=name)
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=kind, object_id=user.pk).update(object_repr=name)


def close(user: User) -> list[Event]:
    """Let nobody sign in by this account, nor see whose it was; what is to be told of it."""
    user.username = f"deleted-{user.pk}-{secrets.token_hex(3)}"
    user.display_name = user.first_name = user.last_name = user.email = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    transaction.on_commit(partial(avatars.discard, user.avatar), robust=True)
    user.avatar = ""
    user.save()
    Token.objects.filter(user=user).delete()
    PushSubscription.objects.filter(user=user).delete()
    PlatformAccount.objects.filter(user=user).delete()
    Invite.objects.filter(made_by=user).delete()
    Report.objects.filter(by=user).update(by=None, reason="")
    return shown_anew(user)


def sign_out(_: int, keys: Sequence[str]) -> Outcome[Reply]:
    """End these sessions."""
    Session.objects.filter(session_key__in=keys).delete()
    return Outcome(Reply())


def go_on(_: int, user: int) -> Outcome[Erased]:
    """Take the next portion of an account apart; its last step is that the account goes."""
    erasure = Erasure.objects.select_for_update().filter(pk=user).first()
    if erasure is None:
        return Outcome(Erased(done=True))
    for trace in TRACES:
        told = trace(erasure)
        if told is not None:
            return Outcome(Erased(), told)
    User.objects.get(pk=user).delete()
    return Outcome(Erased(done=True))
