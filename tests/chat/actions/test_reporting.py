"""A member complains once; who can do something about it learns of it, and nobody else."""

import pytest

from chat.actions import editing, reporting
from chat.models import Audit, Report
from chat.protocol.commands import MessageDelete, MessageEdit, MessageReport
from tests.chat.doing import do, refused, told


@pytest.fixture
def people(tom, ann, person, room):
    """In tom's room: ann and bob are members, mod moderates."""
    bob, mod = person("bob"), person("mod")
    for user in (ann, bob):
        room.member_set.create(user=user)
    room.member_set.create(user=mod, role="moderator")
    return {"tom": tom, "ann": ann, "bob": bob, "mod": mod}


def report(user, room, reason="spam"):
    return do(reporting.report, user, MessageReport(ref=1, room=room.pk, seq=1, reason=reason))


def test_those_who_lead_the_room_hear_what_and_why_but_not_by_whom(people, room, say):
    say(people["bob"], room, "buy this")
    outcome = report(people["ann"], room)
    for name in ("tom", "mod"):
        frame = {"on": "report", "room": room.pk, "seq": 1, "reason": "spam"}
        assert told(outcome, user=people[name]) == [frame]
    assert len(outcome.events) == 2
    kept = Report.objects.get()
    assert (kept.by, kept.author, kept.body) == (people["ann"], people["bob"], "buy this")


def test_whom_a_report_is_about_is_not_told_of_it(people, room, say):
    say(people["mod"], room)
    assert [event.user for event in report(people["ann"], room).events] == [people["tom"].pk]


def test_a_member_reports_a_message_once_and_others_as_well(people, room, say):
    say(people["bob"], room)
    report(people["ann"], room)
    assert report(people["ann"], room, "again").events == []
    assert report(people["mod"], room).events
    assert Report.objects.count() == 2


def test_what_was_said_is_kept_though_its_author_edits_it_away(people, room, say):
    say(people["bob"], room, "buy this")
    report(people["ann"], room)
    edit = MessageEdit(ref=1, room=room.pk, seq=1, body="hello")
    do(editing.edit, people["bob"], edit)
    do(editing.delete, people["bob"], MessageDelete(ref=1, room=room.pk, seq=1))
    kept = Report.objects.get()
    assert kept.body == "buy this" and kept.closed is None


def test_a_message_deleted_by_a_moderator_is_dealt_with(people, room, say):
    say(people["bob"], room)
    report(people["ann"], room)
    do(editing.delete, people["mod"], MessageDelete(ref=1, room=room.pk, seq=1))
    kept = Report.objects.get()
    assert (kept.outcome, kept.closed_by) == ("deleted", people["mod"]) and kept.closed
    assert Audit.objects.filter(action="report.close").count() == 1


def test_own_deleted_and_unknown_messages_are_not_reported(people, person, room, say):
    wish = MessageReport(ref=1, room=room.pk, seq=1)
    assert refused(reporting.report, people["ann"], wish) == "no_such_message"
    say(people["bob"], room)
    assert refused(reporting.report, people["bob"], wish) == "own_message"
    assert refused(reporting.report, person("eve"), wish) == "not_found"
    do(editing.delete, people["bob"], MessageDelete(ref=1, room=room.pk, seq=1))
    assert refused(reporting.report, people["ann"], wish) == "deleted"


def test_nobody_floods_the_queue(people, room, say):
    rows = (
        Report(room=room, seq=100 + number, by=people["ann"]) for number in range(reporting.MOST)
    )
    Report.objects.bulk_create(rows)
    say(people["bob"], room)
    wish = MessageReport(ref=1, room=room.pk, seq=1)
    assert refused(reporting.report, people["ann"], wish) == "too_many_reports"
    Report.objects.filter(seq=100).update(closed="2026-11-28T00:00:00Z")
    assert refused(reporting.report, people["ann"], wish) is None
