"""What whoever runs a site sees and does in the admin panel."""

import json
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chat.hub import hub
from chat.models import Audit, Ban, Invite, Member, Message, Room, Token, User, Webhook
from chat.models.access import digest

MODELS = (Audit, Ban, Invite, Member, Message, Room, Token, User, Webhook)
LISTS = {model._meta.model_name: model for model in MODELS}


@pytest.fixture
def boss(db):
    """Who may do everything."""
    return User.objects.create_superuser("boss")


@pytest.fixture
def panel(boss):
    """The admin panel as the boss's browser has it."""
    client = Client(raise_request_exception=True)
    client.force_login(boss)
    return client


@pytest.fixture
def tea(person):
    """A room of tom's, with ann in it."""
    made = Room.objects.create(title="Tea", slug="tea")
    for name, role in (("tom", "owner"), ("ann", "member")):
        Member.objects.create(room=made, user=person(name), role=role)
    return made


def path(kind, what="changelist", *pk):
    return reverse(f"admin:chat_{kind}_{what}", args=pk)


def save(panel, url, **fields):
    """Send a form; what it complains of fails the test."""
    answer = panel.post(url, fields)
    assert answer.status_code == 302, answer.context["errors"]
    return answer


def delete(panel, kind, pk):
    save(panel, path(kind, "delete", pk), post="yes")


def fill(count):
    """So many of everything."""
    for number in range(count):
        user = User.objects.create_user(f"p{number}", is_bot=True)
        room = Room.objects.create(title=f"r{number}", slug=f"r{number}")
        Member.objects.create(room=room, user=user)
        Message.objects.create(
            room=room,
            seq=1,
            rev=1,
            author=user,
            client_id=uuid4(),
            body=f"tea {number}",
            created=timezone.now(),
        )
        Token.objects.create(user=user, name="t", start="chat_x", digest=digest(f"t{number}"))
        Invite.objects.create(room=room, made_by=user, digest=digest(f"i{number}"))
        Ban.objects.create(room=room, user=user, by=user)
        Webhook.objects.create(room=room, bot=user, name="w", digest=digest(f"w{number}"))
        Audit.objects.create(actor=user, room=room, action="x")


@pytest.mark.parametrize("count", [3, 40])
def test_a_list_costs_the_same_whatever_its_length(panel, count, django_assert_max_num_queries):
    fill(count)
    for kind in LISTS:
        with django_assert_max_num_queries(7):
            page = panel.get(path(kind)).content.decode()
        assert page.count("<tr>") >= count, kind


def test_what_is_listed_can_be_found_and_looked_at(panel):
    fill(3)
    for kind, model in LISTS.items():
        for q in ("r1", "x' OR 1=1 --%"):
            assert panel.get(path(kind), {"q": q}).status_code == 200, kind
        pk = model.objects.latest("pk").pk
        assert panel.get(path(kind, "change", pk)).status_code == 200, kind


def test_no_secret_s_digest_is_on_any_page(panel):
    fill(1)
    for kind in ("token", "invite", "webhook"):
        row = LISTS[kind].objects.get()
        for url in (path(kind), path(kind, "change", row.pk)):
            assert row.digest not in panel.get(url).content.decode()


def test_a_long_list_is_counted_as_far_as_it_is_shown(panel, monkeypatch):
    monkeypatch.setattr("chat.admin.bounded.MOST", 2)
    fill(3)
    assert "2 messages" in panel.get(path("message")).content.decode()


def test_messages_are_found_by_text_author_room_and_changed_by_nobody(panel):
    fill(12)
    for q, found in (("tea 11", 1), ("p1", 1), ("r2", 1), ("tea", 12), ("nothing", 0)):
        changelist = panel.get(path("message"), {"q": q}).context["cl"]
        assert changelist.result_count == found, q
    room = Room.objects.get(slug="r3")
    assert panel.get(path("message"), {"room": room.pk}).context["cl"].result_count == 1
    message = Message.objects.latest("pk")
    assert panel.post(path("message", "change", message.pk), {"body": "x"}).status_code == 403
    assert panel.post(path("message", "delete", message.pk), {"post": "yes"}).status_code == 403
    assert panel.get(path("message", "add")).status_code == 403


def test_a_new_room_is_its_maker_s(panel, boss):
    save(panel, path("room", "add"), title="Chè", slug="chè", kind="private", topic="")
    room = Room.objects.get()
    assert (room.title, room.created_by) == ("Chè", boss)
    assert Member.objects.get().role == "owner"


