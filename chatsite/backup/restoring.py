"""A site made from a backup: all of it or nothing, and every history under a new name."""

import re
import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from chat.attachments import storage
from chat.models import Message, Room, Token, User
from chat.models.room import new_epoch
from chatsite.backup import rows
from chatsite.backup.archive import Unusable, manifest, parts
from chatsite.backup.saving import FILES, PUSH_KEY

# The names that we give: what an archive calls otherwise is none of ours, and could lie elsewhere.
OURS = re.compile(
    r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f-]{36}(\.thumbnail)?|avatars/\d+-[0-9a-f]+\.webp"
)

OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
LOOKS, PAUSE = 10, 0.2  # seconds


def restore(path, force, say):
    """Put the site of a backup in place of this one; what its manifest tells.

    Raises Unusable for an archive that does not fit, and for a site that is running or, unless
    forced, in use. Whatever fails leaves the database as it was.
    """
    told = manifest(path)
    if newer := rows.unknown(told["migrations"]):
        raise Unusable(f"{path} was made by a newer version ({newer[-1]}). Update this one first.")
    if not force and in_use():
        raise Unusable("There are people or messages here already; --force replaces all of them.")
    refuse_running()
    say("files")
    restore_files(path)
    with fresh_database():
        load(path, told, say)
        say("migrations")
        call_command("migrate", interactive=False, verbosity=0)
        with transaction.atomic():
            begin_anew()
    return told


def in_use():
    """Whether anybody has been here."""
    if Message._meta.db_table not in connection.introspection.table_names():
        return False
    came = User.objects.filter(last_login__isnull=False)
    return Message.objects.exists() or came.exists()


def refuse_running():
    """Raise Unusable while another process uses the database."""
    others = sqlite_is_open() if connection.vendor == "sqlite" else postgresql_is_open()
    connection.close()
    if others:
        raise Unusable("The site is running on this database. Stop it first, on every machine.")


def sqlite_is_open():
    """Only who is alone may end SQLite's write-ahead log; whoever opens it next begins it again."""
    connection.close()
    alone = sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=0)
    try:
        return alone.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete"
    except sqlite3.OperationalError:
        return True
    finally:
        alone.close()


def postgresql_is_open():
    """Whether anybody else is connected to this database; a moment for those who are leaving."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["OPTIONS"]["pool"] = False  # one connection, which counts itself out
    for _ in range(LOOKS):
        with connection.cursor() as cursor:
            cursor.execute(OTHERS)
            if cursor.fetchone() == (0,):
                return False
        time.sleep(PAUSE)
    return True


def restore_files(path):
    """Put the files of an archive in their places; those that are there are the same already."""
    for name, file in parts(path):
        if name == PUSH_KEY:
            put_push_key(file.read())
        elif name.startswith(f"{FILES}/"):
            name = name.removeprefix(f"{FILES}/")
            if not OURS.fullmatch(name):
                raise Unusable(f"{path} has a file that is not ours: {name!r}.")
            with storage.incoming() as place:
                while chunk := file.read(2**20):
                    place.write(chunk)
                storage.keep(place, name)


def put_push_key(text):
    """The key that browsers know the site by, for its owner's eyes."""
    settings.PUSH_KEY.parent.mkdir(parents=True, exist_ok=True)
    settings.PUSH_KEY.touch(mode=0o600)
    settings.PUSH_KEY.write_bytes(text)


@contextmanager
def fresh_database():
    """An empty database that takes the place of this one once all has gone well."""
    if connection.vendor == "sqlite":
        with fresh_file(Path(settings.DATABASES["default"]["NAME"])):
            yield
    else:
        with transaction.atomic():  # PostgreSQL's tables come and go in transactions, too
            with connection.cursor() as cursor:
                for name in connection.introspection.table_names(cursor):
                    table = connection.ops.quote_name(name)
                    cursor.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
            yield


@contextmanager
def fresh_file(place):
    """Another file, moved over SQLite's in one step."""
    fresh = place.with_name(f"{place.name}.restoring")
    remove(fresh)
    fresh.touch(mode=0o600)
    use(fresh)
    try:
        yield
        connection.close()  # the last to go ends its write-ahead log
        remove(Path(f"{place}-wal"), Path(f"{place}-shm"))
        fresh.replace(place)
    finally:
        use(place)
        remove(fresh, Path(f"{fresh}-wal"), Path(f"{fresh}-shm"))


def use(place):
    """Let this process's connection lead to another file."""
    connection.close()
    connection.settings_dict["NAME"] = place


def remove(*places):
    """Take files away that may be there."""
    for place in places:
        place.unlink(missing_ok=True)


def load(path, told, say):
    """Write all rows of an archive into an empty database, in the state in which they were."""
    models = rows.models_at(told["migrations"])
    with transaction.atomic():
        connection.check_constraints()  # after which rows may name others that come later
        for name in told["tables"]:
            models[name]._base_manager.all().delete()  # what migrations have put there
        for name, file in parts(path):
            folder, _, rest = name.partition("/")
            if folder == rows.FOLDER:
                table, part = rest.split("/")
                if part == "000000":
                    say(table)
                rows.read(models[table], told["tables"][table]["columns"], file.read())
        rows.settle(list(models.values()))


def begin_anew():
    """Let every room be another history: clients that know more than it forget all of it."""
    for pk in Room.objects.values_list("pk", flat=True):
        Room.objects.filter(pk=pk).update(epoch=new_epoch())


def valid_tokens():
    """How many access tokens let somebody in."""
    return Token.objects.valid().count()
