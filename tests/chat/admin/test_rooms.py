"""Rooms and members in the admin panel."""

import pytest

from chat.admin.rooms import Rooms
from chat.models import Audit, Member, Room, User
from chat.protocol.frames import Refusal
from tests.chat.admin.forms import delete, path, save


def test_a_new_room_is_its_maker_s(panel, boss):
    save(
        panel,
        path("room", "add"),
        title="Chè",
        slug="chè",
        kind="private",
        topic="",
        slow_seconds=0,
    )
    room = Room.objects.get()
    assert (room.title, room.created_by) == ("Chè", boss)
    assert Member.objects.get().role == "owner"


@pytest.mark.parametrize(
    "fields",
    [{"title": ""}, {"slug": ""}, {"slug": "a b"}, {"kind": "direct"}, {"slow_seconds": 10**6}],
)
def test_a_room_that_nobody_could_name_is_refused(panel, fields):
    form = {
        "title": "Tea",
        "slug": "tea",
        "kind": "public",
        "topic": "",
        "slow_seconds": 0,
    } | fields
    assert panel.post(path("room", "add"), form).context["errors"]
    assert not Room.objects.exists()


def test_a_change_of_a_room_is_counted_and_leaves_its_log_alone(panel, tea, monkeypatch):
    """Somebody posts between the moment at which the form's row is read and that of the save."""
    clean = Rooms.get_object

    def read(*args, **kwargs):
        row = clean(*args, **kwargs)
        Room.objects.filter(pk=tea.pk).update(seq=7, version=3)
        return row

    monkeypatch.setattr(Rooms, "get_object", read)
    form = {"title": "Green tea", "slug": "tea", "kind": "public", "topic": ""}
    form |= {"everybody": "on", "slow_seconds": 0}
    save(panel, path("room", "change", tea.pk), **form)
    tea.refresh_from_db()
    assert (tea.title, tea.everybody, tea.seq, tea.version) == ("Green tea", True, 7, 4)
    assert Audit.objects.get().details == {"title": "Green tea", "everybody": True}


def test_a_room_is_frozen_here_too(panel, tea, say):
    form = {"title": "Tea", "slug": "tea", "kind": "public", "topic": ""}
    form |= {"frozen": "on", "slow_seconds": 30}
    save(panel, path("room", "change", tea.pk), **form)
    with pytest.raises(Refusal) as refusal:
        say(User.objects.get(username="ann"), tea)
    assert refusal.value.code == "frozen"


def test_a_direct_room_is_its_people_s(panel, person, room_of):
    tom = person("tom")
    room = room_of(tom, kind="direct")
    form = {"title": "x", "slug": "x", "kind": "public", "topic": ""}
    assert panel.post(path("room", "change", room.pk), form).status_code == 403
    member = Member.objects.get()
    assert panel.post(path("member", "delete", member.pk), {"post": "yes"}).status_code == 403
    form = {"room": room.pk, "user": tom.pk, "role": "member", "level": "all"}
    assert "room" in panel.post(path("member", "add"), form).context["adminform"].form.errors


def test_a_room_is_deleted_only_while_nothing_was_said(panel, tea):
    Room.objects.update(seq=1)
    assert panel.post(path("room", "delete", tea.pk), {"post": "yes"}).status_code == 403
    Room.objects.update(seq=0)
    delete(panel, "room", tea.pk)
    assert not Room.objects.exists()


def test_members_come_change_and_go_and_each_time_the_room_counts_it(panel, tea, boss):
    Room.objects.update(seq=5)
    form = {"room": tea.pk, "user": boss.pk, "role": "member", "level": "all"}
    save(panel, path("member", "add"), **form)
    member = Member.objects.get(user=boss)
    assert member.read == 5
    save(panel, path("member", "change", member.pk), role="moderator", level="all")
    delete(panel, "member", member.pk)
    assert Room.objects.get().version == 3 and Member.objects.count() == 2
    actions = list(Audit.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["member.add", "member.role", "member.remove"]


def test_when_the_owner_is_put_out_somebody_else_owns_the_room(panel, tea):
    delete(panel, "member", Member.objects.get(role="owner").pk)
    assert Member.objects.get().role == "owner"
