"""Actions as the journal runs them, and what people hear of them."""

import json

from django.db import transaction

from chat.protocol.frames import Refusal


def do(action, actor, *command, **named):
    """What the action gives, once it is committed."""
    with transaction.atomic():
        return action(actor.pk, *command, **named)


def refused(action, actor, *command, **named):
    """The code of the refusal with which the action ends."""
    try:
        do(action, actor, *command, **named)
    except Refusal as refusal:
        return refusal.code
    return None


def told(outcome, room=None, user=None):
    """The frames that this room, or every socket of this user's, is to hear."""
    pk = user and user.pk
    events = [event for event in outcome.events if (event.room, event.user) == (room, pk)]
    return [json.loads(event.text) for event in events]
