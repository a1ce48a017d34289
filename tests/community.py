"""People, rooms and tokens in the database of a site that runs as another process."""

import json
import subprocess
import sys
from dataclasses import dataclass

from tests.servers import TOP

BESIDE = {"DJANGO_SETTINGS_MODULE": "chatsite.settings", "PYTHONPATH": str(TOP)}

# Runs beside the site, on its database. The password is everybody's name.
SETTLE = """
import django, hashlib, json, secrets, sys
django.setup()
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from chat.models import Member, Room, Token, User
Session = import_module(settings.SESSION_ENGINE).SessionStore
names, titles = json.load(sys.stdin)
people, rooms = {}, {}
for name in names:
    user = User.objects.filter(username=name).first() or User.objects.create_user(
        name, password=name)
    secret = secrets.token_urlsafe(32)
    digest = hashlib.sha256(secret.encode()).hexdigest()
    Token.objects.create(user=user, name="tests", start=secret[:8], digest=digest, scopes=["chat"])
    session = Session()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    people[name] = [user.pk, secret, session.session_key]
for title in titles:
    room, _ = Room.objects.get_or_create(slug=title, defaults={"title": title})
    rooms[title] = room.pk
    for pk, *_ in people.values():
        Member.objects.get_or_create(room=room, user_id=pk)
json.dump([people, rooms], sys.stdout)
"""

# What the statement of `change` may name.
NAMES = """
import django, datetime
django.setup()
from django.utils import timezone
from chat.models import *
past = timezone.now() - datetime.timedelta(days=1)
"""

TALK = """
import django, json, sys, uuid
django.setup()
from django.db import transaction
from chat.actions.draft import Draft
from chat.actions.posting import post_all
from chat.models import Room, User
name, title, count = json.load(sys.stdin)
author, room = User.objects.get(username=name).pk, Room.objects.get(slug=title).pk
with transaction.atomic():
    post_all([Draft(author, room, uuid.uuid4(), f"number {n + 1}") for n in range(count)])
"""


@dataclass
class Community:
    """The ids of people and rooms, an access token and a session of each person, by name."""

    ids: dict[str, int]
    tokens: dict[str, str]
    sessions: dict[str, str]
    rooms: dict[str, int]


def settle(env, people, rooms):
    """Make these people, members of all these rooms, unless they are there; `env` is the site's."""
    found, places = json.loads(beside(env, SETTLE, json.dumps([list(people), list(rooms)])))
    ids, tokens, sessions = ({name: each[n] for name, each in found.items()} for n in range(3))
    return Community(ids, tokens, sessions, places)


def lead(env, name, rooms):
    """Make somebody an owner of these rooms, of which they are a member."""
    rows = f"Member.objects.filter(user__username={name!r}, room__slug__in={[*rooms]!r})"
    change(env, f"{rows}.update(role='owner')")


def talk(env, name, room, count):
    """Let somebody say `number 1` and so on in a room, all at once."""
    beside(env, TALK, json.dumps([name, room, count]))


def change(env, statement):
    """Change something in a site's database: `Token.objects.filter(…).update(expires=past)`.

    What the statement prints is given back.
    """
    return beside(env, f"{NAMES}\n{statement}")


# Runs one statement after the other, each told as a line of JSON, and answers each with a line.
SHELL = """
for line in sys.stdin:
    exec(json.loads(line))
    print("done", flush=True)
"""


class Shell:
    """A `manage.py shell` beside a site, kept open: `change` without a start for each statement."""

    def __init__(self, env):
        self.child = subprocess.Popen(
            [sys.executable, "-c", f"import json, sys\n{NAMES}\n{SHELL}"],
            cwd=TOP,
            env=env | BESIDE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, statement):
        """Return once it is done; fail where it raises."""
        self.child.stdin.write(json.dumps(statement) + "\n")
        self.child.stdin.flush()
        assert self.child.stdout.readline() == "done\n", statement

    def end(self):
        self.child.communicate()


def beside(env, program, said=""):
    """What a program prints that runs beside a site, on its database."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=TOP,
        env=env | BESIDE,
        input=said,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
