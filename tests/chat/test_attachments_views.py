"""Files by HTTP: who may send them, who may have them, and in which parts."""

import asyncio
import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient
from django.utils import timezone
from PIL import Image

from chat.actions import attaching
from chat.models import Attachment, Member, Message, Token
from chat.pool import reads
from chat.views import incoming
from tests import files

pytestmark = pytest.mark.django_db(transaction=True)
DATA = bytes(range(256)) * 4


@pytest.fixture
def people(transactional_db, person, room_of, settings, tmp_path):
    """Tom and Ann in one room, Eve in none; each with a token that is their name."""
    settings.MEDIA_ROOT = tmp_path / "files"
    tom, ann, eve = person("tom"), person("ann"), person("eve")
    for user in (tom, ann, eve):
        digest = hashlib.sha256(user.username.encode()).hexdigest()
        Token.objects.create(user=user, name="tests", digest=digest, scopes=["chat"])
    return {"tom": tom, "ann": ann, "eve": eve, "room": room_of(tom, ann)}


def bearer(name):
    return {"Authorization": f"Bearer {name}"}


async def send(people, data=DATA, name="x.bin", by="tom", room=None, **options):
    query = {"room": people["room"].pk if room is None else room, "name": name}
    options = {"content_type": "application/octet-stream", "headers": bearer(by)} | options
    return await AsyncClient().post("/files/", data, query_params=query, **options)


async def fetch(url, by="tom", method="get", **headers):
    return await getattr(AsyncClient(), method)(url, headers=bearer(by) | headers)


async def body(response):
    return b"".join([chunk async for chunk in response]) if response.streaming else response.content


async def sent(people, data=DATA, name="x.bin", posted=True):
    """A file of Tom's, in a message that Ann can see."""
    answer = await send(people, data, name)
    assert answer.status_code == 201, answer.content
    told = answer.json()["attachment"]
    if posted:
        await reads.ask(post, people, told["id"])
    return told


def post(people, pk):
    fields = {"seq": 1, "rev": 1, "body": "", "html": "", "words": "", "created": timezone.now()}
    message = Message.objects.create(
        room=people["room"], author=people["tom"], client_id=pk, **fields
    )
    Attachment.objects.filter(pk=pk).update(message=message)


async def rows():
    return await reads.ask(Attachment.objects.count)


async def test_what_is_sent_comes_back(people):
    told = await sent(people, name="Ảnh \u202e.bin")
    assert told["name"] == "Ảnh .bin" and told["size"] == len(DATA)
    answer = await fetch(told["url"], by="ann")
    assert answer.status_code == 200 and await body(answer) == DATA


async def test_a_picture_is_shown_and_all_else_is_saved(people):
    photo = await sent(people, files.photo((80, 40)), "a.jpg")
    assert (photo["type"], photo["width"], photo["height"]) == ("image/webp", 40, 80)
    for url in (photo["url"], photo["thumbnail"]):
        answer = await fetch(url, by="ann")
        assert answer["Content-Type"] == "image/webp"
        assert answer["Content-Disposition"] == 'inline; filename="a.webp"'
        assert Image.open(BytesIO(await body(answer))).size == (40, 80)
    other = await send(people, files.SVG, "a.svg", content_type="image/svg+xml")
    answer = await fetch(other.json()["attachment"]["url"])
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="a.svg"'


async def test_nothing_in_a_file_runs_or_is_seen_by_other_sites(people):
    told = await sent(people, files.SCRIPT, 'a"b\r\nX: y.html')
    answer = await fetch(told["url"])
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Cookie" in answer["Vary"]
    assert answer["Cache-Control"] == "private, max-age=86400, immutable"
    assert answer["Content-Disposition"] == 'attachment; filename="a\\"bX: y.html"'
    assert "X" not in answer.headers


async def test_a_name_in_any_script_travels_in_the_header(people):
    told = await sent(people, name="照片.bin")
    answer = await fetch(told["url"])
    assert answer["Content-Disposition"] == ("attachment; filename*=utf-8''%E7%85%A7%E7%89%87.bin")


