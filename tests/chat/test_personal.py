"""Whatever is kept of somebody is theirs: to be taken along, and to be erased."""

import io
import json
import zipfile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import AsyncClient
from django.utils import timezone

from chat.models import Attachment, Edit, Erasure, Message, User
from chat.personal import pieces
from chat.rates import passwords


@pytest.fixture
def tom(person, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    passwords.buckets.clear()
    return person("tom", password="secret", display_name="Tommy", email="tom@example.org")


@pytest.fixture
def content(tom):
    """The ZIP file of tom's."""
    return lambda: zipfile.ZipFile(io.BytesIO(b"".join(pieces(tom.pk, "en"))))


def test_all_that_is_kept_of_somebody_is_in_it_and_nothing_of_others(
    say, tom, ann, lobby, file_of, content, tmp_path
):
    file = file_of(tom, lobby)
    (tmp_path / "a").write_bytes(b"abc")
    say(tom, lobby, "better <b>", attachments=[file.pk])
    Edit.objects.create(message=Message.objects.get(), body="helo", at=timezone.now())
    found = content()
    assert found.testzip() is None
    assert json.loads(found.read("profile.json"))["email"] == "tom@example.org"
    assert [room["room"] for room in json.loads(found.read("rooms.json"))] == [lobby.pk]
    [message] = json.loads(found.read("messages/0001.json"))
    assert (message["body"], message["earlier"][0]["body"]) == ("better <b>", "helo")
    assert found.read(f"files/{file.pk}.txt") == b"abc"
    assert "better &lt;b&gt;" in found.read("messages/0001.html").decode()
    assert "messages/0001.html" in found.read("index.html").decode()
    assert "password" not in "".join(found.namelist()) and "ann" not in str(message)


def test_a_file_that_is_gone_is_left_out(say, tom, lobby, file_of, content):
    say(tom, lobby, attachments=[file_of(tom, lobby).pk])
    assert not [name for name in content().namelist() if name.startswith("files/")]


def test_a_great_many_messages_are_pages(fill, tom, lobby, content):
    fill(tom, lobby, 450, "x")
    pages = [name for name in content().namelist() if name.endswith("json") and "mess" in name]
    assert len(pages) == 3
    assert sum(len(json.loads(content().read(page))) for page in pages) == 450


def ask(client, **fields):
    return client.post("/personal/", {"password": "secret", **fields})


async def arrive(tom):
    client = AsyncClient()
    await client.aforce_login(tom)
    return client


@pytest.mark.django_db(transaction=True)
async def test_it_is_had_by_the_password_and_not_without(tom):
    client = await arrive(tom)
    refused = await ask(client, do="export", password="guess")
    assert refused.status_code == 422 and "not your password" in refused.content.decode()
    answer = await ask(client, do="export")
    data = b"".join([piece async for piece in answer.streaming_content])
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db(transaction=True)
async def test_passwords_cannot_be_tried_for_long(tom):
    client = await arrive(tom)
    for _ in range(5):
        await ask(client, do="export", password="guess")
    assert "too fast" in (await ask(client, do="export")).content.decode()


@pytest.mark.django_db(transaction=True)
async def test_whoever_types_their_name_is_erased_and_signed_out(tom):
    client = await arrive(tom)
    wrong = await ask(client, do="erase", username="Tom")
    assert wrong.status_code == 422 and not await Erasure.objects.aexists()
    answer = await ask(client, do="erase", username="tom", messages="purge")
    assert answer.status_code == 302
    erasure = await Erasure.objects.select_related("user").aget()
    assert erasure.messages and not erasure.user.is_active
    assert (await client.get("/personal/")).status_code == 302


def test_strangers_have_no_such_page(client, db):
    assert client.get("/personal/").url.startswith("/login/")


def test_the_command_erases_who_is_named_twice(tom, monkeypatch, capsys):
    monkeypatch.setattr("builtins.input", lambda _: "ann")
    with pytest.raises(CommandError, match="nothing was done"):
        call_command("erase", "tom")
    monkeypatch.setattr("builtins.input", lambda _: "tom")
    call_command("erase", "tom")
    assert not User.objects.exists() and not Attachment.objects.exists()
    with pytest.raises(CommandError, match="Nobody is called"):
        call_command("erase", "tom")
