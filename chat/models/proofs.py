"""What people have shown to come in, and whether it still counts: asked of many at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from chat.models.access import Token
from chat.models.moderation import Ban
from chat.models.user import User


@dataclass(frozen=True, slots=True)
class Proof:
    """The digest of an access token, or else the key of a session."""

    digest: str = ""
    session: str = ""


Shown = tuple[int, Proof]  # whose it is, and what they have shown


def stamps(shown: Collection[Shown]) -> Mapping[Shown, str]:
    """A text for each that counts now; where it differs from before, its owner is to be looked at.

    It is what the proof hangs on: a token's scopes, a session's password. Three queries.
    """
    passwords = welcome({user for user, _ in shown})
    digests = {proof.digest for _, proof in shown if proof.digest}
    rows = Token.objects.valid().filter(digest__in=digests)
    scopes = {row: stamp_of(told) for row, told in rows.values_list("digest", "scopes")}
    sessions = open_sessions({proof.session for _, proof in shown if proof.session})
    return {
        (user, proof): scopes[proof.digest] if proof.digest else passwords[user]
        for user, proof in shown
        if user in passwords and (proof.digest in scopes or proof.session in sessions)
    }


def stamp_of(scopes: Collection[str]) -> str:
    """The stamp of a token."""
    return " ".join(scopes)


def welcome(users: Collection[int]) -> dict[int, str]:
    """The stored passwords of those of these users who may use the site now."""
    bans = Ban.objects.in_force().filter(room=None, user=OuterRef("pk"))
    rows = User.objects.filter(~Exists(bans), pk__in=users, is_active=True)
    return dict(rows.values_list("pk", "password"))


def open_sessions(keys: Collection[str]) -> set[str]:
    """Those of these sessions that have not ended."""
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return set(rows.values_list("session_key", flat=True))
