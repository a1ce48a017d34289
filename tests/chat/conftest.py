"""People and rooms in the tests' own database."""

import pytest

from chat.models import Member, Room, User


@pytest.fixture
def person(db):
    """Makes somebody: `tom = person("tom")`."""
    return lambda name, **fields: User.objects.create_user(name, **fields)


@pytest.fixture
def room_of(db):
    """Makes a room with these members: `lobby = room_of(tom, ann)`."""

    def made(*people, kind=Room.Kind.PRIVATE, **fields):
        room = Room.objects.create(kind=kind, **fields)
        Member.objects.bulk_create([Member(room=room, user=user) for user in people])
        return room

    return made
