"""A site that is backed up while people talk comes back elsewhere, and its people with it."""

import asyncio
import json
from pathlib import Path
from random import Random

import pytest

from chatsite.backup.archive import manifest, written
from tests import community
from tests.backup.conftest import manage
from tests.client.client import Client
from tests.community import beside, change, settle
from tests.servers import Site
from tests.waiting import until

LOG = """
import django, json
django.setup()
from chat.models import *
rows = Message.objects.order_by("seq").values_list("seq", "rev", "client_id", "body")
print(json.dumps([[seq, rev, str(said), body] for seq, rev, said, body in rows]))
"""

FOUND = """
import django
django.setup()
from chat.models import *
from chat.protocol.commands import Search
from chat.search import search
found = search(User.objects.get(username="tom").pk, Search(ref=1, q="4999"))
print([each.message.seq for each in found.messages])
"""
FILE = "ab/cd/abcd0000-0000-4000-8000-000000000000"


@pytest.fixture(scope="module")
def site(home, pki, tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("log"), pki, home()).start()
    yield site
    site.end()


@pytest.fixture(scope="module")
def people(site):
    return settle(site.env, ["tom", "ann"], ["lobby"])


@pytest.fixture
def started(pki, tmp_path):
    """Starts a site in an environment; it ends with the test."""
    sites = []

    def start(env):
        sites.append(Site(tmp_path, pki, env).start())
        return sites[-1]

    yield start
    for site in sites:
        site.end()


def client_of(people, name, where, pki):
    """A person's client, at whatever address `where[0]` is."""
    rooms = [people.rooms["lobby"]]
    return Client(name, people.tokens[name], rooms, lambda: where[0], pki.client(), Random(name))


async def talk(client, room):
    """Say one thing after the other, as fast as somebody may."""
    while True:
        client.say(room, f"number {len(client.outbox.committed)}")
        await asyncio.sleep(0.01)


def known(client, room):
    """The ids under which what a client knows was posted."""
    return {message["client_id"] for message in client.timelines[room].messages.values()}


def told_of(message):
    """A message as a client has it, as `log_of` gives it."""
    return [message["seq"], message["rev"], message["client_id"], message["body"]]


async def command(env, *words):
    """The same as `manage`, while everything else goes on."""
    return await asyncio.to_thread(manage, env, *words)


def log_of(env):
    return json.loads(beside(env, LOG))


def put_file(env, name, data):
    """A file in a message of tom's, and on disk."""
    place = Path(env["DATA_DIR"], "files", name)
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    row = f"file={name!r}, id={place.name!r}, name='a.bin', type='x', size={len(data)}"
    posted = "message=Message.objects.first(), room=Room.objects.get(slug='lobby')"
    change(env, f"Attachment.objects.create({row}, {posted})")


def drafts(client):
    """The ids of what the server has confirmed."""
    return set(client.outbox.committed)


async def test_people_go_on_where_the_backup_was_made(site, people, home, started, pki, tmp_path):
    where, room, backup = [site.wss], people.rooms["lobby"], tmp_path / "site.tar.gz"
    tom, ann = (client_of(people, name, where, pki) for name in ("tom", "ann"))
    running = [asyncio.create_task(client.run()) for client in (tom, ann)]
    await asyncio.gather(tom.ready.wait(), ann.ready.wait())
    talking = asyncio.create_task(talk(tom, room))
    await until(lambda: len(drafts(tom)) > 20)
    put_file(site.env, FILE, b"abc" * 1000)

    before = drafts(tom)
    assert await command(site.env, "backup", backup, "-v0") == (0, "")
    meanwhile = len(drafts(tom))
    await until(lambda: len(drafts(tom)) > meanwhile + 20)
    talking.cancel()
    await until(lambda: not tom.outbox.waiting)
    lost = tom.say(room, "the last word before")
    await until(lambda: not tom.outbox.waiting and lost.client_id in known(ann, room))
    old = tom.timelines[room].epoch
    status, told = await command(site.env, "restore", backup, "--force")
    assert status == 1 and "Stop it first" in told, "who restores a site that runs is stopped"
    site.stop()

    env = home(empty=True)
    said = tom.say(room, "said while nobody served")
    status, told = await command(env, "restore", backup)
    assert status == 0 and "2 access tokens" in told, told
    where[0] = started(env).wss
    await until(lambda: not tom.outbox.waiting and said.client_id in known(ann, room))
    for client in (tom, ann):
        await client.leave()
    await asyncio.gather(*running)

    rows = log_of(env)
    ids = [client_id for _, _, client_id, _ in rows]
    assert before <= {*ids}, "what was confirmed before is in it"
    assert lost.client_id not in ids and ids.count(said.client_id) == 1
    assert [seq for seq, *_ in rows] == [*range(1, len(rows) + 1)], "it is of one moment"
    for client in (tom, ann):
        assert client.timelines[room].epoch != old and not client.faults
        told = sorted(map(told_of, client.timelines[room].messages.values()))
        assert told == rows[-len(told) :], "they have what there is, and nothing of what they had"
    assert Path(env["DATA_DIR"], "files", FILE).read_bytes() == b"abc" * 1000


