"""One compressed tar file: parts in any order, and at its end a manifest with their checksums."""

import gzip
import hashlib
import io
import os
import tarfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

import msgspec

MANIFEST = "manifest.json"
FORMAT = 1
FAST = 1  # of gzip's levels: most of it is pictures, which get no smaller
DAMAGED = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, msgspec.DecodeError)


class Unusable(Exception):
    """An archive that cannot be used; its text says why."""


class Archive:
    """Takes parts, and notes a checksum of each."""

    def __init__(self, tar):
        self.tar = tar
        self.sums = {}

    def add(self, name, data):
        """A part that is in memory."""
        self.put(name, io.BytesIO(data), len(data))

    def put(self, name, file, size):
        """A part of this size, read from a file."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        source = Summed(file)
        self.tar.addfile(info, source)
        self.sums[name] = source.sum.hexdigest()

    def close(self, told):
        """Add the manifest: what is told of the archive, and the checksums of its parts."""
        whole = {"format": FORMAT, **told, "parts": self.sums}
        self.add(MANIFEST, msgspec.json.format(msgspec.json.encode(whole)))


class Summed:
    """A file whose bytes are summed up as they are read."""

    def __init__(self, file):
        self.file = file
        self.sum = hashlib.sha256()

    def read(self, size=-1):
        data = self.file.read(size)
        self.sum.update(data)
        return data


@contextmanager
def written(path):
    """An archive that appears under this name when it is whole and proved, for its owner alone.

    Raises FileExistsError: a backup never takes another's place.
    """
    if path.exists():
        raise FileExistsError(path)
    descriptor, name = mkstemp(prefix=f".{path.name}-", dir=path.parent)  # mode 600
    partial = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=FAST) as tar:
                yield Archive(tar)
            file.flush()
            os.fsync(file.fileno())
        manifest(partial)
        path.hardlink_to(partial)  # never over another, unlike a rename
    finally:
        partial.unlink()


def parts(path):
    """The name and content of each part of an archive, in order."""
    with tarfile.open(path, "r:gz") as tar:
        for info in tar:
            yield info.name, tar.extractfile(info)


def manifest(path):
    """What an archive tells of itself, once every part of it is what it was; raises Unusable."""
    try:
        sums, told = summed(path)
    except DAMAGED as error:
        raise Unusable(f"{path} is damaged or no backup of Chatsite ({error}).") from error
    if told is None or told.get("format") != FORMAT:
        raise Unusable(f"{path} is no backup that this version can read, or is not whole.")
    if wrong := sorted(sums.items() ^ told["parts"].items()):
        raise Unusable(f"{path} is damaged: {wrong[0][0]} is not what was backed up.")
    return told


def summed(path):
    """The checksums of all parts, and the manifest where there is one."""
    sums, told = {}, None
    for name, file in parts(path):
        if name == MANIFEST:
            told = msgspec.json.decode(file.read())
        else:
            sums[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return sums, told
