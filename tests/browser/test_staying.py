"""What somebody writes is kept and sent: over a reload, over tabs, through a broken connection."""

import pytest

from tests.browser.seat import Seat
from tests.community import settle

PATIENCE = 20_000  # milliseconds
WAITING = ".message-pending"
UNREAD = ".room:has(.room-unread)"
# Whether the page's connection is as `name`.
IS = "name => document.querySelector('chat-page').model.state.name === name"


@pytest.fixture(scope="module")
def community(site):
    return settle(site.env, ["tom", "ann"], ["lobby", "outbox", "tabs"])


@pytest.fixture
def sit(open_window, community, site):
    """`tom = sit("tom", "lobby")`: tom signs in and looks at a room."""

    def seated(name, room):
        page = open_window()
        page.goto(site.https)
        page.fill("#id_username", name)
        page.fill("#id_password", name)
        page.click("button[type=submit].button-main")
        seat = Seat(page)
        seat.look(room)
        page.wait_for_function(IS, arg="open", timeout=PATIENCE)
        return seat

    return seated


class Plug:
    """Between the pages of one browser and the chat door: pulled, no socket comes through."""

    def __init__(self, page):
        self.is_in = False
        page.context.route_web_socket("**/wss/chat", self.passes)
        page.reload()

    def passes(self, socket):
        if self.is_in:
            socket.connect_to_server()
        else:
            socket.close(code=1012)


def test_what_waits_is_there_after_a_reload_and_is_sent_then(sit, community):
    tom, ann = sit("tom", "outbox"), sit("ann", "outbox")
    tom.page.context.set_offline(True)
    tom.say("written without a network")
    tom.page.locator(WAITING).wait_for(timeout=PATIENCE)
    tom.page.fill("#body", "half a thou")
    tom.page.context.set_offline(False)
    # As fast as a reload can be: before the connection has noticed anything.
    tom.page.reload()
    ann.sees("written without a network")
    tom.sees("written without a network")
    assert tom.page.locator(WAITING).count() == 0
    assert tom.page.input_value("#body") == "half a thou"
    assert ann.everything().count("written without a network") == 1


def test_all_tabs_show_what_waits_and_it_is_said_once(sit, community):
    tom, ann = sit("tom", "tabs"), sit("ann", "tabs")
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


def test_what_is_read_in_one_tab_is_read_in_all(sit, community):
    tom, ann = sit("tom", "lobby"), sit("ann", "outbox")
    other = Seat(tom.page.context.new_page())
    other.page.goto(tom.page.url)
    ann.say("something new")
    other.sees("outbox", UNREAD)
    tom.look("outbox")
    news = other.page.locator(UNREAD).filter(has_text="outbox")
    news.wait_for(state="detached", timeout=PATIENCE)
