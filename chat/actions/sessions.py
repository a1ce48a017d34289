"""Where somebody is signed in, and the end of that."""

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from chat.actions.outcome import Outcome
from chat.protocol.replies import Reply


def of(user: int) -> QuerySet[UserSession]:
    """The browsers in which somebody is signed in."""
    found: QuerySet[UserSession] = UserSession.objects.filter(user=user)
    return found


def end(actor: int, session: int) -> Outcome[Reply]:
    """Sign out of one of one's own browsers; saying it twice is harmless."""
    return end_each(of(actor).filter(pk=session))


def end_others(actor: int, key: str) -> Outcome[Reply]:
    """Sign out of every browser but the one whose session has this key."""
    return end_each(of(actor).exclude(session_key=key))


def end_all(user: int) -> Outcome[Reply]:
    """Sign somebody out everywhere. Their open sockets end with their sessions (`chat.signals`)."""
    return end_each(of(user))


def end_each(sessions: QuerySet[UserSession]) -> Outcome[Reply]:
    """Let these open nothing any more."""
    for session in sessions:
        session.end()
    return Outcome(Reply())
