"""What people do with messages, in two browsers: each thing is seen by the other at once."""

import re

import pytest
from playwright.sync_api import expect

from tests import files
from tests.community import settle

ROOMS = ["changes", "mentions", "pictures", "read", "threads"]


@pytest.fixture(scope="module")
def community(site):
    """tom and ann, members of a room for each of these tests."""
    return settle(site.env, ["tom", "ann"], ROOMS)


@pytest.fixture
def both(site, sit):
    """`tom, ann = both("talk")`: both look at a room."""
    return lambda room: [sit(site, name, room) for name in ("tom", "ann")]


def test_what_was_said_is_edited_and_deleted_for_both(both):
    tom, ann = both("changes")
    tom.say("Helo")
    ann.sees("Helo")
    tom.does("Edit", "Helo")
    tom.field.fill("Hello")
    tom.press("Enter")
    ann.sees("Hello (edited)")
    ann.message("Hello").hover()
    ann.page.get_by_role("button", name="More actions").click()
    assert not ann.page.get_by_role("menuitem", name="Delete").count()
    ann.press("Escape")
    tom.does("Delete", "Hello")
    tom.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    for seat in (tom, ann):
        seat.sees("This message was deleted.")
        assert seat.everything() == ["This message was deleted."]


def test_reactions_are_given_counted_and_taken_back(both):
    tom, ann = both("changes")
    tom.say("lunch?")
    ann.message("lunch?").hover()
    ann.page.get_by_role("button", name="Add a reaction").click()
    ann.page.get_by_role("menuitem", name="🎉").click()
    given = tom.message("lunch?").locator(".reaction").first
    expect(given).to_have_attribute("aria-label", "🎉 from ann")
    given.click()
    mine = ann.message("lunch?").locator(".reaction").first
    expect(mine).to_have_text(re.compile(r"🎉\s*2"))
    expect(mine).to_have_attribute("aria-pressed", "true")
    given.click()
    mine.click()
    for seat in (tom, ann):
        expect(seat.message("lunch?").locator(".reaction")).to_have_count(0)


def test_an_answer_shows_what_it_answers_and_stands_in_its_thread(both):
    tom, ann = both("threads")
    tom.say("who has the key?")
    ann.does("Reply", "who has the key?")
    ann.sees("Replying to tom", ".writer-meant")
    ann.say("I do")
    answer = tom.message("I do")
    expect(answer.locator(".quote")).to_contain_text("who has the key?")
    answer.get_by_role("button", name="Open thread").click()
    tom.sees("Replies: 1", ".thread-buttons")
    tom.page.locator("#answer").fill("thanks")
    tom.page.locator("#answer").press("Enter")
    tom.sees("thanks", ".thread-replies .message:not(.message-pending)")
    ann.sees("thanks")


def test_a_picture_is_seen_small_then_large(both):
    tom, ann = both("pictures")
    picture = {"name": "red.png", "mimeType": "image/png", "buffer": files.picture(size=(900, 600))}
    tom.page.set_input_files("chat-writer input[type=file]", [picture])
    tom.sees("red.png", ".upload-up")
    tom.press("Enter")
    tom.field.press("Enter")
    seen = ann.sees("", ".message:not(.message-pending) .picture")
    small = seen.get_by_role("img")
    expect(small).to_have_js_property("complete", True)
    assert small.evaluate("picture => picture.naturalWidth") < 900
    seen.click()
    large = ann.page.get_by_role("dialog", name="red.webp").get_by_role("img")
    expect(large).to_have_js_property("naturalWidth", 900)
    ann.press("Escape")
    ann.misses(".lightbox")
    assert ann.focused == "Open the picture red.webp"
    assert not tom.page.complaints + ann.page.complaints


def test_who_is_meant_is_told_wherever_they_are(both):
    tom, ann = both("mentions")
    ann.look("read")
    tom.say("@ann, look")
    tom.sees("@ann, look")
    ann.sees("mentions", ".room:has(.room-mentions)")
    ann.look("mentions")
    ann.sees("@ann, look", ".message-named .message-body")


def test_who_writes_and_who_has_read_is_seen(both):
    tom, ann = both("read")
    tom.say("are you there?")
    ann.sees("are you there?")
    expect(tom.page.locator(".readers")).to_have_attribute("aria-label", "Read by ann")
    ann.field.press_sequentially("ye")
    tom.sees("ann is writing…", ".foot-typing")
    ann.say("yes")
    tom.sees("yes")
    expect(tom.page.locator(".foot-typing")).to_have_text("")


def test_what_was_said_is_found_and_shown_where_it_was(both):
    tom, ann = both("threads")
    tom.say("Chúng ta gặp nhau ở Hà Nội")
    ann.sees("Hà Nội")
    ann.press("ControlOrMeta+Shift+f")
    ann.page.locator("#search-query").fill("ha noi")
    found = ann.sees("Hà Nội", ".found-one")
    expect(found.locator("mark")).to_have_count(2)
    found.click()
    ann.sees("Hà Nội", ".message-flashed .message-body")
    assert re.search(r"#\d+$", ann.page.url)
