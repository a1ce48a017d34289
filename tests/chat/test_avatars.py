"""Pictures of people by HTTP: drawn small, seen by who is signed in, and gone when replaced."""

import hashlib
import os
from io import BytesIO

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient
from PIL import Image

from chat import rates
from chat.attachments import storage
from chat.attachments.clearing import KEPT, Cleared, clear
from chat.models import Room, Token, User
from chat.pool import reads
from tests import files

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def people(transactional_db, person, settings, tmp_path):
    """Tom and Ann, who share no room; each with a token that is their name."""
    settings.MEDIA_ROOT = tmp_path / "files"
    rates.profiles.buckets.clear()
    for name in ("tom", "ann"):
        digest = hashlib.sha256(name.encode()).hexdigest()
        Token.objects.create(user=person(name), name="tests", digest=digest, scopes=["chat"])


def bearer(name):
    return {"Authorization": f"Bearer {name}"}


async def send(data=None, by="tom", method="post", **options):
    body = () if method == "delete" else (files.photo() if data is None else data,)
    options = {"content_type": "image/png", "headers": bearer(by)} | options
    return await getattr(AsyncClient(), method)("/avatar/", *body, **options)


async def sent(**options):
    """The path of Tom's new picture."""
    answer = await send(**options)
    assert answer.status_code == 200, answer.content
    return answer.json()["user"]["avatar"]


async def fetch(path, by="ann", **headers):
    return await AsyncClient().get(path, headers=bearer(by) | headers)


def on_disk(settings):
    return [path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "data", [files.photo((600, 40)), files.picture(size=(8, 9)), files.animation(3)]
)
async def test_a_picture_is_seen_as_a_small_square_that_tells_nothing(people, data):
    answer = await fetch(await sent(data=data))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert b"EXIF" not in answer.content and b"home" not in answer.content
    with Image.open(BytesIO(answer.content)) as drawn:
        assert (drawn.format, drawn.size) == ("WEBP", (256, 256))
        assert getattr(drawn, "n_frames", 1) == 1


async def test_the_middle_is_kept_upright(people):
    """Red, green and blue beside each other, on its side."""
    wide = Image.new("RGB", (900, 300), (255, 0, 0))
    wide.paste((0, 255, 0), (300, 0, 600, 300))
    file = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    wide.save(file, "JPEG", exif=exif, quality=95)
    answer = await fetch(await sent(data=file.getvalue()))
    with Image.open(BytesIO(answer.content)) as drawn:
        for place in ((20, 128), (128, 20), (128, 235)):
            red, green, _ = drawn.convert("RGB").getpixel(place)
            assert green > 200 and red < 60, place


async def test_it_is_for_people_who_are_signed_in_and_kept_by_their_browser(people):
    path = await sent()
    assert (await AsyncClient().get(path)).status_code == 401
    assert (await fetch(path, by="mallory")).status_code == 401
    answer = await fetch(path)
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "Cookie" in answer["Vary"] and answer["X-Content-Type-Options"] == "nosniff"


async def test_a_new_picture_has_another_path_and_the_old_one_is_gone(people, settings):
    first, second = await sent(), await sent()
    assert first != second
    assert [(await fetch(path)).status_code for path in (first, second)] == [404, 200]
    assert len(on_disk(settings)) == 1


async def test_a_picture_is_taken_away(people, settings):
    path = await sent()
    for _ in range(2):
        answer = await send(method="delete")
        assert answer.status_code == 200 and "avatar" not in answer.json()["user"]
    assert (await fetch(path)).status_code == 404 and not on_disk(settings)


@pytest.mark.parametrize(
    "path",
    ["/avatars/1-" + "0" * 32 + ".webp", "/avatars/../notes.webp", "/avatars/1-x.webp"],
)
async def test_what_is_no_picture_of_ours_is_not_found(people, path):
    assert (await fetch(path)).status_code == 404


REFUSED = {
    "nobody": ({"headers": {}}, 401, "not_signed_in"),
    "a form": ({"content_type": "multipart/form-data; boundary=x"}, 415, "no_form"),
    "nothing in it": ({"data": b""}, 422, "empty_file"),
    "a script": ({"data": files.SVG}, 422, "no_picture"),
    "a bomb": ({"data": files.png(20_000, 20_000)}, 422, "too_many_pixels"),
    "half a picture": ({"data": files.noise()[:-4000]}, 422, "bad_picture"),
}


@pytest.mark.parametrize("options, status, code", REFUSED.values(), ids=REFUSED)
async def test_what_is_refused_leaves_all_as_it_was(people, settings, options, status, code):
    path = await sent()
    answer = await send(**options)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert (await fetch(path)).status_code == 200 and len(on_disk(settings)) == 1


async def test_what_is_too_big_is_refused(people, settings):
    settings.CHAT_LIMITS = type(settings.CHAT_LIMITS)(attachment_bytes=100)
    answer = await send()
    assert (answer.status_code, answer.json()["error"]) == (413, "too_big")


async def test_a_token_that_only_reads_changes_nothing(people):
    await reads.ask(lambda: Token.objects.update(scopes=["read"]))
    for method in ("post", "delete"):
        answer = await send(method=method)
        assert (answer.status_code, answer.json()["error"]) == (403, "read_only")


async def test_a_page_needs_its_csrf_token(people):
    client = AsyncClient(enforce_csrf_checks=True)
    await sync_to_async(client.force_login)(await User.objects.aget(username="tom"))
    refused = await client.post("/avatar/", files.photo(), content_type="image/jpeg")
    assert (refused.status_code, refused.json()["error"]) == (403, "csrf_failed")
    client.cookies["csrftoken"] = "a" * 32
    for method in ("post", "delete"):
        body = {"data": files.photo()} if method == "post" else {}
        taken = await getattr(client, method)(
            "/avatar/", content_type="image/jpeg", headers={"X-CSRFToken": "a" * 32}, **body
        )
        assert taken.status_code == 200


async def test_who_changes_all_the_time_is_told_to_wait(people):
    answers = [await send(method="delete") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert answers[-1].json()["error"] == "too_fast" and int(answers[-1]["Retry-After"]) <= 60
    assert (await send(by="ann", method="delete")).status_code == 200


async def test_where_it_cannot_be_written_down_nothing_is_left(people, settings, monkeypatch):
    monkeypatch.setattr(Room.objects, "filter", lambda **_: 1 / 0)
    assert (await send()).json()["error"] == "failed"
    assert not on_disk(settings)


async def test_clearing_takes_what_is_nobody_s_and_nothing_else(people, settings):
    await sent()
    (mine,) = on_disk(settings)
    folder = storage.path(storage.AVATARS)
    tom = await User.objects.aget(username="tom")
    lost, strange, coming = (
        folder / name for name in (f"{tom.pk}-{'0' * 32}.webp", "notes-x.txt", f"9-{'1' * 32}.webp")
    )
    long_ago = (folder / mine).stat().st_mtime - 2 * KEPT.total_seconds()
    for place in (lost, strange, coming):
        place.write_bytes(b"x")
    for place in (folder / mine, lost, strange):
        os.utime(place, (long_ago, long_ago))
    assert await reads.ask(clear) == Cleared(0, 1)
    assert sorted(on_disk(settings)) == sorted([mine, strange.name, coming.name])
