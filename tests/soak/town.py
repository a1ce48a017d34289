"""A site as large as the panel must bear: 100,000 people, 5,000,000 messages. SQL writes it."""

from django.db import connection

from chat.models import Room, User

PEOPLE, ROOMS, MESSAGES = 100_000, 2_000, 5_000_000
BIG = MESSAGES // 2  # messages of the largest room
PORTION = 250_000

NUMBERS = {
    "sqlite": "(WITH RECURSIVE n(i) AS (SELECT {0} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {1})"
    " SELECT i FROM n)",
    "postgresql": "(SELECT i FROM generate_series({0}, {1} - 1) AS i)",
}
UUID = {
    "sqlite": "printf('%032x', i)",
    "postgresql": "lpad(to_hex(i), 32, '0')::uuid",
}
TIME = {
    "sqlite": "datetime('2026-01-01', '+' || i || ' seconds')",
    "postgresql": "timestamptz '2026-01-01' + i * interval '1 second'",
}
WORDS = "INSERT INTO chat_nameword (user_id, word) SELECT i, 'user' || i FROM {numbers} n"
MEMBERS = """
INSERT INTO chat_member (room_id, user_id, role, level, "read", joined)
SELECT 10 + (i + i / {people}) % {rooms}, 1000 + i % {people},
    CASE WHEN i % 500 = 0 THEN 'owner' ELSE 'member' END,
    'all', 0, {time} FROM {numbers} n"""
# Half of all in one room; each author has 50, but for one who has said a tenth of everything.
SAID = """
INSERT INTO chat_message (id, room_id, seq, rev, author_id, client_id, body, html, words, created,
    deleted)
SELECT i, CASE WHEN i <= {big} THEN 10 ELSE 11 + i % ({rooms} - 1) END, i, i,
    CASE WHEN i % 10 = 0 THEN 1000 ELSE 1001 + i % ({people} - 1) END, {uuid},
    'hello number' || i, '', CASE WHEN i % 1000 = 0 THEN '' ELSE 'hello number' || i END, {time},
    CASE WHEN i % 1000 = 0 THEN {time} END
FROM {numbers} n"""
AUDITED = """
INSERT INTO chat_audit (at, actor_id, action, target, details)
SELECT {time}, 1000 + i % 20, 'message.delete', 'x', '{{}}' FROM {numbers} n"""


def settle(people=PEOPLE, rooms=ROOMS, messages=MESSAGES):
    """Fill the database; what is there already must have ids below 10 (rooms) and 1000 (people)."""
    size = {"people": people, "rooms": rooms, "big": messages // 2}
    User.objects.bulk_create((person(i) for i in range(1000, 1000 + people)), 1000)
    write(WORDS, 1000, 1000 + people, **size)
    Room.objects.bulk_create((place(i) for i in range(10, 10 + rooms)), 1000)
    write(MEMBERS, 0, people * 2, **size)
    write(SAID, 1, 1 + messages, **size)
    write(AUDITED, 0, people, **size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def person(i):
    """Some are staff, some bots, some have been closed."""
    names = {"username": f"user{i}", "display_name": f"Person {i}", "email": f"user{i}@example.org"}
    flags = {"is_staff": i % 9999 == 0, "is_bot": i % 999 == 0, "is_active": i % 99 > 0}
    return User(pk=i, **names, **flags)


def place(i):
    """Every other room is public."""
    kind = Room.Kind.PUBLIC if i % 2 == 0 else Room.Kind.PRIVATE
    return Room(pk=i, kind=kind, slug=f"room-{i}", title=f"Room {i}")


def write(statement, first, end, **size):
    """Run it for all numbers, a portion at a time."""
    vendor = connection.vendor
    words = {"time": TIME[vendor], "uuid": UUID[vendor], **size}
    for start in range(first, end, PORTION):
        numbers = NUMBERS[vendor].format(start, min(start + PORTION, end))
        with connection.cursor() as cursor:
            cursor.execute(statement.format(numbers=numbers, **words))
