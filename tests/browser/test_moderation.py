"""Moderation as people live it: one leads the room, another is in it, each before a page."""

import pytest
from playwright.sync_api import expect

from tests.browser.seat import WAITING, Plug, Seat
from tests.community import change, lead, settle, talk

WHO = ("ann", "tom")
ROOMS = ("court", "keep")


@pytest.fixture(scope="module")
def community(site):
    """Ann, who owns these rooms, and tom and jim, who are in them."""
    people = settle(site.env, ["ann", "tom", "jim"], ROOMS)
    lead(site.env, "ann", ROOMS)
    return people


@pytest.fixture
def both(site, sit):
    """`ann, tom = both("court")`: both before the same room."""

    def seated(room):
        return [sit(site, name, room, kind=Member, reduced_motion="reduce") for name in WHO]

    return seated


class Member(Seat):
    """Somebody who may write, or not."""

    def show(self, name):
        """Open a panel by its button in the head of the room."""
        self.page.locator(".head").get_by_role("button", name=name).first.click()
        self.page.locator("chat-panel .panel-body").wait_for()

    def answers(self, verb):
        self.page.locator("dialog").get_by_role("button", name=verb, exact=True).click()

    def is_silent(self, why):
        """There is no field to write in, and it is said why."""
        self.sees(why, ".silence")
        expect(self.field).to_have_count(0)

    def may_write(self):
        self.finds("#body")


def test_a_moderator_mutes_freezes_slows_pins_and_hears_of_reports(site, both):
    ann, tom = both("court")
    tom.say("buy my hats")
    ann.sees("buy my hats")

    tom.field.fill("and my gloves")
    ann.say("/mute @tom 10m spam")
    tom.is_silent("Reason: spam. Questions? Ask ann.")
    ann.page.click(".head-members")
    ann.finds("chat-members .person", "tom").click()
    ann.sees("Muted until", "chat-member .member-muted")
    ann.page.get_by_role("button", name="Unmute").click()
    tom.may_write()
    expect(tom.field).to_have_value("and my gloves")

    ann.show("About this room")
    ann.page.get_by_label("Frozen").check()
    tom.is_silent("This room is frozen")
    tom.sees("Frozen", ".head-frozen")
    ann.say("Everybody calm down, please.")
    tom.sees("Everybody calm down")
    ann.page.get_by_label("Frozen").uncheck()
    tom.may_write()

    ann.page.get_by_label("Slow mode").select_option("300")
    tom.sees("one message every 5 minutes", ".writer-slow")
    tom.say("one"), tom.say("two")
    tom.sees("this goes out by itself at", ".message-pending .held")
    ann.sees("one")
    ann.say("/slow 0")
    tom.has_sent_everything()
    ann.sees("two")

    ann.does("Pin", "Everybody calm down")
    tom.sees("Pinned", ".message-pin")
    tom.show("Pinned messages")
    tom.sees("Everybody calm down", "chat-pins .message")
    expect(tom.page.locator("chat-pins").get_by_role("button", name="Unpin")).to_have_count(0)
    ann.does("Unpin", "Everybody calm down")
    tom.sees("Nothing is pinned here yet", ".panel-empty")

    talk(site.env, "jim", "court", 1)
    tom.does("Report", "number 1")
    tom.page.get_by_label("Advertising").check()
    tom.page.fill("#report-words", "hats again")
    tom.answers("Report")
    tom.sees("Reported. Thank you.", ".timeline-done")
    ann.sees("court was reported. Advertising or spam: hats again", ".chat-status")
    ann.page.locator(".chat-status").get_by_role("button", name="Show in the room").click()
    ann.sees("number 1", ".message-flashed")
    assert ann.page.complaints == tom.page.complaints == []


def test_what_was_on_its_way_is_kept_with_the_reason_and_goes_out_later(site, both, community):
    ann, tom = both("keep")
    pk, room = community.ids["tom"], community.rooms["keep"]
    plug = Plug(tom.page)
    tom.say("a long story")
    tom.sees("a long story", WAITING)
    change(site.env, f"Mute.objects.create(user_id={pk}, room_id={room}, reason='spam')")
    plug.is_in = True
    tom.sees("has muted you here, until somebody lifts it. Reason: spam", ".refusal")
    change(site.env, "Mute.objects.all().delete()")
    tom.page.get_by_role("button", name="Try again").click()
    ann.sees("a long story")
