"""What is said in a room, as people read it: where they are, what is new, what they do with it."""

import pytest
from playwright.sync_api import expect

from tests.browser.seat import Seat
from tests.community import settle, talk
from tests.files import picture

PLACES = ("long", "fresh", "deeds", "views", "heard", "stern", "flood", "stops")
# Scrolls up to the first message: how far at most what was read has moved, how much was drawn.
CLIMB = """async () => {
  const list = document.querySelector(".timeline");
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  let [moved, most] = [0, 0];
  while (!list.querySelector("#message-1")) {
    const middle = list.getBoundingClientRect().top + list.clientHeight / 2;
    const rows = [...list.querySelectorAll(".message")];
    const row = rows.find((each) => each.getBoundingClientRect().bottom > middle);
    const by = Math.min(list.scrollTop, list.clientHeight / 2);
    const { top } = row.getBoundingClientRect();
    list.scrollTop -= by;
    await frame();
    await frame();
    moved = Math.max(moved, Math.abs(row.getBoundingClientRect().top - top - by));
    most = Math.max(most, rows.length);
  }
  return [moved, most];
}"""


class Reader(Seat):
    """Somebody who reads in a room."""

    def __init__(self, page):
        super().__init__(page)
        self.rows = page.locator(".messages .message")

    def row(self, text):
        return self.rows.filter(has_text=text).last

    def says(self, text, shown=None):
        self.say(text)
        self.sees(shown or text)

    def is_at(self, text):
        """The focus is at the message that says so."""
        expect(self.page.locator(".message:focus")).to_contain_text(text)


@pytest.fixture(scope="module")
def community(site):
    return settle(site.env, ["tom", "ann"], PLACES)


@pytest.fixture
def come(site, sit):
    """`come("long")`: tom, in a room; `come("long", "ann", at=5)`: ann, at a message of it."""

    def came(room, name="tom", **named):
        return sit(site, name, room, kind=Reader, reduced_motion="reduce", **named)

    return came


@pytest.fixture(scope="module")
def long_talk(site, community):
    """More than is loaded at once, and more than is drawn."""
    talk(site.env, "ann", "long", 700)


def test_who_reads_on_in_a_long_room_stays_where_they_are(long_talk, come):
    tom = come("long")
    tom.row("number 700").wait_for()
    moved, most = tom.page.evaluate(CLIMB)
    assert moved <= 1
    assert most <= 250
    tom.finds(".beginning", "This is the beginning of long")
    tom.page.click(".way-button")
    tom.is_at("number 700")
    assert tom.rows.count() <= 250
    assert not tom.page.complaints


def test_a_link_leads_to_its_message_and_a_button_back(long_talk, come):
    tom = come("long", at=100)
    tom.is_at("number 100")
    tom.finds(".way-words", "You are looking at older messages")
    tom.page.click(".way-button")
    tom.is_at("number 700")


def test_what_is_new_stands_below_a_line_until_one_has_left(site, community, come):
    talk(site.env, "ann", "fresh", 3)
    tom = come("fresh")
    tom.finds(".line", "New")
    assert tom.page.locator(".line + .message").inner_text().endswith("number 1")
    tom.says("I see")
    tom.finds(".line", "New")


def test_where_much_is_new_one_can_go_to_where_it_begins(site, community, come):
    talk(site.env, "ann", "flood", 300)
    tom = come("flood")
    tom.row("number 300").wait_for()
    tom.page.click(".way-up button")
    tom.finds(".line", "New")
    assert tom.page.locator(".line + .message").inner_text().endswith("number 1")


def test_everything_about_a_message_is_done_by_the_keyboard(come):
    tom = come("deeds")
    tom.says("first words")
    tom.says("second words")
    tom.row("second words").focus()
    tom.press("ArrowUp")
    tom.is_at("first words")
    tom.press("+")
    tom.finds(".sheet-emoji:focus", "👍")
    tom.press("ArrowRight", "Enter")
    tom.finds(".reaction[aria-pressed=true]", "❤️")
    tom.press("e")
    tom.page.fill("#body", "better words")
    tom.press("Enter")
    tom.finds(".message-edited")
    tom.row("second words").focus()
    tom.press("ArrowUp", "r")
    tom.page.fill("#body", "an answer")
    tom.press("Enter")
    assert "better words" in tom.row("an answer").locator(".quote").inner_text()
    tom.row("an answer").focus()
    tom.press("ArrowUp", "Delete")
    tom.finds("dialog[open]", "Delete this message")
    tom.press("Enter")
    tom.finds(".message-note", "This message was deleted.")
    assert not tom.page.complaints


def test_the_tab_key_stops_once_in_a_long_talk(come):
    tom = come("stops")
    for number in range(3):
        tom.says(f"see https://example.org/{number}")
    tom.page.locator(".messages .message").last.focus()
    tom.press("ArrowUp", "Tab")
    expect(tom.page.locator("a:focus")).to_have_attribute("href", "https://example.org/1")
    tom.page.locator("#body").focus()
    tom.press("Shift+Tab")
    expect(tom.page.locator(".message:focus-within")).to_contain_text("org/1")


def test_pictures_open_as_large_as_the_window(come):
    tom = come("views")
    files = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": picture()} for n in "ab"]
    tom.page.set_input_files("input[type=file]", files)
    tom.page.press("#body", "Enter")
    tom.finds(".pictures .picture")
    tom.page.locator(".pictures .picture").first.focus()
    tom.press("Enter")
    tom.finds(".lightbox-name", "1 of 2")
    tom.press("ArrowRight")
    tom.finds(".lightbox-name", "2 of 2")
    tom.press("Escape")
    expect(tom.page.locator(".lightbox")).to_have_count(0)
    expect(tom.page.locator(".picture:focus")).to_have_count(1)


def test_what_others_say_is_told_to_who_does_not_see_it(come):
    tom, ann = come("heard"), come("heard", "ann")
    ann.says("can you **hear** me", "can you hear me")
    tom.finds("chat-herald [role=status]", "ann says: can you hear me")
    assert tom.page.locator(".messages").get_attribute("aria-live") == "off"


def test_what_opens_at_a_message_is_for_everybody(come):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tom = come("stern", size="phone", scheme="dark")
    tom.says("```\ncode to copy\n```", "code to copy")
    tom.row("code to copy").hover()
    tom.finds(".toolbar")
    assert not axe.run(tom.page).response["violations"]
    tom.page.locator(".toolbar-button").last.click()
    tom.finds(".sheet .menu-item")
    assert not axe.run(tom.page).response["violations"]
