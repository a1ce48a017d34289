"""What is purged is gone for good, and everybody hears so."""

import json

from django.db import transaction

from chat.actions import editing
from chat.actions.purging import purge
from chat.attachments import storage
from chat.models import Attachment, Edit, Mention, Message, Reaction, Report, Room
from chat.protocol.commands import MessageDelete, MessageEdit
from tests.chat.doing import do


def purged(*ids):
    with transaction.atomic():
        return purge(ids)


def test_nothing_of_what_was_said_remains(say, tom, room, file_of):
    file = file_of(tom, room)
    say(tom, room, "secret @tom", attachments=[file.pk])
    do(editing.edit, tom, MessageEdit(ref=1, room=room.pk, seq=1, body="secret, better"))
    row = Message.objects.get()
    Reaction.objects.create(message=row, user=tom, emoji="👍")
    Report.objects.create(room=room, seq=1, body="secret @tom")
    [event] = purged(row.pk)
    row.refresh_from_db()
    assert (row.body, row.html, row.words, row.edited) == ("", "", "", None) and row.deleted
    for model in (Attachment, Edit, Mention, Reaction):
        assert not model.objects.exists()
    assert Report.objects.get().body == ""
    told = json.loads(event.text)["message"]
    assert "body" not in told and told["deleted"] and (told["seq"], told["rev"]) == (1, 3)


def test_each_is_the_next_change_of_its_room(say, tom, room, room_of):
    other = room_of(tom)
    for place in (room, other, room):
        say(tom, place)
    told = purged(*Message.objects.values_list("pk", flat=True))
    assert sorted((each.room, each.after, each.rev) for each in told) == [
        *((room.pk, 2, 3), (room.pk, 3, 4)),
        (other.pk, 1, 2),
    ]
    assert [Room.objects.get(pk=each.pk).seq for each in (room, other)] == [4, 2]


def test_of_a_deleted_message_the_earlier_texts_go_and_nobody_hears_of_it(say, tom, room):
    say(tom, room, "secret")
    do(editing.delete, tom, MessageDelete(ref=1, room=room.pk, seq=1))
    assert Edit.objects.exists()
    assert not purged(Message.objects.get().pk) and not Edit.objects.exists()
    assert Room.objects.get().seq == 2


def test_its_files_leave_the_disk_with_the_commit(
    say, tom, room, file_of, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    storage.path("a").write_bytes(b"abc")
    say(tom, room, "", attachments=[file_of(tom, room).pk])
    with django_capture_on_commit_callbacks(execute=True):
        purged(Message.objects.get().pk)
        assert storage.path("a").exists()
    assert not storage.path("a").exists()
