"""Guests: a name is enough, and for what it is not."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from chat.actions import guests, invites, rooms, tokens, webhooks
from chat.models import Invite, Member, Room, User
from chat.protocol.commands import RoomCreate, RoomInvite
from tests.chat.accounts.conftest import Browser, read
from tests.chat.doing import do, refused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hospitable(settings):
    settings.GUESTS, settings.SIGN_UP = True, "open"


@pytest.fixture
def guest(db):
    return User.objects.get(pk=do_come("Gerda"))


def do_come(name):
    class Nobody:
        pk = name

    return do(guests.come, Nobody, None).reply.user.id


def test_a_guest_gives_a_name_and_is_in(hospitable, visitor):
    assert "Come in as a guest" in read(visitor.get("/login/"))
    assert visitor.post("/guest/", {"name": " Gerda \u202e "})["Location"] == "/"
    user = User.objects.get(pk=visitor.who)
    assert (user.name, user.is_guest, user.has_usable_password()) == ("Gerda", True, False)
    assert '"guest":true' in visitor.get("/").content.decode()


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 81])
def test_a_name_in_which_there_is_nothing_to_see_is_none(hospitable, visitor, name):
    assert visitor.post("/guest/", {"name": name}).status_code == 200
    assert not User.objects.exists()


@pytest.mark.parametrize("opening", ["closed", "invite"])
def test_where_not_everybody_may_come_a_guest_needs_an_invite(
    visitor, settings, tom, room_of, link, opening
):
    settings.GUESTS, settings.SIGN_UP = True, opening
    assert visitor.post("/guest/", {"name": "Gerda"}).status_code == 403
    room = room_of(tom, title="design")
    path = link(tom, room, uses=1)
    assert "Come in as a guest" in read(visitor.get(path))
    assert visitor.post("/guest/", {"name": "Gerda"})["Location"] == path
    assert visitor.get(path)["Location"] == f"/rooms/{room.pk}/"
    assert Browser().get(path).status_code == 404


def test_where_there_are_none_nobody_is_a_guest(visitor, settings):
    settings.GUESTS, settings.SIGN_UP = False, "open"
    assert visitor.post("/guest/", {"name": "Gerda"}).status_code == 403
    assert not User.objects.exists()


def test_no_address_sends_more_than_ten_guests_an_hour(hospitable):
    answers = [Browser().post("/guest/", {"name": "Gerda"}).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]
    elsewhere = Browser(REMOTE_ADDR="192.0.2.9")
    assert elsewhere.post("/guest/", {"name": "Gerda"}).status_code == 302


def test_some_things_take_an_account(guest, tom, room_of):
    room = room_of(guest, kind=Room.Kind.PUBLIC)
    Member.objects.update(role="owner")
    for command in (
        RoomCreate(ref=1, kind="public", title="x"),
        RoomCreate(ref=1, kind="direct", users=[tom.pk]),
        RoomCreate(ref=1, kind="direct"),
    ):
        assert refused(rooms.create, guest, command) == "guest"
    assert refused(invites.invite, guest, RoomInvite(ref=1, room=room.pk)) == "guest"
    assert refused(webhooks.make, guest, room.pk, "x") == "guest"
    assert refused(tokens.make, guest, "x") == "guest"
    with_guest = RoomCreate(ref=1, kind="direct", users=[guest.pk])
    assert refused(rooms.create, tom, with_guest) == "guest"


@pytest.mark.parametrize(
    "path", ["/account/password/", "/account/password/set/", "/account/factors/totp/activate/"]
)
def test_a_guest_gets_no_other_way_in_than_an_account(hospitable, visitor, path):
    visitor.post("/guest/", {"name": "Gerda"})
    answer = visitor.post(path, {"password1": "good horse", "password2": "good horse"})
    assert answer.status_code == 403 or answer["Location"] == "/signup/"
    assert not User.objects.get().has_usable_password()


@pytest.mark.parametrize("opening", ["open", "invite"])
def test_a_guest_who_signs_up_stays_who_they_are(
    hospitable, visitor, settings, say, room_of, opening
):
    visitor.post("/guest/", {"name": "Gerda"})
    settings.SIGN_UP = opening
    guest = User.objects.get()
    room = room_of(guest)
    say(guest, room, "hello")
    assert "You stay who you are" in read(visitor.get("/signup/"))
    assert visitor.sign_up("gerda")["Location"] == "/"
    assert visitor.who == str(guest.pk)
    guest.refresh_from_db()
    assert (guest.username, guest.name, guest.is_guest) == ("gerda", "Gerda", False)
    assert Browser().sign_in("gerda")["Location"] == "/"
    room.refresh_from_db()
    assert room.version == 1, "its members hear of it"


def test_on_a_closed_site_guests_stay_guests(hospitable, visitor, settings):
    visitor.post("/guest/", {"name": "Gerda"})
    settings.SIGN_UP = "closed"
    assert "Ask them for one" in read(visitor.sign_up("gerda"))
    assert User.objects.get().is_guest


def test_guests_who_stay_away_are_forgotten_and_what_they_said_stays(
    guest, tom, say, room_of, capsys
):
    quiet, lately = User.objects.get(pk=do_come("Quiet")), User.objects.get(pk=do_come("Lately"))
    room = room_of(guest, quiet, lately, tom)
    said = say(guest, room, "hello")
    long_ago = timezone.now() - timedelta(days=31)
    User.objects.exclude(pk=lately.pk).update(date_joined=long_ago, last_login=long_ago)
    call_command("clearguests")
    assert "2 guests" in capsys.readouterr().out
    assert {*Member.objects.values_list("user", flat=True)} == {tom.pk, lately.pk}
    guest.refresh_from_db()
    assert not guest.is_active
    assert not User.objects.filter(pk=quiet.pk).exists()
    assert room.message_set.get(seq=said.seq).author == guest


def test_no_guest_inherits_a_room(guest, tom, room_of):
    from chat.actions.members import leave
    from chat.protocol.commands import RoomLeave

    room = room_of(tom, guest)
    Member.objects.filter(user=tom).update(role="owner")
    do(leave, tom, RoomLeave(ref=1, room=room.pk))
    assert Member.objects.get().role == "member"


def test_an_invite_lists_and_ends(tom, ann, room_of):
    from chat.protocol.commands import InviteList, InviteRevoke

    room = room_of(tom, ann, kind=Room.Kind.PUBLIC)
    Member.objects.filter(user=tom).update(role="owner")
    for user in (tom, ann):
        do(invites.invite, user, RoomInvite(ref=1, room=room.pk, uses=3))
    listing = InviteList(ref=1, room=room.pk)
    seen = {user: invites.listed(user.pk, listing).invites for user in (tom, ann)}
    assert [len(seen[user]) for user in (tom, ann)] == [2, 1]
    (theirs,) = seen[ann]
    assert (theirs.by.username, theirs.uses, theirs.most_uses) == ("ann", 0, 3)
    others = InviteRevoke(ref=1, room=room.pk, invite=seen[tom][1].id)
    assert seen[tom][1].by.username == "tom"
    do(invites.revoke, ann, others)
    assert Invite.objects.count() == 2, "one of somebody else's stays"
    do(invites.revoke, tom, InviteRevoke(ref=1, room=room.pk, invite=theirs.id))
    assert Invite.objects.count() == 1
