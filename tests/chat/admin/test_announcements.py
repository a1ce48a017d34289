"""What is announced in the panel, everybody sees at once, and who comes later while it stands."""

import json
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from channels.layers import InMemoryChannelLayer
from django.utils import timezone

from chat.actions import announcing
from chat.hub import hub
from chat.models import Announcement
from chat.welcome import notices
from tests.chat.admin.forms import delete, path, save
from tests.chat.doing import do
from tests.chat.processes import processes
from tests.waiting import until

STARTS = {"starts_0": "2026-01-01", "starts_1": "00:00"}


async def test_open_pages_on_every_process_are_told_and_told_that_it_is_over(
    transactional_db, boss
):
    row, heard = Announcement(text="Tea is served"), []
    async with processes(InMemoryChannelLayer()) as (here, there):
        for process, user in ((here, 7), (there, 8)):
            process.hub.people.join(user, lambda event: heard.append(json.loads(event.text)))
        await here.hub.link.hold("ready"), await there.hub.link.hold("ready")
        made = await sync_to_async(do)(announcing.announce, boss, row)
        pk = row.pk
        ended = await sync_to_async(do)(announcing.take_back, boss, pk)
        here.hub.tell(made.events + ended.events)
        await until(lambda: len(heard) == 4)
    assert [event["notice"]["text"] for event in heard if "notice" in event] == [
        "Tea is served"
    ] * 2
    assert heard.count({"on": "notice", "id": pk, "gone": True}) == 2


@pytest.mark.django_db(transaction=True)
async def test_the_panel_tells_at_once(panel, tom):
    heard = []
    hub().people.join(tom.pk, lambda event: heard.append(json.loads(event.text)))
    await sync_to_async(save)(panel, path("announcement", "add"), text="Tea\nis served", **STARTS)
    row = await Announcement.objects.aget()
    await sync_to_async(delete)(panel, "announcement", row.pk)
    assert heard[0]["notice"]["text"] == "Tea is served" and heard[1]["gone"]


def test_who_comes_later_sees_what_stands_and_what_will(db):
    now = timezone.now()
    for text, start, end in (("over", -2, -1), ("stands", -1, None), ("will", 1, 2)):
        ends = end and now + timedelta(hours=end)
        Announcement.objects.create(text=text, starts=now + timedelta(hours=start), ends=ends)
    assert [notice.text for notice in notices()] == ["will", "stands"]


def test_an_end_before_the_beginning_is_refused(panel):
    ends = {"ends_0": "2025-01-01", "ends_1": "00:00"}
    page = panel.post(path("announcement", "add"), {"text": "Tea", **STARTS, **ends})
    assert "before it starts" in page.content.decode() and not Announcement.objects.exists()
