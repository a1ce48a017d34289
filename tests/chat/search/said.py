"""Messages as the journal writes them, and what is found of them."""

import uuid

from django.utils import timezone

from chat import text
from chat.models import Message
from chat.protocol.commands import Search
from chat.search import search


def say(author, room, *bodies):
    """Post them, as the journal does."""
    messages = []
    for body in bodies:
        room.seq += 1
        messages.append(
            Message(
                room=room,
                seq=room.seq,
                rev=room.seq,
                author=author,
                client_id=uuid.uuid4(),
                body=body,
                words=text.searchable(body),
                created=timezone.now(),
            )
        )
    Message.objects.bulk_create(messages)
    return messages


def ask(user, q, **options):
    return search(user.pk, Search(ref=1, q=q, **options))


def find(user, q, **options):
    """The bodies found, the best first."""
    return [found.message.body for found in ask(user, q, **options).messages]