@pytest.mark.parametrize(
    "fields", [{"title": ""}, {"slug": ""}, {"slug": "a b"}, {"kind": "direct"}]
)
def test_a_room_that_nobody_could_name_is_refused(panel, fields):
    form = {"title": "Tea", "slug": "tea", "kind": "public", "topic": ""} | fields
    assert panel.post(path("room", "add"), form).context["errors"]
    assert not Room.objects.exists()


def test_a_change_of_a_room_is_counted_and_leaves_its_log_alone(panel, tea, monkeypatch):
    """Somebody posts between the moment at which the form's row is read and that of the save."""
    from chat.admin.rooms import Rooms

    clean = Rooms.get_object

    def read(*args, **kwargs):
        row = clean(*args, **kwargs)
        Room.objects.filter(pk=tea.pk).update(seq=7, version=3)
        return row

    monkeypatch.setattr(Rooms, "get_object", read)
    form = {"title": "Green tea", "slug": "tea", "kind": "public", "topic": "", "everybody": "on"}
    save(panel, path("room", "change", tea.pk), **form)
    tea.refresh_from_db()
    assert (tea.title, tea.everybody, tea.seq, tea.version) == ("Green tea", True, 7, 4)
    assert Audit.objects.get().details == {"title": "Green tea", "everybody": True}


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


def test_a_ban_puts_out_and_its_end_lets_in(panel, tea, boss):
    ann = User.objects.get(username="ann")
    save(panel, path("ban", "add"), user=ann.pk, room=tea.pk, reason="spam")
    ban = Ban.objects.get()
    assert ban.by == boss and not Member.objects.filter(user=ann).exists()
    delete(panel, "ban", ban.pk)
    assert not Ban.objects.exists()
    actions = list(Audit.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["member.ban", "member.unban"]


def test_a_token_is_revoked_and_never_made_or_changed_here(panel, person):
    token = Token.objects.create(user=person("tom"), name="t", start="chat_x", digest="d")
    form = {"action": "revoke", "_selected_action": [token.pk]}
    assert panel.post(path("token"), form).status_code == 302
    token.refresh_from_db()
    assert token.revoked and Audit.objects.get().action == "token.revoke"
    assert panel.get(path("token", "add")).status_code == 403
    assert panel.post(path("token", "delete", token.pk), {"post": "yes"}).status_code == 403


def test_a_void_webhook_s_bot_leaves_and_a_void_invite_is_written_down(panel, tea, person):
    bot = person("bot", is_bot=True)
    Member.objects.create(room=tea, user=bot)
    hook = Webhook.objects.create(room=tea, bot=bot, name="CI", digest="x")
    delete(panel, "webhook", hook.pk)
    delete(panel, "invite", Invite.objects.create(room=tea, digest="y").pk)
    assert not Member.objects.filter(user=bot).exists() and not Invite.objects.exists()
    actions = list(Audit.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["webhook.drop", "invite.revoke"]


def test_who_has_said_something_is_not_deleted_and_others_leave_their_rooms_in_order(panel, tea):
    tom, ann = User.objects.get(username="tom"), User.objects.get(username="ann")
    named = {"room": tea, "seq": 1, "rev": 1, "client_id": uuid4(), "created": timezone.now()}
    message = Message.objects.create(author=tom, body="x", **named)
    assert panel.post(path("user", "delete", tom.pk), {"post": "yes"}).status_code == 403
    message.delete()
    delete(panel, "user", tom.pk)
    assert Member.objects.get().user == ann and Member.objects.get().role == "owner"
    assert Room.objects.get().version == 1


def test_staff_without_permissions_see_nothing(person):
    client = Client()
    client.force_login(person("clerk", is_staff=True))
    assert {client.get(path(kind)).status_code for kind in LISTS} == {403}
    assert "In the chat" not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.django_db(transaction=True)
async def test_open_sockets_hear_at_once_what_is_done_in_the_panel(panel, tea):
    ann = await User.objects.aget(username="ann")
    heard = []
    hub().people.join(ann.pk, lambda event: heard.append((json.loads(event.text), event.gone)))
    form = {"user": ann.pk, "room": tea.pk, "reason": "spam"}
    await sync_to_async(save)(panel, path("ban", "add"), **form)
    assert heard == [({"on": "room", "id": tea.pk, "gone": True}, tea.pk)]
