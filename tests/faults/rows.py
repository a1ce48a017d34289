"""Run beside the servers, on their database: what it holds of some rooms, row by row, as JSON."""

import json
import sys

import django
from django.db import transaction

FIELDS = ("seq", "rev", "author_id", "client_id", "body", "html", "reply_to", "edited", "deleted")


def main():
    django.setup()
    from chat.models import Message, Reaction, Room

    with transaction.atomic():
        rooms = Room.objects.filter(pk__in=json.load(sys.stdin))
        json.dump(
            {room.pk: log(room, Message, Reaction) for room in rooms}, sys.stdout, default=str
        )


def log(room, messages, reactions):
    given = {}
    for row in reactions.objects.filter(message__room=room).order_by("pk"):
        given.setdefault(row.message_id, {}).setdefault(row.emoji, []).append(row.user_id)
    rows = messages.objects.filter(room=room).order_by("seq").values("pk", *FIELDS)
    told = [{**row, "reactions": given.get(row["pk"], {})} for row in rows]
    return {"seq": room.seq, "epoch": room.epoch, "messages": told}


if __name__ == "__main__":
    main()
