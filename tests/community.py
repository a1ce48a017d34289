"""People, rooms and tokens in the database of a site that runs as another process."""

import json
import subprocess
import sys
from dataclasses import dataclass

from tests.servers import TOP

# Runs beside the site, on its database. The password is everybody's name.
SETTLE = """
import django, hashlib, json, secrets, sys
django.setup()
from chat.models import Member, Room, Token, User
names, titles = json.load(sys.stdin)
people, rooms = {}, {}
for name in names:
    user = User.objects.filter(username=name).first() or User.objects.create_user(
        name, password=name)
    secret = secrets.token_urlsafe(32)
    digest = hashlib.sha256(secret.encode()).hexdigest()
    Token.objects.create(user=user, name="tests", start=secret[:8], digest=digest)
    people[name] = [user.pk, secret]
for title in titles:
    room, _ = Room.objects.get_or_create(slug=title, defaults={"title": title})
    rooms[title] = room.pk
    for pk, _ in people.values():
        Member.objects.get_or_create(room=room, user_id=pk)
json.dump([people, rooms], sys.stdout)
"""


@dataclass
class Community:
    """The ids of people and rooms, and an access token of each person, by name."""

    ids: dict[str, int]
    tokens: dict[str, str]
    rooms: dict[str, int]


def settle(env, people, rooms):
    """Make these people, members of all these rooms, unless they are there; `env` is the site's."""
    done = subprocess.run(
        [sys.executable, "-c", SETTLE],
        cwd=TOP,
        env={**env, "DJANGO_SETTINGS_MODULE": "chatsite.settings", "PYTHONPATH": str(TOP)},
        input=json.dumps([list(people), list(rooms)]),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found, places = json.loads(done.stdout)
    ids = {name: pk for name, (pk, _) in found.items()}
    return Community(ids, {name: secret for name, (_, secret) in found.items()}, places)
