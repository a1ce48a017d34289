"""What belongs to no message is cleared away, and nothing else ever is."""

import os
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from chat.actions import attaching
from chat.attachments import storage
from chat.attachments.clearing import KEPT, Cleared, clear
from chat.attachments.receiving import receive
from chat.models import Attachment, Message
from tests import files

LONG_AGO = timezone.now() - KEPT - timedelta(hours=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def sent(tom, room_of):
    """Makes a picture of Tom's in a message, or in none."""
    room = room_of(tom)

    def made(posted=True, created=LONG_AGO, deleted=None):
        file = receive(BytesIO(files.picture()), "x.png", 10**6)
        attaching.attach(tom.pk, room.pk, file)
        message = posted and Message.objects.create(
            room=room,
            seq=Message.objects.count() + 1,
            rev=1,
            author=tom,
            client_id=file.id,
            created=created,
            deleted=deleted,
        )
        Attachment.objects.filter(pk=file.id).update(created=created, message=message or None)
        return file

    return made


def there(file):
    """What is left of a file: its row, and what lies on disk."""
    paths = [storage.path(file.file), storage.path(file.thumbnail)]
    return Attachment.objects.filter(pk=file.id).exists(), [path.exists() for path in paths]


WHOLE, GONE = (True, [True, True]), (False, [False, False])


def test_what_is_in_a_message_stays(sent):
    file = sent()
    assert clear() == Cleared(0, 0)
    assert there(file) == WHOLE


def test_what_was_never_posted_goes_after_a_day(sent):
    old, new = sent(posted=False), sent(posted=False, created=timezone.now())
    assert clear() == Cleared(1, 2)
    assert (there(old), there(new)) == (GONE, WHOLE)


def test_what_a_deleted_message_had_goes_after_a_day_in_which_it_may_be_restored(sent):
    old, new = sent(deleted=LONG_AGO), sent(deleted=timezone.now())
    clear()
    assert (there(old), there(new)) == (GONE, WHOLE)


def age(place):
    os.utime(place, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    return place


def test_a_file_that_no_row_knows_goes_once_it_is_old(sent):
    gone, coming, known = sent(), sent(), sent()
    Attachment.objects.exclude(pk=known.id).delete()
    for file in (gone, known):
        for name in (file.file, file.thumbnail):
            age(storage.path(name))
    assert clear() == Cleared(0, 2)
    assert there(gone) == GONE and there(known) == WHOLE
    assert there(coming) == (False, [True, True]), "its row may be on its way"


def test_what_a_killed_server_left_half_written_goes(db, folder):
    with storage.incoming() as file:
        pass
    left = folder / storage.INCOMING / str(uuid4())
    left.write_bytes(b"half")
    age(left)
    clear()
    assert not left.exists() and file.closed


def test_what_is_not_ours_is_left_alone(folder, sent):
    other = storage.path(sent().file).parent / "notes.txt"
    other.write_text("of the operator's")
    age(other)
    clear()
    assert other.exists()


def test_a_clearing_that_is_cut_off_leaves_no_row_without_its_file(sent, monkeypatch):
    file = sent(posted=False)
    monkeypatch.setattr(storage, "remove", lambda *names: 1 / 0)  # the power goes off here
    with pytest.raises(ZeroDivisionError):
        clear()
    assert there(file) == (False, [True, True])
    monkeypatch.undo()


def test_two_clear_at_once(sent, monkeypatch):
    file = sent(posted=False)
    storage.remove(file.file)
    clear()
    assert there(file) == GONE


def test_with_nothing_there_is_nothing_to_clear(db, capsys):
    call_command("clearfiles")
    assert capsys.readouterr().out == "0 uploads and 0 files are gone.\n"
