"""Makes the people, tokens and rooms of a measurement in the database of our side."""

import hashlib
import sys

import django

django.setup()

from talks import ROOMS, TOKEN  # noqa: E402

from chat.models import Member, Room, Token, User  # noqa: E402  after django.setup()


def settle(count: int) -> None:
    """So many people, each a member of every room, each with the token of their number."""
    people = User.objects.bulk_create(User(username=f"person{n}") for n in range(count))
    rooms = Room.objects.bulk_create(Room(pk=1000 + n, slug=f"room{n}") for n in range(ROOMS))
    Member.objects.bulk_create(Member(room=room, user=user) for room in rooms for user in people)
    Token.objects.bulk_create(
        Token(
            user=user,
            name="bench",
            digest=hashlib.sha256(f"{TOKEN}{n}".encode()).hexdigest(),
            scopes=["chat"],
        )
        for n, user in enumerate(people)
    )


settle(int(sys.argv[1]))
