"""Where one writes: what keys, buttons, slashes and files do, and that nothing is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.seat import Seat
from tests.community import lead, settle
from tests.files import picture

PLACES = [
    "marks",
    "named",
    "orders",
    "slips",
    "edits",
    "files",
    "big",
    "kept",
    "other",
    "emoji",
    "waits",
    "composed",
    "fingers",
]
# A file dropped on the room, as the browser tells it.
DROP = """([name, text]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name));
  const room = document.querySelector(".chat-room");
  for (const type of ["dragenter", "dragover", "drop"])
    room.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
}"""
# The Enter that ends a word of an input method.
COMPOSED = """field => field.dispatchEvent(new KeyboardEvent("keydown",
  { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""


class Desk(Seat):
    """Somebody who writes in a room."""

    def write(self, text):
        self.field.press_sequentially(text)

    def press(self, *keys):
        for key in keys:
            self.field.press(key)

    def holds(self, text):
        expect(self.field).to_have_value(text)


@pytest.fixture(scope="module")
def community(site):
    """tom, who writes and leads the garden, and ann, whom he names."""
    found = settle(site.env, ["tom", "ann"], [*PLACES, "garden"])
    lead(site.env, "tom", ["garden"])
    return found


@pytest.fixture
def desk(site, sit):
    """`desk("named")`: tom, in a room, about to write."""

    def sat(room, *looks, **named):
        seat = sit(site, "tom", room, *looks, kind=Desk, **named)
        seat.field.click()
        return seat

    return sat


def test_markdown_goes_around_what_is_selected_and_undo_takes_it_back(desk):
    tom = desk("marks")
    tom.write("so")
    tom.press("ControlOrMeta+a", "ControlOrMeta+b")
    tom.holds("**so**")
    tom.press("ControlOrMeta+z")
    tom.holds("so")
    tom.press("ControlOrMeta+a")
    tom.page.get_by_role("button", name="Quote").click()
    tom.holds("> so")
    tom.press("End", "Shift+Enter")
    tom.write("and more")
    tom.press("Enter")
    tom.sees("so")
    tom.holds("")


def test_people_and_emoji_are_completed(desk):
    tom = desk("named")
    tom.write("hi @an")
    tom.finds(".completion-one", "ann")
    tom.press("Enter")
    tom.holds("hi @ann ")
    tom.write(":tad")
    tom.finds(".completion-one", ":tada:")
    tom.press("Tab")
    tom.holds("hi @ann 🎉 ")
    tom.write("@an")
    tom.finds(".completion-one", "ann")
    tom.press("Escape", "Enter")
    tom.sees("hi @ann")


def test_a_slash_does_something_instead_of_saying_it(desk):
    tom = desk("orders")
    tom.write("/shr")
    tom.finds(".completion-one", "/shrug")
    tom.press("Enter")
    tom.holds("/shrug ")
    tom.press("Enter")
    tom.sees("¯\\_(ツ)_/¯")
    tom.write("//shrug is a command")
    tom.press("Enter")
    tom.sees("/shrug is a command")


def test_a_room_is_changed_and_left_and_others_are_written_to(desk, community):
    tom = desk("garden")
    for order in ("/topic Beds and borders", "/rename Hedge", "/mute"):
        tom.field.fill(order)
        tom.press("Enter")
        tom.holds("")
    tom.finds("chat-head", "Beds and borders")
    tom.finds(".room-title", "Hedge")
    tom.field.fill("/msg @ann by the way")
    tom.press("Enter")
    tom.finds(".room-title", "ann")
    tom.sees("by the way")
    tom.field.fill("/join hedge")
    tom.press("Enter")
    tom.finds(".room-title", "Hedge")
    tom.field.fill("/leave")
    tom.press("Enter")
    tom.page.locator("dialog[open] .button-fault").click()
    room = tom.page.locator(".room").filter(has_text="Hedge")
    room.wait_for(state="detached")


def test_a_slip_is_told_and_the_text_stays(desk):
    tom = desk("slips")
    tom.write("/dance all night")
    tom.press("Enter")
    tom.finds(".writer-trouble", "/dance")
    tom.holds("/dance all night")
    tom.field.fill("/msg @nobody hello")
    tom.press("Enter")
    tom.finds(".writer-trouble", "@nobody")
    tom.holds("/msg @nobody hello")
    tom.field.fill("x" * 4001)
    tom.finds(".writer-over")
    tom.press("Enter")
    tom.finds(".writer-trouble", "4000")
    tom.holds("x" * 4001)


def test_the_last_message_is_edited_and_what_was_being_written_comes_back(desk):
    tom = desk("edits")
    tom.write("frist")
    tom.press("Enter")
    tom.sees("frist")
    tom.press("ArrowUp")
    tom.holds("frist")
    tom.field.fill("first")
    tom.press("Enter")
    tom.sees("first")
    tom.holds("")
    tom.press("ArrowUp")
    tom.holds("first")
    tom.press("Escape")
    tom.holds("")
    tom.press("ArrowUp")
    tom.holds("first")
    tom.field.fill("")
    tom.press("Enter")
    tom.page.locator("dialog[open] .button-fault").click()
    tom.finds(".message", "deleted")


def test_files_are_chosen_and_dropped_and_posted_together(desk):
    tom = desk("files")
    tom.page.set_input_files("chat-writer input[type=file]", [
        {"name": "dot.png", "mimeType": "image/png", "buffer": picture()},
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"hello"},
    ])  # fmt: skip
    tom.page.evaluate(DROP, ["dropped.txt", "hello"])
    for name in ("dot.png", "notes.txt", "dropped.txt"):
        tom.finds(".upload", name)
    tom.write("three files")
    tom.press("Enter")
    message = tom.finds(".message:not(.message-pending)", "three files")
    expect(message).to_contain_text("notes.txt")
    expect(message).to_contain_text("dropped.txt")
    assert not tom.page.locator(".upload").count()
    assert not tom.page.complaints


def test_what_is_too_big_is_said_before_it_is_sent(desk, site):
    tom = desk("big")
    tom.is_connected()  # which says what the limits are
    asked = []
    tom.page.on("request", lambda request: asked.append(request.url))
    tom.page.evaluate(
        "() => (document.querySelector('chat-page').model.limits.attachment_bytes = 3)"
    )
    tom.page.evaluate(DROP, ["large.txt", "four"])
    tom.finds(".writer-trouble", "large.txt")
    assert not [url for url in asked if "/files/" in url]


def test_a_file_that_was_cut_off_is_kept_and_sent_again(desk):
    tom = desk("files")
    tom.page.route("**/files/?*", lambda route: route.abort())
    tom.page.evaluate(DROP, ["cut.txt", "hello"])
    tom.finds(".upload-failed", "cut.txt")
    tom.write("with a file")
    tom.press("Enter")
    tom.finds(".writer-trouble")
    tom.holds("with a file")
    tom.page.unroute("**/files/?*")
    tom.page.locator(".upload .icon-refresh-cw").click()
    tom.finds(".upload-up", "cut.txt")
    tom.press("Enter")
    tom.sees("with a file")


def test_what_waits_for_its_files_is_sent_where_it_was_written(desk):
    tom = desk("waits")
    held = []
    tom.page.route("**/files/?*", lambda route: held.append(route))
    tom.page.evaluate(DROP, ["slow.txt", "hello"])
    tom.finds(".upload-sending", "slow.txt")
    tom.write("with patience")
    tom.press("Enter")
    tom.finds(".writer-note", "once the files are up")
    tom.look("other")
    held[0].continue_()
    tom.look("waits")
    message = tom.finds(".message:not(.message-pending)", "with patience")
    expect(message).to_contain_text("slow.txt")
    tom.holds("")


def test_letters_that_are_being_composed_are_not_sent(desk):
    tom = desk("composed")
    tom.write("xin chao")
    tom.field.evaluate(COMPOSED)
    tom.holds("xin chao")
    tom.press("Enter")
    tom.sees("xin chao")


def test_fingers_send_by_the_button(desk):
    tom = desk("fingers", size="phone", has_touch=True, is_mobile=True)
    tom.write("- one")
    tom.press("Enter")
    tom.write("two")
    tom.holds("- one\n- two")
    tom.page.get_by_role("button", name="Send", exact=True).tap()
    tom.sees("two")


def test_a_draft_outlives_another_room_and_another_page(desk):
    tom = desk("kept")
    tom.write("half a thought")
    tom.look("other")
    tom.holds("")
    tom.look("kept")
    tom.holds("half a thought")
    tom.page.reload()
    tom.holds("half a thought")


def test_an_emoji_is_picked_by_keyboard_alone(desk):
    tom = desk("emoji")
    tom.write("well done ")
    tom.page.get_by_role("button", name="Emoji", exact=True).focus()
    tom.page.keyboard.press("Enter")
    tom.finds(".picker-cell", "👍")
    tom.page.keyboard.type("tada")
    tom.page.keyboard.press("ArrowDown")
    tom.page.keyboard.press("Enter")
    tom.holds("well done 🎉")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_one_writes(desk, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tom = desk("emoji", scheme=scheme)
    tom.page.evaluate(DROP, ["notes.txt", "hello"])
    tom.finds(".upload-up", "notes.txt")
    tom.field.fill("")
    tom.write("@an")
    tom.finds(".completion-one", "ann")
    found = axe.run(tom.page).response["violations"]
    tom.page.get_by_role("button", name="Emoji", exact=True).click()
    tom.finds(".picker-cell", "👍")
    found += axe.run(tom.page).response["violations"]
    assert found == [], [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
