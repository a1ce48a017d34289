"""What somebody writes is kept and sent: over a reload, over tabs, through a broken connection."""

import pytest
from playwright.sync_api import expect

from tests.browser.seat import WAITING, Plug, Seat
from tests.community import settle

UNREAD = ".room:has(.room-unread)"


@pytest.fixture(scope="module")
def community(site):
    return settle(site.env, ["tom", "ann"], ["lobby", "outbox", "tabs"])


@pytest.fixture
def connected(sit, site):
    """`tom = connected("tom", "lobby")`: tom looks at a room, and is connected."""

    def seated(name, room):
        seat = sit(site, name, room)
        seat.is_connected()
        return seat

    return seated


def test_what_waits_is_there_after_a_reload_and_is_sent_then(connected, community):
    tom, ann = connected("tom", "outbox"), connected("ann", "outbox")
    tom.page.context.set_offline(True)
    tom.say("written without a network")
    tom.page.locator(WAITING).wait_for()
    tom.page.fill("#body", "half a thou")
    tom.page.context.set_offline(False)
    # As fast as a reload can be: before the connection has noticed anything.
    tom.page.reload()
    ann.sees("written without a network")
    tom.sees("written without a network")
    assert tom.page.locator(WAITING).count() == 0
    expect(tom.field).to_have_value("half a thou")
    assert ann.everything().count("written without a network") == 1


def test_all_tabs_show_what_waits_and_it_is_said_once(connected, community):
    tom, ann = connected("tom", "tabs"), connected("ann", "tabs")
    plug = Plug(tom.page)
    other = Seat(tom.page.context.new_page())
    other.page.goto(tom.page.url)
    tom.say("from one tab")
    other.sees("from one tab", WAITING)
    other.say("from the other")
    tom.sees("from the other", WAITING)
    tom.page.reload()
    tom.sees("from the other", WAITING)
    plug.is_in = True
    for seat in (tom, other, ann):
        seat.sees("from one tab")
        seat.sees("from the other")
        seat.has_sent_everything()
        assert seat.everything() == ["from one tab", "from the other"]


def test_what_is_read_in_one_tab_is_read_in_all(connected, community):
    tom, ann = connected("tom", "lobby"), connected("ann", "outbox")
    other = Seat(tom.page.context.new_page())
    other.page.goto(tom.page.url)
    ann.say("something new")
    other.sees("outbox", UNREAD)
    tom.look("outbox")
    news = other.page.locator(UNREAD).filter(has_text="outbox")
    news.wait_for(state="detached")
