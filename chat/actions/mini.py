"""Coming in from a mini-program, as its platform says who that is."""

import secrets

from chat.actions import tokens
from chat.actions.outcome import Outcome
from chat.identity import refuse_banned
from chat.models import PlatformAccount, Token, User
from chat.protocol.frames import Refusal
from chat.protocol.replies import NewToken

DAYS = 30  # that a token is good for
DEVICES = 5  # of a person; the oldest token makes room


def enter(provider: str, openid: str) -> Outcome[NewToken]:
    """A token of whoever this is: somebody new, where nobody with this openid has come before.

    Raises Refusal for a closed account, and for who is banned.
    """
    known = PlatformAccount.objects.filter(provider=provider, openid=openid)
    account = known.select_related("user").first()
    user = account.user if account else somebody_new(provider, openid)
    if not user.is_active:
        raise Refusal("account_closed")
    refuse_banned(user)
    own = Token.objects.valid().filter(user=user, name=provider).order_by("-pk")
    for token in own[DEVICES - 1 :]:
        tokens.revoke(user.pk, token.pk)
    return tokens.make(user.pk, provider, DAYS)


def somebody_new(provider: str, openid: str) -> User:
    """An account without a password, known by this openid from now on."""
    user = User(username=f"{provider}-{secrets.token_hex(4)}")
    user.set_unusable_password()
    user.save()
    PlatformAccount.objects.create(user=user, provider=provider, openid=openid)
    return user
