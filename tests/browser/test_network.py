"""Networks go and come back, servers end, machines sleep: nothing is lost or said twice."""

import re
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.relay import Relay
from tests.browser.seat import Seat
from tests.community import settle

ROOMS = ["cable", "frost", "lid", "reboot", "twins"]
WAITS = ".message-pending .message-body"
HOUR = 60 * 60 * 1000  # milliseconds


@pytest.fixture(scope="module")
def community(site):
    """tom and ann, members of a room for each of these tests."""
    return settle(site.env, ["tom", "ann"], ROOMS)


@pytest.fixture
def relay(site):
    """The network between some browsers and the site."""
    network = Relay(site.port).start()
    yield network
    network.cut()


def see_the_same(*seats):
    """Wait until all have the same messages before them; what they say."""
    said = seats[0].everything()
    for seat in seats:
        bodies = seat.page.locator(".messages .message-body")
        expect(bodies).to_have_text(said)
    return said


def test_a_cable_is_pulled_in_mid_sentence(site, relay, sit):
    tom, ann = sit(relay, "tom", "cable"), sit(site, "ann", "cable")
    tom.say("one")
    ann.sees("one")
    tom.field.press_sequentially("half a sen")
    relay.cut()
    tom.field.press_sequentially("tence")
    tom.press("Enter")
    tom.say("three")
    tom.sees("three", WAITS)
    tom.sees("Messages that will be sent then: 2", ".chat-status")
    tom.sees(re.compile(r"Next try in \d+ s"), ".status-note")
    ann.say("two")
    ann.does("Edit", "two")
    expect(ann.field).to_have_value("two")
    ann.field.fill("two, while you were away")
    ann.press("Enter")
    ann.sees("two, while you were away")
    relay.start()
    tom.page.evaluate("dispatchEvent(new Event('online'))")  # as browsers say it of a cable
    tom.sees("two, while you were away")
    tom.has_sent_everything()
    tom.misses(".status-shown")
    ann.sees("three")
    order = ["one", "two, while you were away (edited)", "half a sentence", "three"]
    assert see_the_same(tom, ann) == order


def test_a_server_that_ends_whichever_way_comes_back_to_what_was_said_meanwhile(spare_site, sit):
    tom, ann = sit(spare_site, "tom", "reboot"), sit(spare_site, "ann", "reboot")
    for number in (signal.SIGTERM, signal.SIGKILL):
        tom.say(f"before {number.name}")
        ann.sees(f"before {number.name}")
        spare_site.stop(number)
        tom.say(f"after {number.name}")
        tom.sees(f"after {number.name}", WAITS)
        spare_site.start()
        ann.sees(f"after {number.name}")
        tom.has_sent_everything()
    assert len(see_the_same(tom, ann)) == 4


@pytest.mark.soak
def test_a_lid_that_was_closed_for_an_hour(site, relay, sit):
    tom, ann = sit(relay, "tom", "lid"), sit(site, "ann", "lid")
    tom.say("good night")
    ann.sees("good night")
    tom.page.clock.install()
    relay.forget()
    ann.say("good morning")
    ann.sees("good morning")
    assert not tom.page.get_by_text("good morning").count()
    tom.page.clock.fast_forward(HOUR)
    tom.sees("good morning")
    tom.say("and to you")
    ann.sees("and to you")
    assert see_the_same(tom, ann) == ["good night", "good morning", "and to you"]


@pytest.mark.soak
def test_a_tab_that_was_frozen_goes_on(site, sit):
    tom, ann = sit(site, "tom", "frost"), sit(site, "ann", "frost")
    tom.sees("2", ".head-members")
    devtools = tom.page.context.new_cdp_session(tom.page)
    devtools.send("Page.setWebLifecycleState", {"state": "frozen"})
    for number in range(3):
        ann.say(f"number {number}")
    ann.has_sent_everything()
    devtools.send("Page.setWebLifecycleState", {"state": "active"})
    tom.sees("number 2")
    assert see_the_same(tom, ann) == [f"number {number}" for number in range(3)]


@pytest.mark.soak
def test_what_waits_outlives_the_page_and_goes_once_whichever_tab_sends_it(site, relay, sit):
    tom, ann = sit(relay, "tom", "twins"), sit(site, "ann", "twins")
    other = Seat(tom.page.context.new_page())
    other.page.goto(tom.page.url)
    other.sees("twins", ".room-title")
    other.sees("2", ".head-members")
    relay.cut()
    tom.say("from one tab")
    other.sees("from one tab", WAITS)
    other.say("from another")
    tom.sees("from another", WAITS)
    tom.page.close()
    relay.start()
    third = Seat(other.page.context.new_page())
    third.page.goto(other.page.url)
    for seat in (other, third):
        seat.has_sent_everything()
    ann.sees("from another")
    assert see_the_same(ann, other, third) == ["from one tab", "from another"]
