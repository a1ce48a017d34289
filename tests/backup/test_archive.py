"""A backup is whole and its owner's alone, or it is not there."""

import io
import os
import resource
import signal
import tarfile

import pytest

from chatsite.backup.archive import Unusable, manifest, written
from chatsite.backup.restoring import restore_files


@pytest.fixture
def path(tmp_path):
    return tmp_path / "site.tar.gz"


def save(path, **parts):
    with written(path) as archive:
        for name, data in parts.items():
            archive.add(name, data)
        archive.close({"made": "today"})
    return path


def test_what_is_saved_is_told_and_proved(path):
    told = manifest(save(path, one=b"1", two=os.urandom(100_000)))
    assert told["made"] == "today" and set(told["parts"]) == {"one", "two"}
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_backup_takes_another_s_place(path):
    path.write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        save(path)
    assert path.read_bytes() == b"precious"
    assert [*path.parent.iterdir()] == [path]


def test_nothing_is_left_of_one_that_fails(path):
    with pytest.raises(ZeroDivisionError), written(path) as archive:
        archive.add("one", b"1")
        1 / 0  # noqa: B018
    assert not [*path.parent.iterdir()]


def test_a_full_disk_leaves_nothing(path):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            save(path, one=os.urandom(200_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert not [*path.parent.iterdir()]


@pytest.mark.parametrize("place", [0.1, 0.5, 0.99])
def test_a_damaged_or_cut_file_is_told_from_a_whole_one(path, place):
    save(path, one=os.urandom(50_000), two=os.urandom(50_000))
    whole = path.read_bytes()
    at = int(len(whole) * place)
    for broken in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], b"", b"x"):
        path.write_bytes(broken)
        with pytest.raises(Unusable):
            manifest(path)


def without(path, forged, name, instead=None):
    """The same archive, but for one part: another in its place, or none."""
    with tarfile.open(path) as old, tarfile.open(forged, "w:gz") as new:
        for info in old:
            data = old.extractfile(info).read()
            if info.name == name:
                data, info.size = instead, len(instead or b"")
            if data is not None:
                new.addfile(info, io.BytesIO(data))
    return forged


@pytest.mark.parametrize("instead", [b"9", None])
def test_a_part_that_was_exchanged_or_taken_out_is_missed(path, tmp_path, instead):
    forged = without(save(path, one=b"1", two=b"2"), tmp_path / "forged", "one", instead)
    with pytest.raises(Unusable, match="one is not what was backed up"):
        manifest(forged)


def test_a_file_that_would_lie_elsewhere_is_refused(path, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    ours = "ab/cd/abcd0000-0000-4000-8000-000000000000"
    save(path, **{f"files/{ours}": b"ours", "files/../../evil": b"evil"})
    with pytest.raises(Unusable, match="not ours"):
        restore_files(path)
    assert (tmp_path / "files" / ours).read_bytes() == b"ours"
    assert not [*tmp_path.parent.rglob("evil")]


def test_another_s_archive_is_no_backup(path, tmp_path):
    with tarfile.open(path, "w:gz") as tar:
        tar.add(__file__)
    with pytest.raises(Unusable, match="no backup"):
        manifest(path)
