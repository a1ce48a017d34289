"""People, rooms and tokens in the database of a site that runs as another process."""

import json
from dataclasses import dataclass

from tests import prefork
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


def beside(env, program, said=""):
    """What a program prints that runs beside a site, on its database."""
    status, output, errors = prefork.run(env | BESIDE, program, said)
    assert status == 0, errors
    return output