async def test_only_members_have_it_and_others_cannot_tell_it_from_nothing(people):
    told = await sent(people)
    nothing = await fetch("/files/00000000-0000-4000-8000-000000000000", by="eve")
    foreign = await fetch(told["url"], by="eve")
    assert nothing.status_code == foreign.status_code == 404
    assert nothing.content == foreign.content
    assert (await AsyncClient().get(told["url"])).status_code == 401
    assert (await fetch(told["url"], by="mallory")).status_code == 401
    assert (await fetch(told["url"] + "/thumbnail")).status_code == 404, "it is no picture"


async def test_who_is_removed_later_has_it_no_more(people):
    told = await sent(people)
    assert (await fetch(told["url"], by="ann")).status_code == 200
    await reads.ask(Member.objects.filter(user=people["ann"]).delete)
    assert (await fetch(told["url"], by="ann")).status_code == 404


async def test_until_it_is_posted_only_its_owner_has_it(people):
    told = await sent(people, posted=False)
    assert (await fetch(told["url"])).status_code == 200
    assert (await fetch(told["url"], by="ann")).status_code == 404


async def test_what_a_deleted_message_had_is_gone_at_once(people):
    told = await sent(people)
    await reads.ask(lambda: Message.objects.update(deleted=timezone.now()))
    for name in ("tom", "ann"):
        assert (await fetch(told["url"], by=name)).status_code == 404


@pytest.mark.parametrize(
    "asked, status, told, part",
    [
        ("bytes=0-", 206, "bytes 0-1023/1024", DATA),
        ("bytes=0-0", 206, "bytes 0-0/1024", DATA[:1]),
        ("bytes=1000-9999", 206, "bytes 1000-1023/1024", DATA[1000:]),
        ("bytes=-24", 206, "bytes 1000-1023/1024", DATA[1000:]),
        ("bytes=-9999", 206, "bytes 0-1023/1024", DATA),
        ("bytes=1024-", 416, "bytes */1024", b""),
        ("bytes=-0", 416, "bytes */1024", b""),
        ("bytes=5-4", 200, None, DATA),
        ("bytes=0-1,5-6", 200, None, DATA),
        ("lines=1-2", 200, None, DATA),
        ("bytes=" + "9" * 30 + "-", 200, None, DATA),
        ("bytes=-", 200, None, DATA),
    ],
)
async def test_a_player_gets_the_part_it_asks_for(people, asked, status, told, part):
    file = await sent(people)
    answer = await fetch(file["url"], Range=asked)
    assert (answer.status_code, answer.get("Content-Range")) == (status, told)
    assert await body(answer) == part
    assert status == 416 or int(answer["Content-Length"]) == len(part)


async def test_what_a_browser_has_is_not_sent_again(people):
    told = await sent(people)
    tag = (await fetch(told["url"]))["ETag"]
    again = await fetch(told["url"], **{"If-None-Match": tag})
    assert again.status_code == 304 and again["ETag"] == tag and not again.content
    other = await fetch(told["url"], Range="bytes=0-1", **{"If-Range": '"other"'})
    assert other.status_code == 200 and await body(other) == DATA
    same = await fetch(told["url"], Range="bytes=0-1", **{"If-Range": tag})
    assert same.status_code == 206
    foreign = await fetch(told["url"], by="eve", **{"If-None-Match": tag})
    assert foreign.status_code == 404, "a tag is no key"


async def test_head_tells_the_size_and_sends_nothing(people):
    told = await sent(people)
    answer = await fetch(told["url"], method="head")
    assert answer.status_code == 200 and answer["Content-Length"] == "1024" and not answer.content


