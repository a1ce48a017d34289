"""The queue of reports and the list of mutes: what is decided is done, told and written down."""

import json
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone

from chat.actions import reporting
from chat.hub import hub
from chat.models import Audit, Ban, Member, Message, Mute, Report, Room, User
from chat.protocol.commands import MessageReport
from tests.chat.admin.forms import delete, path, save


@pytest.fixture
def reported(tea, person, say, fill):
    """Ann's message in tom's room, of which tom and bob complain."""
    bob = person("bob")
    tom, ann = User.objects.get(username="tom"), User.objects.get(username="ann")
    Member.objects.create(room=tea, user=bob)
    fill(tom, tea, 8, "before it")
    said = say(ann, tea, "buy <b>hats</b>")
    fill(tom, tea, 8, "after it")
    command = MessageReport(ref=1, room=tea.pk, seq=said.seq, reason="spam")
    for user in (tom, bob):
        with transaction.atomic():
            reporting.report(user.pk, command)
    return Report.objects.order_by("pk").first()


def decide(panel, report, outcome, **fields):
    form = {"outcome": outcome, "where": "room", "seconds": "3600", "reason": ""} | fields
    answer = panel.post(path("report", "change", report.pk), form)
    assert answer.status_code == 302, answer.context["form"].errors


def actions():
    return set(Audit.objects.values_list("action", flat=True))


def test_open_reports_stand_first_and_are_counted_in_the_overview(panel, reported):
    assert "Open reports: 2" in panel.get("/admin/").text
    assert "gt;hats" in panel.get(path("report")).text
    decide(panel, reported, "dismissed")
    assert "Open reports: 0" in panel.get("/admin/").text
    assert "gt;hats" not in panel.get(path("report")).text
    assert "gt;hats" in panel.get(path("report"), {"closed": "yes"}).text


def test_a_report_shows_the_message_its_neighbours_and_who_complains(panel, reported):
    page = panel.get(path("report", "change", reported.pk)).text
    assert page.count("before it") == page.count("after it") == 5
    assert "buy &lt;b&gt;hats" in page and "<b>hats" not in page
    assert "bob" in page and "@ann" in page


def test_a_deleted_message_is_gone_for_all_and_closes_all_its_reports(panel, reported, boss):
    decide(panel, reported, "deleted")
    assert Message.objects.get(seq=reported.seq).deleted
    assert set(Report.objects.values_list("outcome", "closed_by")) == {("deleted", boss.pk)}
    assert actions() == {"message.delete", "report.close"}


@pytest.mark.parametrize(("where", "everywhere"), [("room", False), ("site", True)])
def test_its_author_is_muted_here_or_everywhere_for_a_while(panel, reported, where, everywhere):
    decide(panel, reported, "muted", where=where, reason="hats")
    mute = Mute.objects.get()
    assert (mute.user.username, mute.reason, mute.room is None) == ("ann", "hats", everywhere)
    assert timedelta(minutes=59) < mute.ends - timezone.now() <= timedelta(hours=1)
    assert actions() == {"user.mute" if everywhere else "member.mute", "report.close"}
    assert Report.objects.filter(outcome="muted").count() == 2


def test_its_author_is_banned_and_out_of_the_room(panel, reported):
    decide(panel, reported, "banned", seconds="", reason="hats")
    assert Ban.objects.get().ends is None and not Member.objects.filter(user__username="ann")
    assert actions() == {"member.ban", "report.close"}


def test_a_report_is_dealt_with_once(panel, reported):
    decide(panel, reported, "dismissed")
    answer = panel.post(path("report", "change", reported.pk), {"outcome": "deleted"})
    assert "dealt with this report already" in answer.text
    assert not Message.objects.get(seq=reported.seq).deleted


def test_what_was_said_in_a_direct_room_mutes_on_the_whole_site_only(panel, reported):
    Room.objects.update(kind="direct")
    form = {"outcome": "muted", "where": "room"}
    assert panel.post(path("report", "change", reported.pk), form).context["form"].errors
    decide(panel, reported, "muted", where="site")
    assert Mute.objects.get().room is None


def test_whose_account_is_gone_is_neither_muted_nor_banned(panel, reported):
    Report.objects.update(author=None)
    page = panel.get(path("report", "change", reported.pk)).text
    assert 'value="deleted"' in page and 'value="muted"' not in page
    assert panel.post(path("report", "change", reported.pk), {"outcome": "banned"}).context
    assert not Ban.objects.exists()


def test_each_power_needs_its_permission(panel, reported, boss):
    boss.is_superuser, boss.is_staff = False, True
    boss.save()
    address = path("report", "change", reported.pk)
    assert panel.get(address).status_code == panel.post(address).status_code == 403
    for name in ("view_report", "add_mute"):
        boss.user_permissions.add(Permission.objects.get(codename=name))
    page = panel.get(address).text
    assert 'value="muted"' in page and 'value="banned"' not in page
    assert panel.post(address, {"outcome": "deleted"}).status_code == 200
    assert not Message.objects.get(seq=reported.seq).deleted


def test_a_mute_is_made_and_lifted_in_the_panel(panel, tea, boss):
    ann = User.objects.get(username="ann")
    for reason in ("spam", "more spam"):
        save(panel, path("mute", "add"), user=ann.pk, room=tea.pk, reason=reason)
    mute = Mute.objects.get()
    assert (mute.by, mute.reason) == (boss, "more spam")
    delete(panel, "mute", mute.pk)
    assert not Mute.objects.exists() and actions() == {"member.mute", "member.unmute"}
    ended = Mute.objects.create(user=ann, ends=timezone.now())
    delete(panel, "mute", ended.pk)
    assert not Mute.objects.exists()


@pytest.mark.django_db(transaction=True)
async def test_open_pages_hear_of_a_mute_of_the_site_at_once(panel, tea):
    ann = await User.objects.aget(username="ann")
    heard = []
    hub().people.join(ann.pk, lambda event: heard.append(json.loads(event.text)))
    await sync_to_async(save)(panel, path("mute", "add"), user=ann.pk, reason="spam")
    assert [frame["mine"]["muted"]["site"] for frame in heard] == [True]
