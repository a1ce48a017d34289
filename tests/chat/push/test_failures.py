"""Browsers that are gone are forgotten; a service that fails is left alone; nothing goes astray."""

import socket
from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from chat.actions.subscribing import PAUSES
from chat.models import PushSubscription, ringing
from chat.protocol import things
from chat.push import delivery
from chat.push.delivery import Forbidden, deliver

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(tom, ann, room_of):
    return room_of(tom, ann, title="design")


async def kept():
    return [row async for row in PushSubscription.objects.order_by("pk")]


async def wait_out():
    """The time is over for which a service is left alone."""
    await PushSubscription.objects.aupdate(quiet_until=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("status", [404, 410])
async def test_a_browser_that_is_gone_is_forgotten(tom, ann, room, window, say, service, status):
    await window(ann)
    service.answers["/ann"] = status
    await say(tom, room, "hello")
    assert await kept() == []


@pytest.mark.parametrize("status", [302, 400, 413, 429, 500, 503])
async def test_a_service_that_fails_is_left_alone_for_a_while(
    tom, ann, room, window, say, service, status
):
    hers = await window(ann)
    service.answers["/ann"] = status
    await say(tom, room, "one")
    await say(tom, room, "two")
    assert len(hers.told) == 1
    service.answers.clear()
    await wait_out()
    await say(tom, room, "three")
    assert len(hers.told) == 2
    [row] = await kept()
    assert (row.failures, row.quiet_until) == (0, None)


async def test_one_that_always_fails_is_forgotten_at_last(tom, ann, room, window, say, service):
    await window(ann)
    service.answers["/ann"] = 500
    for failures in range(1, len(PAUSES) + 1):
        await say(tom, room, "hello")
        [row] = await kept()
        assert row.failures == failures
        assert row.quiet_until - timezone.now() > PAUSES[failures - 1] * 0.9
        await wait_out()
    await say(tom, room, "hello")
    assert await kept() == []


async def test_where_nobody_listens_a_push_fails_and_the_others_arrive(
    tom, ann, person, room_of, window, say
):
    eve = await sync_to_async(person)("eve")
    room = await sync_to_async(room_of)(tom, ann, eve, title="design")
    lost, hers = await window(eve), await window(ann)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        lost.browser.service.origin, origin = (
            f"https://127.0.0.1:{nobody.getsockname()[1]}",
            lost.browser.service.origin,
        )
        await lost.subscribe()
        lost.browser.service.origin = origin
        await say(tom, room, "hello")
    assert len(hers.told) == 1
    assert {row.endpoint.startswith(origin): row.failures for row in await kept()} == {
        True: 0,
        False: 1,
    }


async def test_a_certificate_of_nobody_is_not_trusted(
    tom, ann, room, window, say, service, monkeypatch
):
    hers = await window(ann)
    monkeypatch.undo()
    await say(tom, room, "hello")
    assert hers.told == []


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "inside.test", "both.test"])
def test_no_name_leads_a_push_into_a_network(service, settings, monkeypatch, name):
    settings.PUSH_ANYWHERE = False
    places = {"inside.test": ["10.0.0.1"], "both.test": ["93.184.216.34", "127.0.0.1"]}
    real = socket.getaddrinfo

    def lookup(host, port, *args, **named):
        if host not in places:
            return real(host, port, *args, **named)
        return [(socket.AF_INET, 1, 6, "", (address, port)) for address in places[host]]

    monkeypatch.setattr(delivery.socket, "getaddrinfo", lookup)
    with pytest.raises(Forbidden):
        deliver(f"https://{name}:{service.server.server_port}/x", {}, b"")
    assert service.pushes == []


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "http://push.example.org/1"},
        {"endpoint": "https://localhost/1"},
        {"endpoint": "https://push.example.org/" + "x" * 1000},
        {"endpoint": "https://user@push.example.org/1"},
        {"endpoint": 7},
        {"keys": {}},
        {"keys": {"p256dh": "AAAA", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}},
        {"keys": None},
    ],
)
async def test_what_is_no_subscription_is_refused(ann, window, change):
    hers = await window(ann)
    answer = await hers.ask("post", {**hers.browser.subscription, **change})
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_command")
    assert len(await kept()) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "[::1]", "169.254.169.254"])
async def test_an_address_inside_of_a_network_is_refused(ann, window, settings, host):
    hers = await window(ann)
    settings.PUSH_ANYWHERE = False
    answer = await hers.ask("post", {**hers.browser.subscription, "endpoint": f"https://{host}/1"})
    assert answer.status_code == 400


async def test_who_is_nobody_subscribes_to_nothing(ann, window):
    hers = await window(ann)
    hers.client.cookies.clear()
    answer = await hers.subscribe()
    assert (answer.status_code, answer.json()["error"]) == (401, "not_signed_in")


async def test_no_other_page_subscribes_somebody(ann, window):
    hers = await window(ann)
    hers.client.handler.enforce_csrf_checks = True
    for method in ("post", "delete"):
        answer = await hers.ask(method, hers.browser.subscription)
        assert (answer.status_code, answer.json()["error"]) == (403, "csrf_failed")
    assert len(await kept()) == 1


async def test_turned_off_nothing_is_told(tom, ann, room, window, say):
    hers = await window(ann)
    for _ in range(2):
        assert (await hers.unsubscribe()).status_code == 200
    await say(tom, room, "hello")
    assert (hers.told, await kept()) == ([], [])


async def test_nobody_turns_off_another_s(tom, ann, window):
    hers, his = await window(ann), await window(tom)
    his.browser.path = hers.browser.path
    await his.unsubscribe()
    assert len(await kept()) == 2


async def test_somebody_has_twenty_and_the_oldest_makes_room(ann, window):
    hers = await window(ann)
    for number in range(25):
        hers.browser.path = f"/{number}"
        await hers.subscribe()
    assert [row.endpoint.rpartition("/")[2] for row in await kept()] == [
        str(number) for number in range(5, 25)
    ]


def subscribe_all(users, session):
    PushSubscription.objects.bulk_create(
        PushSubscription(
            user=user,
            endpoint=f"https://push.example.org/{user.pk}",
            p256dh="",
            auth="",
            language="en",
            session=session,
            proof=user.get_session_auth_hash(),
        )
        for user in users
    )


def test_a_crowd_is_asked_for_at_once_and_is_bounded(
    tom, room_of, crowd, client, monkeypatch, django_assert_num_queries
):
    client.force_login(tom)
    session = client.session.session_key
    rooms = [room_of(tom, title=title) for title in ("small", "large")]
    people = [crowd(room, size) for room, size in zip(rooms, (3, 60), strict=True)]
    for users in people:
        subscribe_all(users, session)
    posts = [(room.pk, post(tom, number)) for room in rooms for number in (1, 2)]
    monkeypatch.setattr(ringing, "CROWD", 50)
    with django_assert_num_queries(2):
        found = ringing.rings(posts)
    rung = [ring.room.title for ring in found]
    assert (rung.count("small"), rung.count("large")) == (3, 50)
    assert {ring.message.seq for ring in found} == {2}


def post(author, seq):
    user = things.User(author.pk, author.username, author.name)
    return things.Message(seq, seq, user, uuid4(), timezone.now(), "hello", "<p>hello</p>")
