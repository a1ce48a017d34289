"""Two people chat on the page /, in two browsers, whatever happens in between."""

import re

import pytest

from tests.community import settle

PATIENCE = 20_000  # milliseconds
LOOKS = (
    ("en", "phone", "light"),
    ("en", "desk", "dark"),
    ("vi", "phone", "dark"),
    ("zh-Hans", "desk", "light"),
)
ROOMS = ["cut", "down", "first", "here", "lobby", "looks", "second", "talk", "tricks"]
PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    '"><svg onload=alert(1)>',
)
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Seat:
    """Somebody in front of the chat page."""

    def __init__(self, page):
        self.page = page

    def say(self, text):
        self.page.fill("#body", text)
        self.page.press("#body", "Enter")

    def sees(self, text, selector=".message:not(.message-pending) .message-body"):
        self.page.locator(selector).filter(has_text=text).first.wait_for(timeout=PATIENCE)

    def look(self, room):
        """Choose a room; on a phone, from the list that is behind it."""
        exact = re.compile(rf"^\s*{room}\b")
        button = self.page.locator(".rooms > li > .room").filter(has_text=exact).first
        button.wait_for(state="attached", timeout=PATIENCE)
        button.evaluate("button => button.click()")
        self.sees(room, ".room-title")

    def everything(self):
        """The texts of all messages, in order."""
        return self.page.locator(".message-body").all_inner_texts()

    def has_sent_everything(self):
        self.page.locator(".message-pending").first.wait_for(state="detached", timeout=PATIENCE)


@pytest.fixture
def own_site(new_site):
    """A server of this test's own, which may be stopped."""
    return new_site()


@pytest.fixture(scope="module")
def community(site):
    """tom and ann, members of a room for each of these tests, before either of them looks."""
    return settle(site.env, ["tom", "ann"], ROOMS)


@pytest.fixture
def sit(open_window, community):
    """`tom = sit(site, "tom")`: tom opens the page and signs in."""

    def seated(site, name, *looks, rooms=("lobby",), **named):
        page = open_window(*looks, **named)
        page.goto(site.https)
        page.fill("#id_username", name)
        page.fill("#id_password", name)
        page.click("button[type=submit].button-main")
        seat = Seat(page)
        seat.look(rooms[0])
        return seat

    return seated


def test_two_people_talk(site, sit):
    tom, ann = sit(site, "tom", rooms=["talk"]), sit(site, "ann", rooms=["talk"])
    tom.say("Xin chào, ann")
    ann.sees("Xin chào, ann")
    ann.say("你好, tom")
    tom.sees("你好, tom")
    assert tom.everything() == ann.everything()
    assert not tom.page.complaints + ann.page.complaints


def test_what_is_written_while_the_server_is_down_arrives_once_it_is_back(own_site, sit):
    tom, ann = sit(own_site, "tom", rooms=["down"]), sit(own_site, "ann", rooms=["down"])
    tom.say("before")
    ann.sees("before")
    assert own_site.stop() == 0
    tom.page.locator(".chat-status").filter(has_text="Not connected").wait_for(timeout=PATIENCE)
    tom.say("while it is down")
    own_site.start()
    ann.sees("while it is down")
    tom.has_sent_everything()
    assert tom.everything() == ann.everything() == ["before", "while it is down"]


def test_a_cut_network_leaves_no_hole(site, sit):
    tom, ann = sit(site, "tom", rooms=["cut"]), sit(site, "ann", rooms=["cut"])
    ann.page.context.set_offline(True)
    for number in range(3):
        tom.say(f"number {number}")
        tom.sees(f"number {number}")
    ann.page.context.set_offline(False)
    ann.page.evaluate("dispatchEvent(new Event('online'))")
    ann.sees("number 2")
    assert ann.everything() == [f"number {number}" for number in range(3)]


def test_a_room_with_something_new_says_so_until_it_is_looked_at(site, sit):
    rooms = ["first", "second"]
    tom, ann = sit(site, "tom", rooms=rooms), sit(site, "ann", rooms=rooms)
    tom.look("second")
    tom.say("over here")
    tom.sees("over here")
    ann.sees("second", ".room:has(.room-unread)")
    ann.look("second")
    ann.sees("over here")
    unread = ann.page.locator(".room[aria-current=page] .room-unread")
    unread.wait_for(state="detached", timeout=PATIENCE)


def test_who_is_here_and_who_writes_is_seen(site, sit):
    tom, ann = sit(site, "tom", rooms=["here"]), sit(site, "ann", rooms=["here"])
    tom.sees("here now: 2", ".room-facts")
    ann.page.locator("#body").press_sequentially("hm")
    tom.sees("ann is writing", ".foot-typing")


def test_somebody_makes_a_room_and_another_finds_it(site, sit):
    tom, ann = sit(site, "tom"), sit(site, "ann")
    tom.page.get_by_role("button", name="Add a room").click()
    tom.page.get_by_role("tab", name="New room").click()
    tom.page.get_by_label("Name").fill("Vườn hoa")
    tom.page.get_by_role("button", name="Make the room").click()
    tom.sees("Vườn hoa", ".room-title")
    ann.page.get_by_role("button", name="Add a room").click()
    ann.page.get_by_role("button", name="Join Vườn hoa").click()
    ann.sees("Vườn hoa", ".room-title")
    ann.say("nice here")
    tom.sees("nice here")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_people_write_runs(site, sit, payload):
    tom = sit(site, "tom", rooms=["tricks"])
    ran = []
    tom.page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    tom.say(payload)
    tom.has_sent_everything()
    tom.page.wait_for_timeout(200)
    assert not ran
    assert not tom.page.locator(".message-body :is(img, script, svg)").count()
    assert not tom.page.locator(".message-body a[href^='javascript']").count()


@pytest.mark.parametrize(("language", "size", "scheme"), LOOKS)
def test_everybody_can_use_the_page(site, sit, language, size, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tom = sit(site, "tom", language, size, scheme, rooms=["looks"])
    tom.say("A message to look at")
    tom.sees("A message to look at")
    assert tom.page.evaluate(WIDER) == 0
    assert not axe.run(tom.page).response["violations"]
    assert not tom.page.complaints


def test_whoever_signs_out_sees_nothing_any_more(site, sit):
    tom = sit(site, "tom")
    tom.page.get_by_role("button", name="Your account: tom").click()
    tom.page.get_by_role("menuitem", name="Sign out").click()
    tom.page.locator("#id_username").wait_for(timeout=PATIENCE)
    tom.page.goto(site.https)
    assert tom.page.url.endswith("/login/?next=/")
