"""People in the admin panel: how they are called and how they look."""

import json

import pytest
from asgiref.sync import sync_to_async

from chat.attachments import storage
from chat.hub import hub
from chat.models import Audit, User
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
