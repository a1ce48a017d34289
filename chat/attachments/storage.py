"""Files on disk, below MEDIA_ROOT: `ab/cd/abcd…`, named by us and never by people."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings

OURS_ALONE = 0o700  # files are had through the site, which knows who may have them
INCOMING = "incoming"
AVATARS = "avatars"
SMALL = ".thumbnail"  # after the name of the file that it is a thumbnail of


def name_of(pk: UUID) -> str:
    """The name of an attachment's file."""
    return f"{pk.hex[:2]}/{pk.hex[2:4]}/{pk}"


def name_of_avatar(avatar: str) -> str:
    """The name of the file of somebody's picture."""
    return f"{AVATARS}/{avatar}"


def path(name: str) -> Path:
    """Where a file of ours is."""
    return Path(settings.MEDIA_ROOT) / name


def folder_for(place: Path) -> Path:
    """The place, whose folder is there from now on."""
    path("").mkdir(parents=True, exist_ok=True, mode=OURS_ALONE)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


@contextmanager
def incoming() -> Iterator[BinaryIO]:
    """A file to write and to read; gone at the end unless it is kept."""
    place = folder_for(path(INCOMING) / str(uuid4()))
    with place.open("x+b") as file:
        try:
            yield file
        finally:
            place.unlink(missing_ok=True)


def keep(file: BinaryIO, name: str) -> None:
    """Give an incoming file its name, once all of it is on disk."""
    file.flush()
    os.fsync(file.fileno())
    Path(file.name).replace(folder_for(path(name)))


def remove(*names: str) -> None:
    """Take files away; some may be gone already."""
    for name in filter(None, names):
        path(name).unlink(missing_ok=True)


def folders() -> Iterator[Path]:
    """The folders that have files of ours in them."""
    yield from path("").glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]")
    yield from path("").glob(INCOMING)


def ours(folder: Path) -> Iterator[tuple[UUID, Path]]:
    """The files in a folder that bear names of ours, and whose they are."""
    for place in folder.iterdir():
        with suppress(ValueError):
            yield UUID(place.stem), place


def avatars() -> Iterator[tuple[int, Path]]:
    """The pictures of people that bear names of ours, and whose they are."""
    for place in path(AVATARS).glob("*-*"):
        user, _, key = place.stem.partition("-")
        with suppress(ValueError):
            UUID(key)
            yield int(user), place
