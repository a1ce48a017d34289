"""Who may see who is connected, and close it; every use of that power is written down."""

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import Permission
from django.test import AsyncClient, Client

from chat.hub import hub
from chat.models import Audit
from chat.presence import presence
from tests.chat.visible import Socket, somebody

PAGE, SOCKETS, CLOSE = "/admin/live/", "/admin/live/sockets/", "/admin/live/close/"

pytestmark = pytest.mark.django_db(transaction=True)


async def signed_in(user, **options):
    client = AsyncClient(**options)
    await client.aforce_login(user)
    return client


@pytest.fixture
def open_socket():
    """Opens a socket in this process: `tom = open_socket(7, "tom")`."""

    def opened(number, name, **about):
        socket = Socket(somebody(number, name), **about)
        socket.number = hub().sockets.add(socket)
        return socket

    return opened


@pytest.fixture
def permitted(person):
    """Staff with these permissions alone."""

    def made(*names):
        user = person("stan", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        return user

    return sync_to_async(made)


async def test_who_is_connected_is_told_with_the_titles_of_the_rooms(boss, tea, open_socket):
    client = await signed_in(boss)
    open_socket(7, "tom", open_rooms=[tea.pk])
    open_socket(8, "ann")
    told = (await client.get(SOCKETS)).json()
    assert [row["username"] for row in told["sockets"]] == ["ann", "tom"]
    assert told["sockets"][1]["rooms"] == [[tea.pk, "Tea"]]
    assert told["processes"] == [[hub().link.name, 2]] and told["silent"] == []
    for query, found in [({"q": "TE"}, ["tom"]), ({"q": "nobody"}, []), ({"q": "ann"}, ["ann"])]:
        told = (await client.get(SOCKETS, query)).json()
        assert ([row["username"] for row in told["sockets"]], told["fitting"]) == (
            found,
            len(found),
        )


@pytest.mark.parametrize("query", ["sort=__class__", "sort=x&falling=x", "q=%00%ff", "door=%27"])
async def test_what_cannot_be_asked_for_is_no_fault_of_the_server(boss, open_socket, query):
    client = await signed_in(boss)
    open_socket(7, "tom")
    assert (await client.get(f"{SOCKETS}?{query}")).status_code == 200


async def test_a_process_that_does_not_answer_is_named(boss, monkeypatch):
    monkeypatch.setattr("chat.hub.survey.PATIENCE", 0.1)
    client = await signed_in(boss)
    lost = {"word": "beat", "from": "x", "number": 0, "name": "web2/9"}
    await presence().exchange.receive(lost)
    assert (await client.get(SOCKETS)).json()["silent"] == ["web2/9"]


async def test_a_socket_is_closed_with_a_reason_and_that_is_written_down(boss, open_socket):
    client = await signed_in(boss)
    tom, ann = open_socket(7, "tom"), open_socket(8, "ann")
    form = {"process": hub().link.id, "number": tom.number, "reason": "  too\nloud "}
    assert (await client.post(CLOSE, form)).json() == {"closed": 1, "silent": []}
    assert (tom.reasons, ann.reasons) == (["too loud"], [])
    entry = await Audit.objects.select_related("actor").aget()
    assert (entry.actor, entry.action, entry.target) == (boss, "socket.close", "tom")
    assert entry.details["reason"] == "too loud" and entry.details["user"] == 7


async def test_all_of_a_person_are_closed_at_once_and_written_down_once(boss, open_socket):
    client = await signed_in(boss)
    toms = [open_socket(7, "tom"), open_socket(7, "tom", address="192.0.2.2")]
    assert (await client.post(CLOSE, {"user": 7})).json()["closed"] == 2
    assert [tom.reasons for tom in toms] == [[""], [""]]
    entry = await Audit.objects.aget()
    assert entry.details["addresses"] == ["192.0.2.1", "192.0.2.2"]


async def test_what_is_gone_already_is_no_power_used(boss):
    client = await signed_in(boss)
    form = {"process": "x", "number": 5}
    assert (await client.post(CLOSE, form)).json() == {"closed": 0, "silent": []}
    for nothing in ({}, {"number": "-1"}, {"user": "²"}, {"user": "9" * 99}):
        assert (await client.post(CLOSE, nothing)).status_code == 404
    assert not await Audit.objects.aexists()


async def test_each_right_is_one_of_its_own(permitted, open_socket):
    stan = await permitted("view_sockets")
    client, tom = await signed_in(stan), open_socket(7, "tom")
    assert (await client.get(SOCKETS)).status_code == 200
    assert (await client.post(CLOSE, {"user": 7})).status_code == 403
    await permitted_to(stan, "close_sockets")
    client = await signed_in(stan)
    assert (await client.get(SOCKETS)).status_code == 403
    assert (await client.post(CLOSE, {"user": 7})).status_code == 200
    assert tom.reasons == [""]


async def permitted_to(user, name):
    permission = await Permission.objects.aget(codename=name)
    await user.user_permissions.aset([permission])


async def test_strangers_and_foreign_forms_get_nothing(boss, open_socket):
    tom = open_socket(7, "tom")
    stranger, foreign = AsyncClient(), await signed_in(boss, enforce_csrf_checks=True)
    assert (await stranger.get(SOCKETS)).status_code == 403
    assert (await stranger.post(CLOSE, {"user": 7})).status_code == 403
    assert (await foreign.post(CLOSE, {"user": 7})).status_code == 403
    assert (await foreign.get(CLOSE, {"user": 7})).status_code == 405
    assert not tom.reasons


def test_the_page_is_for_staff_with_the_right(panel, person):
    assert b"live-sockets" in panel.get(PAGE).content
    client = Client()
    assert client.get(PAGE).headers["location"] == f"/admin/login/?next={PAGE}"
    client.force_login(person("stan", is_staff=True))
    assert client.get(PAGE).status_code == 403


async def test_of_a_crowd_in_a_room_the_first_are_told(boss, open_socket, tea):
    client = await signed_in(boss)
    for number in range(500):
        open_socket(number + 1, f"p{number}", open_rooms=[tea.pk])
    told = (await client.get(SOCKETS, {"q": "te"})).json()
    assert (told["fitting"], len(told["sockets"])) == (500, 200)
