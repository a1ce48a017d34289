"""Accounts in the hands of whoever runs the site: bots made, people signed out everywhere."""

from collections.abc import Sequence

from django.utils import timezone

from chat.actions import sessions, tokens
from chat.actions.audit import record
from chat.actions.outcome import Outcome
from chat.actions.seniority import above
from chat.models import PushSubscription, User
from chat.protocol.frames import Refusal
from chat.protocol.replies import NewToken, Reply
from chat.protocol.things import Scope


def sign_out(actor: int, users: Sequence[int], reason: str = "") -> Outcome[Reply]:
    """End all sessions of these people, in every browser; their sockets close (`chat.signals`).

    Access tokens last: each is revoked by itself.
    """
    for pk in sorted(users):
        user = above(actor, pk, oneself=True)
        end_sessions(user)
        record(actor, "user.sign_out", None, user.username, user=pk, reason=reason)
    return Outcome(Reply())


def end_sessions(user: User) -> None:
    """Let no session that has begun count any more, whichever browser has it."""
    user.signed_out = timezone.now()
    user.save(update_fields=["signed_out"])
    sessions.end_all(user.pk)
    PushSubscription.objects.filter(user=user, session__isnull=False).delete()


def make_bot(actor: int, bot: User) -> Outcome[Reply]:
    """Store a new account that no person signs in to."""
    bot.is_bot = True
    bot.set_unusable_password()
    bot.save()
    record(actor, "user.make", None, bot.username, user=bot.pk, bot=True)
    return Outcome(Reply())


def give_token(
    actor: int, bot: int, name: str, days: int | None, scopes: Sequence[Scope]
) -> Outcome[NewToken]:
    """A new access token of a bot's. People make their own: nobody else is to act as them."""
    owner = User.objects.filter(pk=bot, is_bot=True, is_active=True).first()
    if owner is None:
        raise Refusal("not_found")
    made = tokens.make(bot, name, days, scopes)
    named = {"user": bot, "token": made.reply.token.id, "scopes": list(scopes)}
    record(actor, "token.make", None, owner.username, **named)
    return made


def revoke_tokens(actor: int, ids: Sequence[int], reason: str = "") -> Outcome[Reply]:
    """Let these tokens let nobody in from now on; their sockets close (`chat.signals`)."""
    for token in tokens.unrevoked(ids):
        tokens.revoke(token.user_id, token.pk)
        named = {"token": token.pk, "user": token.user_id, "reason": reason}
        record(actor, "token.revoke", None, token.user.username, **named)
    return Outcome(Reply())
