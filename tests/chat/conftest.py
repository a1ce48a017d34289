"""People and rooms in the tests' own database."""

import uuid
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction

from chat.actions.draft import Draft
from chat.actions.posting import post_all
from chat.models import Attachment, Member, Room, User
from chat.protocol.frames import Refusal
from chat.wording import words

# What only one of the two databases can do, or suffer.
SPECIAL = {
    "postgresql": ["test_on_sqlite.py"],
    "sqlite": ["test_on_postgresql.py", "test_indexes.py"],
}
collect_ignore = SPECIAL[connection.vendor]


@pytest.fixture(autouse=True)
def closed_journals(monkeypatch):
    """No journal of a test's loop outlives it, with a connection of its own; nor goes before it."""
    journals = {}
    monkeypatch.setattr("chat.journal.journals", journals)
    yield
    for journal in journals.values():
        journal.thread.submit(connections.close_all)
        journal.thread.shutdown()


@pytest.fixture
def person(db):
    """Makes somebody: `tom = person("tom")`."""
    return lambda name, **fields: User.objects.create_user(name, **fields)


@pytest.fixture
def tom(person):
    return person("tom")


@pytest.fixture
def ann(person):
    return person("ann")


@pytest.fixture
def lobby(room_of, tom):
    return room_of(tom)


@pytest.fixture
def room_of(db):
    """Makes a room with these members: `lobby = room_of(tom, ann)`."""

    def made(*people, kind=Room.Kind.PRIVATE, **fields):
        room = Room.objects.create(kind=kind, **fields)
        Member.objects.bulk_create([Member(room=room, user=user) for user in people])
        return room

    return made


@pytest.fixture
def say(db):
    """Posts at once: `said = say(tom, lobby, "hello")` is the message as it travels."""

    def said(author, room, body="hello", client_id=None, **fields):
        draft = Draft(author.pk, room.pk, client_id or uuid.uuid4(), body, **fields)
        with transaction.atomic():
            [answer] = post_all([draft])
        if isinstance(answer, Refusal):
            raise answer
        return answer.reply.message

    return said


@pytest.fixture
def refused():
    """`with refused("blank"):` what is done there is refused, by this code."""

    @contextmanager
    def expected(code):
        with pytest.raises(Refusal) as refusal:
            yield
        assert refusal.value.code == code
        assert words(refusal.value, "en")

    return expected


@pytest.fixture
def file_of(db):
    """Uploads: `file_of(tom, lobby)` is a file of tom's that no message has yet."""

    def uploaded(owner, room, **fields):
        return Attachment.objects.create(
            owner=owner, room=room, name="a.txt", type="text/plain", size=3, file="a", **fields
        )

    return uploaded


@pytest.fixture
def fill():
    """Writes so many messages of somebody's into a room."""

    def filled(author, room, count, body="hello @tom"):
        with transaction.atomic():
            for start in range(0, count, 200):
                size = min(200, count - start)
                post_all([Draft(author.pk, room.pk, uuid.uuid4(), body) for _ in range(size)])

    return filled


@pytest.fixture
def crowd():
    """Lets so many strangers be members of a room."""

    def came(room, count):
        names = [User(username=f"{room.pk}-{number}") for number in range(count)]
        users = User.objects.bulk_create(names)
        Member.objects.bulk_create(Member(room=room, user=user) for user in users)
        return users

    return came
