"""A file on its way in: copied, looked at, made harmless; or refused, and then nothing is left."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import SEEK_END
from typing import BinaryIO, Protocol
from uuid import UUID, uuid4

from PIL.Image import Image

from chat.attachments import kinds, names, pictures, storage
from chat.pool import Lane
from chat.protocol.frames import Refusal

# A disk, a quota, or a limit on the size of files that is used up.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CHUNK = 2**18  # bytes

# So many at once, whatever comes: sockets want their share of the processor.
receiving = Lane("chat-files", 2)


class Readable(Protocol):
    """What a file can be read from: a request, for one."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


@dataclass(slots=True)
class Received:
    """A file that is on disk and that nobody knows of yet."""

    id: UUID
    name: str
    type: str
    size: int
    file: str
    thumbnail: str = ""
    width: int | None = None
    height: int | None = None

    def discard(self) -> None:
        """Take it away again."""
        storage.remove(self.file, self.thumbnail)


def receive(source: Readable, name: str, limit: int) -> Received:
    """Keep what can be read from `source` under a name of ours; a picture is drawn anew."""
    pk, name = uuid4(), names.clean(name)
    with copied(source, limit) as file:
        if picture := pictures.identified(file):
            return drawn(picture, pk, name)
        return kept(file, pk, name)


@contextmanager
def copied(source: Readable, limit: int) -> Iterator[BinaryIO]:
    """What can be read from `source`, on disk for as long as it is looked at; raises Refusal, also
    where the disk is full meanwhile.
    """
    try:
        with storage.incoming() as file:
            copy(source, file, limit)
            yield file
    except OSError as error:
        if error.errno in NO_ROOM:
            raise Refusal("no_room") from error
        raise


def copy(source: Readable, file: BinaryIO, limit: int) -> None:
    """Copy no more than so many bytes, whatever was said of their number."""
    while chunk := source.read(CHUNK):
        if file.tell() + len(chunk) > limit:
            raise Refusal("too_big", limit=limit)
        file.write(chunk)
    if not file.tell():
        raise Refusal("empty_file")


def drawn(picture: Image, pk: UUID, name: str) -> Received:
    """A picture as we write it, and its thumbnail."""
    file = storage.name_of(pk)
    small = file + storage.SMALL
    with picture, storage.incoming() as whole, storage.incoming() as thumbnail:
        width, height = pictures.write(picture, whole, thumbnail)
        size = whole.seek(0, SEEK_END)
        storage.keep(thumbnail, small)
        storage.keep(whole, file)
    name = names.renamed(name, pictures.ENDING)
    return Received(pk, name, pictures.TYPE, size, file, small, width, height)


def kept(file: BinaryIO, pk: UUID, name: str) -> Received:
    """Any other file, as it is."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    kind = kinds.kind(file.read(kinds.BEGINNING))
    storage.keep(file, storage.name_of(pk))
    return Received(pk, name, kind, size, storage.name_of(pk))
