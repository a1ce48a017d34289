"""People who are not here hear by their browsers what rings for them, and nothing else."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.utils import timezone

from chat.models import Ban, Member, PushSubscription, Room, User
from chat.presence import presence
from chat.push import keys

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(tom, ann, room_of):
    return room_of(tom, ann, title="design")


def level(room, level, kind=Room.Kind.PRIVATE):
    Member.objects.filter(room=room).update(level=level)
    Room.objects.filter(pk=room.pk).update(kind=kind)


async def test_who_is_not_here_reads_who_said_what_and_where(tom, ann, room, window, say):
    hers, his = await window(ann), await window(tom)
    message = await say(tom, room, "The **new** colours are [here](https://example.org)")
    assert hers.told == [
        {
            "title": "design",
            "body": "tom: The new colours are here",
            "url": f"/rooms/{room.pk}/#{message.seq}",
            "room": room.pk,
            "tag": f"room-{room.pk}",
        }
    ]
    assert his.told == []


async def test_a_push_is_signed_by_the_site_and_says_how_it_is_to_be_kept(
    tom, ann, room, window, say, service, settings
):
    await window(ann)
    await say(tom, room, "hello")
    [pushed] = service.at("/ann")
    claims, key = pushed.proof
    assert (claims["aud"], claims["sub"]) == (service.origin, settings.SITE_URL)
    assert key == keys.public()
    assert pushed.headers["content-encoding"] == "aes128gcm"
    assert pushed.headers["topic"] == f"room-{room.pk}"
    assert int(pushed.headers["ttl"]) > 0 and pushed.headers["urgency"] == "normal"
    assert b"hello" not in pushed.body


@pytest.mark.parametrize(
    ("chosen", "kind", "bodies"),
    [
        ("all", "private", ["hello", "hello @ann"]),
        ("mentions", "private", ["hello @ann"]),
        ("nothing", "private", []),
        ("all", "direct", ["hello", "hello @ann"]),
        ("mentions", "direct", ["hello", "hello @ann"]),
        ("nothing", "direct", []),
    ],
)
async def test_a_room_rings_as_its_member_has_chosen(
    tom, ann, room, window, say, chosen, kind, bodies
):
    await sync_to_async(level)(room, chosen, kind)
    hers = await window(ann)
    await say(tom, room, "hello")
    await say(tom, room, "hello @ann")
    assert [told["body"].removeprefix("tom: ") for told in hers.told] == bodies


async def test_what_is_meant_for_somebody_sounds_again(tom, ann, room, window, say, service):
    hers = await window(ann)
    await say(tom, room, "hello @ann")
    assert hers.told[0]["renotify"] is True
    assert service.at("/ann")[0].headers["urgency"] == "high"


async def test_what_is_said_in_one_breath_is_one_push(tom, ann, room, window, say):
    hers = await window(ann)
    await say(tom, room, "one", "two @ann", "three")
    assert [(told["body"], told["renotify"]) for told in hers.told] == [("tom: three", True)]


async def test_a_direct_room_is_called_by_who_speaks(tom, ann, room, window, say):
    await sync_to_async(level)(room, "all", "direct")
    hers = await window(ann)
    await say(tom, room, "lunch?")
    assert (hers.told[0]["title"], hers.told[0]["body"]) == ("tom", "lunch?")


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "đã gửi một tệp"), ("zh-hans", "发送了一个文件")]
)
async def test_a_file_is_told_in_the_language_of_the_browser(
    tom, ann, room, window, say, file_of, language, words
):
    hers = await window(ann, language)
    file = await sync_to_async(file_of)(tom, room)
    await say(tom, room, "", attachments=[file.pk])
    assert hers.told[0]["body"] == f"tom: {words}"


@pytest.mark.parametrize(
    ("status", "told"), [("online", 0), ("busy", 0), ("away", 1), ("offline", 1)]
)
async def test_who_is_here_is_left_alone(tom, ann, room, window, say, status, told):
    hers = await window(ann)
    if status != "offline":
        presence().enter(ann.pk, [room.pk], status)
    await say(tom, room, "hello")
    assert len(hers.told) == told


async def test_what_was_read_elsewhere_is_not_told(tom, ann, room, window, say):
    hers = await window(ann)
    await Member.objects.filter(user=ann).aupdate(read=1)
    await say(tom, room, "hello")
    assert hers.told == []


async def test_what_is_said_twice_is_told_once(tom, ann, room, window, say, service):
    hers = await window(ann)
    said = await say(tom, room, "hello")
    assert await say(tom, room, "hello", client_id=said.client_id) == said
    assert len(hers.told) == 1


def sign_out(user):
    Session.objects.all().delete()


def let_it_end(user):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def close(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def ban(user):
    Ban.objects.create(user=user)


def change_password(user):
    user.set_password("another")
    user.save()


def leave(user):
    Member.objects.filter(user=user).delete()


@pytest.mark.parametrize("end", [sign_out, let_it_end, close, ban, change_password, leave])
async def test_who_may_read_no_more_is_told_no_more(tom, ann, room, window, say, end):
    hers = await window(ann)
    await sync_to_async(end)(ann)
    await say(tom, room, "hello")
    assert hers.told == []


async def test_signing_out_forgets_this_browser_and_no_other(ann, window, service):
    phone = await window(ann)
    desk = await window(ann)
    desk.browser.path = "/desk"
    await desk.subscribe()
    await phone.subscribe()
    await phone.client.post("/logout/")
    left = [row.endpoint async for row in PushSubscription.objects.all()]
    assert left == [f"{service.origin}/desk"]


async def test_a_browser_that_somebody_else_signs_in_to_is_theirs(tom, ann, room, window, say):
    hers, his = await window(ann), await window(tom)
    his.browser.path = hers.browser.path
    await his.subscribe()
    await say(tom, room, "hello")
    assert hers.told == []
