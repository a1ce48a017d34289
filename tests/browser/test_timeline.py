"""What is said in a room, as people read it: where they are, what is new, what they do with it."""

import base64
import json

import pytest
from playwright.sync_api import expect

from tests.community import beside, settle

PATIENCE = 20_000  # milliseconds
PLACES = ("long", "fresh", "deeds", "views", "heard", "stern", "flood", "stops")
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# Many messages at once, by ann, in the room `long`.
TALK = """
import django, json, sys, uuid
django.setup()
from django.db import transaction
from chat.actions.draft import Draft
from chat.actions.posting import post_all
author, room, count = json.load(sys.stdin)
with transaction.atomic():
    post_all([Draft(author, room, uuid.uuid4(), f"number {n + 1}") for n in range(count)])
"""
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


class Reader:
    """Somebody who reads in a room."""

    def __init__(self, page):
        self.page = page
        self.rows = page.locator(".messages .message")

    def row(self, text):
        return self.rows.filter(has_text=text).last

    def sees(self, selector, text=""):
        found = self.page.locator(selector).filter(has_text=text).first
        found.wait_for(timeout=PATIENCE)
        return found

    def says(self, text, shown=None):
        self.page.fill("#body", text)
        self.page.press("#body", "Enter")
        self.sees(".message:not(.message-pending) .message-body", shown or text)

    def presses(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def is_at(self, text):
        """The focus is at the message that says so."""
        expect(self.page.locator(".message:focus")).to_contain_text(text, timeout=PATIENCE)


@pytest.fixture(scope="module")
def community(site):
    return settle(site.env, ["tom", "ann"], PLACES)


@pytest.fixture
def come(site, open_window, community):
    """`come("long")`: tom, in a room; `come("long", "ann", at=5)`: ann, at a message of it."""

    def came(room, name="tom", at=None, **named):
        page = open_window(reduced_motion="reduce", **named)
        cookie = {"name": "sessionid", "value": community.sessions[name], "url": site.https}
        page.context.add_cookies([cookie])
        page.goto(f"{site.https}/rooms/{community.rooms[room]}/" + (f"#{at}" if at else ""))
        reader = Reader(page)
        reader.sees(".room-title", room)
        return reader

    return came


@pytest.fixture(scope="module")
def long_talk(site, community):
    """More than is loaded at once, and more than is drawn."""
    talk(site, community, "long", 700)


def talk(site, community, room, count):
    beside(site.env, TALK, json.dumps([community.ids["ann"], community.rooms[room], count]))


def test_who_reads_on_in_a_long_room_stays_where_they_are(long_talk, come):
    tom = come("long")
    tom.row("number 700").wait_for(timeout=PATIENCE)
    moved, most = tom.page.evaluate(CLIMB)
    assert moved <= 1
    assert most <= 250
    tom.sees(".beginning", "This is the beginning of long")
    tom.page.click(".way-button")
    tom.is_at("number 700")
    assert tom.rows.count() <= 250
    assert not tom.page.complaints


def test_a_link_leads_to_its_message_and_a_button_back(long_talk, come):
    tom = come("long", at=100)
    tom.is_at("number 100")
    tom.sees(".way-words", "You are looking at older messages")
    tom.page.click(".way-button")
    tom.is_at("number 700")


def test_what_is_new_stands_below_a_line_until_one_has_left(site, community, come):
    talk(site, community, "fresh", 3)
    tom = come("fresh")
    tom.sees(".line", "New")
    assert tom.page.locator(".line + .message").inner_text().endswith("number 1")
    tom.says("I see")
    tom.sees(".line", "New")


def test_where_much_is_new_one_can_go_to_where_it_begins(site, community, come):
    talk(site, community, "flood", 300)
    tom = come("flood")
    tom.row("number 300").wait_for(timeout=PATIENCE)
    tom.page.click(".way-up button")
    tom.sees(".line", "New")
    assert tom.page.locator(".line + .message").inner_text().endswith("number 1")


def test_everything_about_a_message_is_done_by_the_keyboard(come):
    tom = come("deeds")
    tom.says("first words")
    tom.says("second words")
    tom.row("second words").focus()
    tom.presses("ArrowUp")
    tom.is_at("first words")
    tom.presses("+")
    tom.sees(".sheet-emoji:focus", "👍")
    tom.presses("ArrowRight", "Enter")
    tom.sees(".reaction[aria-pressed=true]", "❤️")
    tom.presses("e")
    tom.page.fill("#body", "better words")
    tom.presses("Enter")
    tom.sees(".message-edited")
    tom.row("second words").focus()
    tom.presses("ArrowUp", "r")
    tom.page.fill("#body", "an answer")
    tom.presses("Enter")
    assert "better words" in tom.row("an answer").locator(".quote").inner_text()
    tom.row("an answer").focus()
    tom.presses("ArrowUp", "Delete")
    tom.sees("dialog[open]", "Delete this message")
    tom.presses("Enter")
    tom.sees(".message-note", "This message was deleted.")
    assert not tom.page.complaints


def test_the_tab_key_stops_once_in_a_long_talk(come):
    tom = come("stops")
    for number in range(3):
        tom.says(f"see https://example.org/{number}")
    tom.page.locator(".messages .message").last.focus()
    tom.presses("ArrowUp", "Tab")
    expect(tom.page.locator("a:focus")).to_have_attribute("href", "https://example.org/1")
    tom.page.locator("#body").focus()
    tom.presses("Shift+Tab")
    expect(tom.page.locator(".message:focus-within")).to_contain_text("org/1")


def test_pictures_open_as_large_as_the_window(come):
    tom = come("views")
    files = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": PICTURE} for n in "ab"]
    tom.page.set_input_files("input[type=file]", files)
    tom.page.press("#body", "Enter")
    tom.sees(".pictures .picture")
    tom.page.locator(".pictures .picture").first.focus()
    tom.presses("Enter")
    tom.sees(".lightbox-name", "1 of 2")
    tom.presses("ArrowRight")
    tom.sees(".lightbox-name", "2 of 2")
    tom.presses("Escape")
    expect(tom.page.locator(".lightbox")).to_have_count(0)
    expect(tom.page.locator(".picture:focus")).to_have_count(1)


def test_what_others_say_is_told_to_who_does_not_see_it(come):
    tom, ann = come("heard"), come("heard", "ann")
    ann.says("can you **hear** me", "can you hear me")
    tom.sees("chat-herald [role=status]", "ann says: can you hear me")
    assert tom.page.locator(".messages").get_attribute("aria-live") == "off"


def test_what_opens_at_a_message_is_for_everybody(come):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tom = come("stern", size="phone", scheme="dark")
    tom.says("```\ncode to copy\n```", "code to copy")
    tom.row("code to copy").hover()
    tom.sees(".toolbar")
    assert not axe.run(tom.page).response["violations"]
    tom.page.locator(".toolbar-button").last.click()
    tom.sees(".sheet .menu-item")
    assert not axe.run(tom.page).response["violations"]
