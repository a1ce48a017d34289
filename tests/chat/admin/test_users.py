"""People in the admin panel: how they are called and how they look."""

import json
import re

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from chat.attachments import storage
from chat.hub import hub
from chat.identity import by_session
from chat.models import Audit, Ban, Mute, Token, User
from chat.protocol.frames import Close
from tests.chat.admin.forms import path, save


@pytest.fixture
def ann(person, settings, tmp_path):
    """Somebody with a picture."""
    settings.MEDIA_ROOT = tmp_path / "files"
    made = person("ann", avatar="1-x.webp")
    storage.folder_for(storage.path("avatars/1-x.webp")).write_bytes(b"x")
    return made


@pytest.mark.django_db(transaction=True)
async def test_a_picture_is_shown_and_taken_away(panel, ann):
    page = await sync_to_async(panel.get)(path("user", "change", ann.pk))
    assert '<img src="/avatars/1-x.webp" alt="">' in page.content.decode()
    heard = []
    hub().people.join(ann.pk, lambda event: heard.append(json.loads(event.text or "{}")))
    form = {"action": "remove_pictures", "_selected_action": [ann.pk]}
    assert (await sync_to_async(panel.post)(path("user"), form)).status_code == 302
    told = {"id": ann.pk, "username": "ann", "name": "ann"}
    assert {"on": "me", "user": told} in heard
    assert not storage.path("avatars/1-x.webp").exists()
    entry = await Audit.objects.aget()
    assert (entry.action, entry.target) == ("user.picture", "ann")


def test_another_name_is_told_to_the_rooms(panel, tea):
    ann = User.objects.get(username="ann")
    form = {"username": "ann", "display_name": "Ann", "is_active": "on"}
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
    save(panel, path("user", "change", ann.pk), **form, **joined)
    tea.refresh_from_db()
    assert (User.objects.get(pk=ann.pk).name, tea.version) == ("Ann", 1)


def chosen(user, action):
    return {"action": action, "_selected_action": [user.pk], "confirmed": "yes"}


def test_whoever_is_signed_out_everywhere_is_nowhere_signed_in(panel, person):
    tom = person("tom")
    page = Client()
    page.force_login(tom)
    key = page.session.session_key
    assert by_session(key).user.id == tom.pk
    save(panel, path("user"), **chosen(tom, "sign_out"))
    assert by_session(key) is None
    page.force_login(User.objects.get(pk=tom.pk))
    assert by_session(page.session.session_key).user.id == tom.pk


@pytest.mark.django_db(transaction=True)
async def test_open_sockets_are_told_so_at_once(panel, person):
    tom, heard = await sync_to_async(person)("tom"), []
    hub().people.join(tom.pk, lambda event: heard.append(event.close))
    await sync_to_async(save)(panel, path("user"), **chosen(tom, "sign_out"))
    assert Close.SIGNED_OUT in heard


def test_a_bot_is_made_with_a_token_that_is_shown_once(panel):
    form = {"username": "ci", "display_name": "CI", "scope": "read", "days": "7"}
    page = panel.post(reverse("admin:chat_user_add_bot"), form).content.decode()
    [secret] = re.findall(r"chat_[\w-]{43}", page)
    token = Token.objects.by_secret(secret)
    assert token.user.is_bot and token.scopes == ["read"] and token.expires
    assert not token.user.has_usable_password()
    assert secret not in panel.get(path("token", "change", token.pk)).content.decode()


def test_nobody_makes_a_token_of_a_person_s(panel, person):
    form = {"user": person("tom").pk, "name": "x", "scope": "chat"}
    page = panel.post(path("token", "add"), form).content.decode()
    assert "There is no such thing here" in page and not Token.objects.exists()


@pytest.fixture
def clerk(person):
    """Somebody who may do everything to accounts, and is no superuser."""
    made = person("clerk", is_staff=True)
    made.user_permissions.set(Permission.objects.filter(content_type__app_label="chat"))
    client = Client()
    client.force_login(made)
    return client


def test_a_superuser_s_account_is_a_superuser_s_to_change(clerk, boss):
    assert clerk.post(path("user", "change", boss.pk), {"username": "x"}).status_code == 403
    assert clerk.post(path("user", "delete", boss.pk), {"post": "yes"}).status_code == 403
    for kind, model in (("ban", Ban), ("mute", Mute)):
        page = clerk.post(path(kind, "add"), {"user": boss.pk}).content.decode()
        assert "done by a superuser" in page and not model.objects.exists()
    answer = clerk.post(path("user"), chosen(boss, "sign_out"), follow=True)
    assert "done by a superuser" in answer.content.decode()
    assert User.objects.get(pk=boss.pk).signed_out is None


def test_who_may_change_accounts_gives_nobody_powers(clerk, person):
    tom = person("tom")
    form = {"username": "tom", "is_superuser": "on", "is_staff": "on", "is_active": "on"}
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
    save(clerk, path("user", "change", tom.pk), **form, **joined)
    tom.refresh_from_db()
    assert not tom.is_superuser and not tom.is_staff
    assert clerk.get("/admin/auth/group/add/").status_code == 403


@pytest.mark.parametrize(
    "q, found",
    [
        ("ngu", ["ann"]),
        ("ann nguyen", ["ann"]),
        ("ANN@example.org", ["ann"]),
        ("nn", []),
        ("example", []),
        ("#99999", []),
    ],
)
def test_people_are_found_by_the_beginnings_of_their_names(panel, person, q, found):
    person("ann", display_name="Ann Nguyễn", email="ann@example.org")
    rows = panel.get(path("user"), {"q": q}).context["cl"].result_list
    assert [user.username for user in rows] == found


def test_a_merge_asks_for_the_name_of_what_ends(panel, person):
    ann, again = person("ann"), person("ann2")
    url = reverse("admin:chat_user_merge", args=[again.pk])
    page = panel.post(url, {"into": ann.pk, "username": "ann"}).content.decode()
    assert "Type ann2, the account that ends." in page
    save(panel, url, into=ann.pk, username="ann2")
    assert User.objects.get(pk=again.pk).merged_into == ann
    page = panel.post(url, {"into": again.pk, "username": "ann2"}).content.decode()
    assert "errorlist" in page  # who is merged into themself is nobody's choice