REFUSED = {
    "a stranger": ({"by": "eve"}, 404, "not_found"),
    "a wrong token": ({"by": "mallory"}, 401, "not_signed_in"),
    "nobody": ({"headers": {}}, 401, "not_signed_in"),
    "a room that is not there": ({"room": 99_999}, 404, "not_found"),
    "a room of nothing": ({"room": "x"}, 400, "bad_command"),
    "a room beyond all numbers": ({"room": "9" * 40}, 400, "bad_command"),
    "a form": ({"content_type": "multipart/form-data; boundary=x"}, 415, "no_form"),
    "nothing in it": ({"data": b""}, 422, "empty_file"),
    "a bomb": ({"data": files.png(20_000, 20_000)}, 422, "too_many_pixels"),
    "half a picture": ({"data": files.noise()[:-4000]}, 422, "bad_picture"),
}


@pytest.mark.parametrize("options, status, code", REFUSED.values(), ids=REFUSED)
async def test_what_is_refused_is_told_why_and_leaves_nothing(
    people, settings, options, status, code
):
    answer = await send(people, **options)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["text"].endswith(".")
    assert await rows() == 0
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


async def test_a_token_that_only_reads_takes_files_and_sends_none(people):
    told = await sent(people)
    await reads.ask(lambda: Token.objects.filter(user=people["ann"]).update(scopes=["read"]))
    refused = await send(people, by="ann")
    assert (refused.status_code, refused.json()["error"]) == (403, "read_only")
    assert await body(await fetch(told["url"], by="ann")) == DATA and await rows() == 1


async def test_the_refusal_is_in_the_language_of_whoever_is_refused(people):
    headers = bearer("eve") | {"Accept-Language": "vi"}
    answer = await send(people, headers=headers)
    assert answer["Content-Language"] == "vi"


async def test_a_file_over_the_limit_is_refused(people, settings):
    settings.CHAT_LIMITS = type(settings.CHAT_LIMITS)(attachment_bytes=1000)
    answer = await send(people)
    assert (answer.status_code, answer.json()["error"]) == (413, "too_big")
    assert await rows() == 0


async def test_a_page_needs_its_csrf_token(people):
    client = AsyncClient(enforce_csrf_checks=True)
    await sync_to_async(client.force_login)(people["tom"])
    query = {"room": people["room"].pk, "name": "x"}
    options = {"content_type": "image/png", "query_params": query}
    refused = await client.post("/files/", DATA, **options)
    assert (refused.status_code, refused.json()["error"]) == (403, "csrf_failed")
    client.cookies["csrftoken"] = "a" * 32
    taken = await client.post("/files/", DATA, headers={"X-CSRFToken": "a" * 32}, **options)
    assert taken.status_code == 201
    seen = await client.get(taken.json()["attachment"]["url"])
    assert await body(seen) == DATA


async def test_who_posts_nothing_of_what_they_send_is_stopped(people, monkeypatch):
    monkeypatch.setattr(attaching, "UNPOSTED", 2)
    assert [(await send(people)).status_code for _ in range(3)] == [201, 201, 429]
    assert (await send(people, by="ann")).status_code == 201


async def test_who_sends_many_at_once_waits_for_their_turn(people, monkeypatch):
    monkeypatch.setattr(incoming, "AT_ONCE", 1)
    data = files.noise("PNG", (1500, 1500))
    answers = await asyncio.gather(*(send(people, data, by=by) for by in ("tom", "tom", "ann")))
    told = sorted((answer.status_code, answer.json().get("error", "")) for answer in answers)
    assert told == [(201, ""), (201, ""), (429, "too_fast")] and not incoming.coming


async def test_who_sends_too_much_in_an_hour_is_told_when_to_go_on(people, monkeypatch):
    monkeypatch.setattr(attaching, "HOURLY", 1500)
    assert [(await send(people)).status_code for _ in range(2)] == [201, 201]
    refused = await send(people)
    assert (refused.status_code, refused.json()["error"]) == (429, "too_fast")
    assert refused["Retry-After"] == "600"
    hour_ago = timezone.now() - timedelta(hours=1)
    await reads.ask(lambda: Attachment.objects.update(created=hour_ago))
    assert (await send(people)).status_code == 201
