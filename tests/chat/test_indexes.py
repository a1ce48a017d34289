"""PostgreSQL answers every question of a full site by an index."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from chat.actions import editing, profile, reactions
from chat.actions.draft import Draft
from chat.actions.posting import post_all
from chat.models import Member, Message, Room, User, log, mine, people
from chat.protocol import commands

PEOPLE, MEMBERS, ROOMS, MESSAGES = 30_000, 3000, 300, 20_000
LARGE = [
    f"chat_{name}"
    for name in ("message", "mention", "member", "reaction", "edit", "user", "nameword")
]

# Five of each to every message, of people whose ids follow each other.
EACH = "%(first)s + (seq * 5 + k) %% 3000 FROM chat_message m, generate_series(0, 4) k"
HANGING = [
    f"INSERT INTO chat_mention (message_id, room_id, seq, user_id) "
    f"SELECT m.id, room_id, seq, {EACH}",
    f"INSERT INTO chat_reaction (message_id, emoji, user_id) SELECT m.id, '👍', {EACH}",
    "INSERT INTO chat_nameword (user_id, word) SELECT id, handle FROM chat_user",
    "INSERT INTO chat_edit (message_id, body, at) SELECT id, 'x', created FROM chat_message",
]


@pytest.fixture
def town(db):
    """A site of 30,000 people, a room with 20,000 messages and 3,000 members, many small ones."""
    people = User.objects.bulk_create(
        User(username=f"u{number}", handle=f"u{number}") for number in range(PEOPLE)
    )
    rooms = Room.objects.bulk_create(Room(title=f"r{number}") for number in range(ROOMS))
    big, *small = rooms
    Member.objects.bulk_create(Member(room=big, user=user) for user in people[:MEMBERS])
    Member.objects.bulk_create(
        Member(room=room, user=people[(number * 7 + k) % MEMBERS])
        for number, room in enumerate(small)
        for k in range(10)
    )
    messages = written(big, people, MESSAGES)
    for room in small:
        messages += written(room, people, 20)
    Message.objects.bulk_create(messages)
    with connection.cursor() as cursor:
        for statement in HANGING:
            cursor.execute(statement, {"first": people[0].pk})
        cursor.execute("ANALYZE")
    return big, people


def written(room, people, count):
    """So many messages, the room's position counted up with them."""
    room.seq = count
    room.save(update_fields=["seq"])
    return [
        Message(
            room=room,
            seq=seq,
            rev=seq,
            author=people[seq % MEMBERS],
            client_id=uuid.uuid4(),
            body="hello",
            html="<p>hello</p>",
            words="hello",
            reply_to=seq // 2 or None,
            created=datetime.now(UTC),
        )
        for seq in range(1, count + 1)
    ]


@pytest.fixture
def plans():
    """The plan of each query that is made within: `with plans() as found:`."""
    found = []

    def explain(execute, sql, params, many, context):
        if sql.split(" ", 1)[0] in ("SELECT", "UPDATE", "DELETE"):
            with connection.connection.cursor() as cursor:
                rows = cursor.execute("EXPLAIN " + sql, params).fetchall()
            found.append((sql, "\n".join(row for (row,) in rows)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield found


def command(kind, room, seq, **fields):
    return kind(ref=1, room=room.pk, seq=seq, **fields)


def everything(room, users):
    """All that is asked and written about messages, and whom one may talk to."""
    tom = users[77].pk
    for q in ("", "u", "u12", "u2999 u2"):
        people.find(tom, commands.PeopleFind(ref=1, q=q))
    assert len(mine.rooms_of(tom)) > 1
    log.opened(tom, room.pk, None, None)
    log.opened(tom, room.pk, MESSAGES - 150, room.epoch)
    log.opened(tom, room.pk, 5, room.epoch)
    log.history(tom, commands.RoomHistory(ref=1, room=room.pk, before=9000))
    log.history(tom, commands.RoomHistory(ref=1, room=room.pk, after=9000))
    log.replies(tom, command(commands.MessageReplies, room, 77))
    log.changes(room.pk, MESSAGES - 3)
    log.heads([room.pk])
    said = Message.objects.get(room=room, seq=77)
    again = Draft(tom, room.pk, said.client_id, said.body)
    new = (
        Draft(user.pk, room.pk, uuid.uuid4(), "hello @u1 @u2 @nobody", reply_to=5)
        for user in users[:100]
    )
    with transaction.atomic():
        post_all([again, *new])
        editing.edit(tom, command(commands.MessageEdit, room, 77, body="hello @u3"))
        post_all([again])
        reactions.add(tom, command(commands.ReactionAdd, room, 78, emoji="🎉"))
        reactions.remove(tom, command(commands.ReactionRemove, room, 78, emoji="🎉"))
        editing.delete(tom, command(commands.MessageDelete, room, 77))
        profile.rename(tom, commands.ProfileSet(ref=1, name="Thomas"))


def test_no_large_table_is_read_from_end_to_end(town, plans):
    everything(*town)
    assert len(plans) > 50
    slow = [
        f"{sql}\n{plan}"
        for sql, plan in plans
        if any(f"Seq Scan on {table}" in plan for table in LARGE)
    ]
    assert not slow, "\n\n".join(slow)
