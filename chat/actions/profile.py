"""What others see of somebody: how they are called, and their picture."""

from functools import partial

from django.db import transaction

from chat import events, text
from chat.actions.members import shown_anew
from chat.actions.outcome import Outcome
from chat.attachments import avatars
from chat.events import Event
from chat.lines import one_line
from chat.models import User, wire
from chat.protocol.commands import ProfileSet
from chat.protocol.events import MeEvent
from chat.protocol.frames import Refusal
from chat.protocol.replies import Profile


def rename(actor: int, command: ProfileSet) -> Outcome[Profile]:
    """Be called otherwise, in one line in which there is something to see."""
    name = one_line(text.shown(command.name))
    if text.is_blank(name):
        raise Refusal("blank_name")
    user = locked(actor)
    if user.display_name == name:
        return Outcome(Profile(user=wire.user(user)))
    user.display_name = name
    return changed(user, "display_name")


def depict(actor: int, avatar: str) -> Outcome[Profile]:
    """Have the picture of this name, which is on disk, or none."""
    return give_picture(locked(actor), avatar)


def give_picture(user: User, avatar: str) -> Outcome[Profile]:
    """Let somebody have this picture, or none; the one before goes once that is committed."""
    if user.avatar == avatar:
        return Outcome(Profile(user=wire.user(user)))
    transaction.on_commit(partial(avatars.discard, user.avatar), robust=True)
    user.avatar = avatar
    return changed(user, "avatar")


def locked(actor: int) -> User:
    """The account of whoever acts, which nobody else changes until the commit."""
    # Rooms that take somebody in meanwhile need not wait: no key of the account changes.
    user = User.objects.select_for_update(no_key=True).filter(pk=actor, is_active=True).first()
    if user is None:
        raise Refusal("not_found")
    return user


def changed(user: User, field: str) -> Outcome[Profile]:
    """Write what has changed of an account, for everybody to hear."""
    user.save(update_fields=[field])
    return Outcome(Profile(user=wire.user(user)), heard(user))


def heard(user: User) -> list[Event]:
    """How somebody is from now on, to their own sockets and to all who see them."""
    return [events.to_user(user.pk, MeEvent(user=wire.user(user))), *shown_anew(user)]