@pytest.mark.soak
def test_a_backup_goes_from_sqlite_to_postgresql_and_back(home, postgresql, tmp_path):
    first, second, third = home(), home(DATABASE_URL=postgresql.url), home(empty=True)
    people = settle(first, ["tom"], ["lobby"])
    community.talk(first, "tom", "lobby", 5000)
    change(first, "Room.objects.update(keep_days=7)")
    for at, to in ((first, second), (second, third)):
        file = tmp_path / f"{Path(to['DATA_DIR']).name}.tar.gz"
        assert manage(at, "backup", file, "-v0") == (0, "")
        assert manage(to, "restore", file, "-v0") == (0, "")
        assert log_of(to) == log_of(first)
        assert beside(to, FOUND) == beside(first, FOUND), "the search finds it there, too"
        change(
            to, "User.objects.create_user(f'new{User.objects.count()}')"
        )  # with an id that nobody has
    assert people.ids["tom"] == 1
    assert "7" in change(third, "print(Room.objects.get(slug='lobby').keep_days)")


@pytest.mark.soak
def test_a_backup_of_an_older_version_is_brought_up_to_date(home, tmp_path):
    first, second = home(), home(empty=True)
    settle(first, ["tom"], ["lobby"])
    assert manage(first, "backup", tmp_path / "new.tar.gz", "-v0") == (0, "")
    with written(tmp_path / "old.tar.gz") as archive:
        told = manifest(tmp_path / "new.tar.gz")
        told["migrations"] = [each for each in told["migrations"] if each < "chat.0005"]
        known = {"chat.user", "chat.member", "auth.group"}
        told["tables"] = {name: told["tables"][name] for name in known}
        archive.close(told)
    assert manage(second, "restore", tmp_path / "old.tar.gz", "-v0") == (0, "")
    assert manage(second, "migrate", "--check") == (0, "")


@pytest.mark.soak
def test_a_backup_of_a_newer_version_and_a_site_in_use_are_refused(home, tmp_path):
    site, file = home(), tmp_path / "site.tar.gz"
    settle(site, ["tom"], ["lobby"])
    community.talk(site, "tom", "lobby", 1)
    assert manage(site, "backup", file, "-v0") == (0, "")
    assert "there already" in manage(site, "backup", file)[1]
    assert "--force replaces" in manage(site, "restore", file)[1]
    assert manage(site, "restore", file, "--force", "--revoke-tokens", "-v0") == (0, "")
    assert "0" in change(site, "print(Token.objects.valid().count())")
    with written(tmp_path / "newer.tar.gz") as archive:
        told = manifest(file)
        archive.close(told | {"migrations": [*told["migrations"], "chat.9999_later"]})
    status, told = manage(site, "restore", tmp_path / "newer.tar.gz", "--force")
    assert status == 1 and "newer version" in told
    assert len(log_of(site)) == 1, "what is refused changes nothing"
