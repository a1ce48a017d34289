"""The chat page: who may see it, and what it carries so that its first paint needs no socket."""

import json
import re

import pytest
from asgiref.sync import sync_to_async
from django.test import Client
from django.utils import timezone

from chat.models import Ban, Member, Room, log, mine
from chat.pool import Lane
from chat.protocol.commands import MOST

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = re.compile(r'<script id="first" type="application/json">(.*?)</script>', re.DOTALL)
# Session, user, ban; rooms for everybody; mine, people of direct ones, my mutes; a room; me;
# what is announced.
QUERIES = 3 + 1 + 3 + 7 + 1 + 1


@pytest.fixture
def look(tom):
    """Opens a page as tom: `look("/rooms/1/")`."""
    client = Client()
    client.force_login(tom)

    def looked(path="/", cookie=None, **options):
        if cookie is not None:
            client.cookies["room"] = str(cookie)
        return client.get(path, **options)

    return looked


def first(page):
    return json.loads(FIRST.search(page.content.decode()).group(1))


def test_who_is_nobody_signs_in_and_comes_back_to_the_room(lobby):
    path = f"/rooms/{lobby.pk}/"
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={path}")


def test_the_page_carries_what_the_socket_would_say(look, tom, ann, room_of, say):
    room = room_of(tom, ann, title="design")
    said = [say(ann, room, f"number {number}").body for number in range(60)]
    told = first(look())
    welcome, opened = told["welcome"], told["opened"]
    assert welcome["user"] == {"id": tom.pk, "username": "tom", "name": "tom"}
    assert [room["room"]["title"] for room in welcome["rooms"]] == ["design"]
    assert welcome["rooms"][0]["unread"] == mine.rooms_of(tom.pk)[0].unread == 60
    assert welcome["limits"]["frame"] == 65536 and welcome["heartbeat"] == 25.0
    assert [message["body"] for message in opened["messages"]] == said[-50:]
    assert opened["seq"] == log.opened(tom.pk, room.pk, None, None).seq == 60
    assert len(opened["members"]) == 2


def test_who_comes_is_in_the_rooms_for_everybody(look):
    Room.objects.create(title="lobby", everybody=True)
    assert first(look())["opened"]["room"]["title"] == "lobby"


def test_who_is_in_no_room_sees_the_page_all_the_same(look):
    assert first(look())["opened"] is None


def test_the_room_looked_at_last_is_shown_again(look, tom, ann, room_of):
    room_of(tom, ann, kind="direct", people="1:2")
    one, two = (room_of(tom, title=title) for title in ("one", "two"))
    assert first(look())["opened"]["room"]["id"] == one.pk
    assert first(look(cookie=two.pk))["opened"]["room"]["id"] == two.pk
    assert first(look(f"/rooms/{one.pk}/", two.pk))["opened"]["room"]["id"] == one.pk
    for strange in ("", "x", "-1", 10**30, room_of(ann).pk):
        assert first(look(cookie=strange))["opened"]["room"]["id"] == one.pk


def test_a_room_that_is_not_ones_own_is_as_one_that_is_not_there(look, ann, room_of):
    for room in (room_of(ann).pk, 4711, MOST, 10**16, 10**30):
        answer = look(f"/rooms/{room}/", follow=True)
        assert answer.status_code == 404
        assert 'href="/"' in answer.content.decode()


def test_nothing_that_people_write_ends_the_script(look, tom, lobby, say):
    wicked = "</script><script>alert(1)</script><!-- & \u2028"
    say(tom, lobby, wicked)
    assert first(look())["opened"]["messages"][0]["body"] == wicked


def test_who_is_banned_is_told_and_sees_nothing(look, tom, lobby, say):
    say(tom, lobby, "a secret")
    Ban.objects.create(user=tom, ends=timezone.now() + timezone.timedelta(hours=1))
    answer = look()
    assert answer.status_code == 403
    assert "You may not use this site" in answer.content.decode()
    assert "a secret" not in answer.content.decode()


def test_no_browser_keeps_the_page(look, lobby):
    for path in ("/", f"/rooms/{lobby.pk}/"):
        assert look(path)["Cache-Control"] == "no-store"


def test_the_page_costs_the_same_for_everybody(
    look, tom, room_of, fill, crowd, monkeypatch, django_assert_num_queries
):
    async def here(lane, work, *args, **named):
        return await sync_to_async(work)(*args, **named)

    monkeypatch.setattr(Lane, "ask", here)
    for rooms, messages in ((2, 3), (20, 300)):
        for number in range(rooms):
            room = room_of(tom, kind="direct" if number else "private", people=None)
            Member.objects.filter(room=room).update(read=0)
        fill(tom, room, messages)
        crowd(room, 20)
        with django_assert_num_queries(QUERIES):
            look(cookie=room.pk)
