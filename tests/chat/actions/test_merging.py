"""Two accounts of one person become one, and everybody sees it."""

import pytest

from chat.actions import accounts, merging, reactions
from chat.admin.merging import merge
from chat.models import Attachment, Ban, Member, Mention, Message, Reaction, Room, Token, User
from chat.protocol.commands import ReactionAdd
from chat.protocol.frames import Refusal
from tests.chat.doing import do, told


@pytest.fixture
def boss(db):
    return User.objects.create_superuser("boss")


@pytest.fixture
def both(person, room_of, say, file_of):
    """Ann has a second account, with which she has been in two rooms."""
    ann, again, tom = person("ann"), person("ann2"), person("tom")
    shared, own = room_of(ann, again, tom), room_of(again, tom)
    for room in (shared, own):
        say(again, room, "hello", attachments=[file_of(again, room).pk])
        say(tom, room, "hello @ann2 @ann")
        for user in {ann, again} & set(room.members.all()):
            command = ReactionAdd(ref=1, room=room.pk, seq=2, emoji="🎉")
            do(reactions.add, user, command)
    return ann, again, shared, own


@pytest.mark.parametrize("few", [1000, 0])
def test_all_that_was_one_account_s_is_the_other_s(both, boss, few, monkeypatch):
    ann, again, *_ = both
    monkeypatch.setattr(merging, "FEW", few)
    monkeypatch.setattr(merging, "PORTION", 1)
    Member.objects.filter(user=again).update(role="owner", read=2)
    Ban.objects.create(user=again, room=None, reason="spam")
    merge(boss.pk, again.pk, ann.pk)
    assert set(Message.objects.filter(body="hello").values_list("author", flat=True)) == {ann.pk}
    for rows in (Mention, Reaction, Member):
        assert set(rows.objects.values_list("user", flat=True)) >= {ann.pk}
        assert not rows.objects.filter(user=again).exists()
    assert not Message.objects.filter(html__contains=f'data-user="{again.pk}"').exists()
    assert set(Attachment.objects.values_list("owner", flat=True)) == {ann.pk}
    roles = Member.objects.filter(user=ann).values_list("role", "read")
    assert set(roles) == {("owner", 2)} and Ban.objects.get().user == ann
    again.refresh_from_db()
    assert (again.is_active, again.merged_into) == (False, ann)


def test_few_messages_are_changes_that_everybody_hears_of(both, boss):
    ann, again, shared, _ = both
    do(merging.begin, boss, again.pk, ann.pk)
    outcome = merging.carry(again.pk, ann.pk, few=True)
    [frame] = told(outcome, room=shared.pk)
    assert frame["message"]["author"]["username"] == "ann" and frame["message"]["rev"] > 2


def test_of_many_clients_start_afresh(both, boss, monkeypatch):
    ann, again, *_ = both
    monkeypatch.setattr(merging, "FEW", 0)
    before = {room.pk: (room.epoch, room.seq) for room in Room.objects.all()}
    merge(boss.pk, again.pk, ann.pk)
    for room in Room.objects.all():
        epoch, seq = before[room.pk]
        assert room.epoch != epoch and room.seq == seq


def test_a_merge_that_broke_off_goes_on_where_it_was(both, boss, monkeypatch):
    ann, again, *_ = both
    monkeypatch.setattr(merging, "FEW", 0)
    do(merging.begin, boss, again.pk, ann.pk)
    merging.carry(again.pk, ann.pk, few=False)
    merge(boss.pk, again.pk, ann.pk)
    assert not Message.objects.filter(author=again).exists()


def test_direct_rooms_are_known_by_who_is_in_them(person, boss, room_of):
    ann, again, tom = person("ann"), person("ann2"), person("tom")
    kept = room_of(ann, tom, kind="direct", people=f"{ann.pk}:{tom.pk}")
    second = room_of(again, tom, kind="direct", people=f"{again.pk}:{tom.pk}")
    pair = room_of(ann, again, kind="direct", people=f"{ann.pk}:{again.pk}")
    merge(boss.pk, again.pk, ann.pk)
    names = dict(Room.objects.values_list("pk", "people"))
    assert names == {kept.pk: f"{ann.pk}:{tom.pk}", second.pk: None, pair.pk: f"{ann.pk}"}


def test_one_client_id_that_both_have_used_is_no_hindrance(person, boss, room_of, say):
    ann, again = person("ann"), person("ann2")
    room = room_of(ann, again)
    same = say(ann, room, "one").client_id
    say(again, room, "two", client_id=same)
    merge(boss.pk, again.pk, ann.pk)
    assert Message.objects.filter(author=ann).count() == 2


def test_who_was_merged_comes_in_no_more(person, boss):
    ann, again = person("ann"), person("ann2", password="x")
    token = do(accounts.tokens.make, again, "t").reply.secret
    merge(boss.pk, again.pk, ann.pk)
    assert Token.objects.by_secret(token) is None
    assert User.objects.get(pk=again.pk).signed_out is not None


@pytest.mark.parametrize(
    "source, target, code",
    [
        ("boss", "ann", "yourself"),
        ("ann", "ann", "yourself"),
        ("gone", "ann", "merged"),
        ("ann", "gone", "merged"),
        ("root", "ann", "above_you"),
    ],
)
def test_what_cannot_be_merged_is_said(person, source, target, code):
    boss, ann = person("boss", is_staff=True), person("ann")
    people = {"boss": boss, "ann": ann, "root": User.objects.create_superuser("root")}
    people["gone"] = person("gone", is_active=False, merged_into=boss)
    with pytest.raises(Refusal) as refusal:
        merge(boss.pk, people[source].pk, people[target].pk)
    assert refusal.value.code == code
