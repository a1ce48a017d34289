"""A backup: the rows of one moment, the files that they name, the key for pushing."""

import os
from datetime import UTC, datetime

from django.conf import settings

from chat.attachments import storage
from chat.models import Attachment, User
from chatsite.backup import rows
from chatsite.backup.archive import written

FILES, PUSH_KEY = "files", "push.pem"


def save(path, say):
    """Write a backup of the site to a file that is not there yet; what its manifest tells.

    `say` hears of each step. Raises OSError, FileExistsError among them, and leaves nothing then.
    """
    with written(path) as archive:
        with rows.snapshot():
            told = {
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "migrations": rows.state(),
                "tables": dict(save_rows(archive, say)),
            }
            say("files")
            told["files"], told["gone"] = save_files(archive)
        if settings.PUSH_KEY.exists():
            archive.add(PUSH_KEY, settings.PUSH_KEY.read_bytes())
        archive.close(told)
    return told


def save_rows(archive, say):
    """Add every table; its name with its columns, and how many rows it has."""
    for model in rows.tables():
        say(rows.label(model))
        count = rows.write(archive, model)
        yield rows.label(model), {"columns": rows.columns(model), "rows": count}


def save_files(archive):
    """Add the files that the rows name: how many there were, and which had gone.

    A file never changes. One that is deleted while this runs was taken back after the moment that
    is backed up.
    """
    count, gone = 0, []
    for name in files():
        try:
            with storage.path(name).open("rb") as file:
                archive.put(f"{FILES}/{name}", file, os.fstat(file.fileno()).st_size)
        except FileNotFoundError:
            gone.append(name)
        else:
            count += 1
    return count, gone


def files():
    """The names of all files that belong to something."""
    for pair in Attachment.objects.values_list("file", "thumbnail").iterator():
        yield from filter(None, pair)
    for avatar in User.objects.exclude(avatar="").values_list("avatar", flat=True).iterator():
        yield storage.name_of_avatar(avatar)
