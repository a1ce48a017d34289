"""Messages in the admin panel: found, deleted, restored, removed for good, exported."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import Permission
from django.test import AsyncClient, Client
from django.utils import timezone

from chat.attachments import storage
from chat.hub import hub
from chat.models import Attachment, Audit, Edit, Mention, Message, User
from chat.search import everywhere
from tests.chat.admin.forms import path, save


@pytest.fixture
def talk(tea, say):
    """Tom has said some things in the tea room."""
    tom = User.objects.get(username="tom")
    for body in ("hello @ann", "spam", "=1+1 spam", "tea"):
        say(tom, tea, body)
    return Message.objects.order_by("pk")


def act(panel, name, messages, **fields):
    """Choose messages in the list and confirm what is to be done to them."""
    form = {"action": name, "_selected_action": [row.pk for row in messages], "confirmed": "yes"}
    save(panel, path("message"), **form, **fields)


def found(panel, q):
    rows = panel.get(path("message"), {"q": q}).context["cl"].result_list
    return [row.body for row in rows]


@pytest.mark.django_db(transaction=True)
async def test_what_is_deleted_is_gone_from_open_pages_at_once_and_comes_back(panel, talk, tea):
    heard = []
    [first, *_] = await sync_to_async(list)(talk)
    hear = lambda event: heard.append(json.loads(event.text))  # noqa: E731
    await hub().rooms.join(tea.pk, first.author_id, hear)
    await sync_to_async(act)(panel, "remove", [first], reason="rude")
    await sync_to_async(act)(panel, "restore", [first])
    gone, back = (event["message"] for event in heard)
    assert gone["seq"] == back["seq"] == 1 and gone["deleted"] and "body" not in gone
    assert back["body"] == "hello @ann" and len(back["mentions"]) == 1 and back["rev"] == 6


def test_who_deletes_and_who_restores_is_written_down(panel, talk):
    act(panel, "remove", talk[:2], reason="rude")
    assert set(Message.objects.exclude(deleted=None).values_list("body", flat=True)) == {""}
    assert not Mention.objects.exists()
    assert "hello @ann" in panel.get(path("message", "change", talk[0].pk)).content.decode()
    act(panel, "restore", talk)
    assert Message.objects.first().body == "hello @ann" and not Edit.objects.exists()
    entries = Audit.objects.order_by("pk").values_list("action", "target", "details__reason")
    room = talk[0].room_id
    rude = [("message.delete", f"{room}/{seq}", "rude") for seq in (1, 2)]
    assert list(entries) == [*rude, *(("message.restore", f"{room}/{seq}", None) for seq in (1, 2))]


def test_a_file_comes_back_with_its_message_and_is_purged_with_it(
    panel, tea, say, file_of, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path / "files"
    tom = User.objects.get(username="tom")
    storage.folder_for(storage.path("a")).write_bytes(b"x")
    say(tom, tea, "look", attachments=[file_of(tom, tea).pk])
    rows = Message.objects.all()
    act(panel, "remove", rows)
    assert not Attachment.objects.open_to(tom.pk).exists()
    act(panel, "restore", rows)
    assert Attachment.objects.open_to(tom.pk).exists() and storage.path("a").exists()
    with django_capture_on_commit_callbacks(execute=True):
        act(panel, "purge", rows)
    assert not Attachment.objects.exists() and not storage.path("a").exists()
    act(panel, "restore", rows)
    assert Message.objects.get().body == ""


def test_a_question_comes_before_the_deed_and_names_what_it_is_about(panel, talk):
    form = {"action": "purge", "_selected_action": [talk[0].pk]}
    page = panel.post(path("message"), form).content.decode()
    assert "hello @ann" in page and "for good" in page
    assert not Audit.objects.exists() and Message.objects.filter(deleted=None).count() == 4


def test_staff_do_what_they_are_permitted_and_see_no_other_way(talk, person):
    clerk, client = person("clerk", is_staff=True), Client()
    clerk.user_permissions.add(Permission.objects.get(codename="view_message"))
    client.force_login(clerk)
    assert "hello @ann" in client.get(path("message")).content.decode()
    for name in ("remove", "restore", "purge", "export_csv"):
        form = {"action": name, "_selected_action": [talk[0].pk], "confirmed": "yes"}
        client.post(path("message"), form)
    assert not Audit.objects.exists() and not Message.objects.exclude(deleted=None).exists()


def test_a_search_takes_words_author_room_and_days(panel, talk, tea, say, room_of):
    ann, other = User.objects.get(username="ann"), room_of(User.objects.get(username="ann"))
    say(ann, other, "spam for one")
    Message.objects.filter(pk=talk[0].pk).update(created=timezone.now() - timedelta(days=3))
    before = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert found(panel, "spam") == ["spam for one", "=1+1 spam", "spam"]
    assert found(panel, "spam author:TOM") == ["=1+1 spam", "spam"]
    assert found(panel, f"author:#{ann.pk}") == ["spam for one"]
    assert found(panel, "room:tea author:tom spam") == ["=1+1 spam", "spam"]
    assert found(panel, f"before:{before}") == ["hello @ann"]
    assert found(panel, f"room:#{tea.pk} after:{before}") == ["tea", "=1+1 spam", "spam"]
    assert found(panel, "author:nobody") == found(panel, "room:none tea") == []


def test_a_day_that_is_none_is_refused_in_words(panel, talk):
    page = panel.get(path("message"), {"q": "before:yesterday"}, follow=True).content.decode()
    assert "is no day. Write it as 2026-01-31." in page and "hello @ann" in page


@pytest.mark.parametrize("state", ["deleted", "files", "pinned"])
def test_few_of_a_kind_are_listed_by_themselves(panel, talk, state, file_of, tea):
    row = talk[1]
    now = timezone.now()
    Message.objects.filter(pk=row.pk).update(deleted=now, pinned=now)
    Attachment.objects.filter(pk=file_of(row.author, tea).pk).update(message=row)
    listed = panel.get(path("message"), {"state": state}).context["cl"].result_list
    assert [message.pk for message in listed] == [row.pk]


@pytest.mark.parametrize("days, count", [("1", 3), ("7", 4), ("x", 4)])
def test_the_last_days_are_listed_by_themselves(panel, talk, days, count):
    Message.objects.filter(pk=talk[0].pk).update(created=timezone.now() - timedelta(days=3))
    assert panel.get(path("message"), {"days": days}).context["cl"].result_count == count


@pytest.mark.parametrize("asked", [{"body__contains": "x"}, {"author__email": "x"}, {"o": "1"}])
def test_an_address_asks_for_nothing_that_no_index_knows(panel, talk, asked):
    answer = panel.get(path("message"), asked)
    if "o" not in asked:
        assert answer.status_code == 400
    else:  # a list has one order
        newest = list(Message.objects.order_by("-pk"))
        assert list(answer.context["cl"].result_list) == newest


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["jsonl", "csv"])
async def test_all_that_a_search_finds_is_exported_portion_by_portion(
    talk, boss, kind, monkeypatch
):
    monkeypatch.setattr("chat.admin.messages.PORTION", 1)
    monkeypatch.setattr("chat.admin.messages.FOUND", 1)  # what the list shows of it
    [first, *_] = await sync_to_async(list)(talk)
    client = AsyncClient()
    await client.aforce_login(boss)
    form = {"action": f"export_{kind}", "_selected_action": [first.pk], "select_across": "1"}
    answer = await client.post(f"{path('message')}?q=spam", form)
    text = "".join([part.decode() async for part in answer.streaming_content])
    rows = [*csv.DictReader(StringIO(text.removeprefix("\ufeff")))]
    if kind == "jsonl":
        rows = [json.loads(line) for line in text.splitlines()]
    quoted = "'=1+1 spam" if kind == "csv" else "=1+1 spam"  # no formula in a spreadsheet
    assert [row["body"] for row in rows] == [quoted, "spam"]
    assert rows[0]["author"] == "tom" and rows[0]["room"] == "Tea"
    entry = await Audit.objects.aget()
    assert (entry.action, entry.details["list"]) == ("message.export", "q=spam")


def test_the_place_of_a_day_is_found_by_halving(talk, django_assert_max_num_queries):
    days = [timezone.localdate() - timedelta(days=days) for days in (5, 3, 1, -1)]
    for row, ago in zip(talk, (4, 2, 2, 0), strict=True):
        Message.objects.filter(pk=row.pk).update(created=timezone.now() - timedelta(days=ago))
    first = talk[0].pk
    with django_assert_max_num_queries(40):
        places = [everywhere.first_since(day) for day in days]
    assert places[0] <= first < places[1] <= talk[1].pk < places[2] <= talk[3].pk < places[3]
