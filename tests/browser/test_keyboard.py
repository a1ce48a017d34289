"""The chat by keyboard alone: from signing in to signing out, nobody needs a mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.seat import Seat
from tests.community import settle


@pytest.fixture(scope="module")
def community(site):
    """kim, with two rooms to go between."""
    return settle(site.env, ["kim"], ["harbour", "workshop"])


def test_a_day_without_a_mouse(site, open_window, community):
    page = open_window(reduced_motion="reduce")
    kim = Seat(page)
    page.goto(f"{site.https}/rooms/{community.rooms['harbour']}/")
    expect(page.locator("#id_login")).to_be_focused()
    page.keyboard.type("kim")
    kim.press("Tab")
    page.keyboard.type("kim")
    kim.press("Enter")
    kim.sees("harbour", ".room-title")

    kim.press("Control+k")
    page.keyboard.type("works")
    kim.press("Enter")
    kim.sees("workshop", ".room-title")

    page.keyboard.type("hello")
    assert kim.focused == "body"
    kim.press("Enter")
    kim.sees("hello")
    kim.press("ArrowUp")
    kim.sees("hello", ".writer-meant")
    page.keyboard.type(" world")
    kim.press("Enter")
    kim.sees("hello world")

    to(kim, ".messages .message", "Shift+Tab")
    kim.press("+")
    kim.sees("👍", ".sheet-emoji")
    kim.press("ArrowRight", "ArrowLeft", "Enter")
    kim.sees("👍", ".message .reaction")
    to(kim, ".messages .message", "Shift+Tab")
    kim.press("r")
    page.keyboard.type("an answer")
    kim.press("Enter")
    kim.sees("an answer")

    to(kim, ".messages .message", "Shift+Tab")
    kim.press("End")
    assert "an answer" in kim.focused
    kim.press("Delete")
    kim.sees("Delete", "dialog[open] .button-fault")
    kim.press("Enter")
    kim.sees("This message was deleted.")
    kim.misses("dialog[open]")

    kim.press("Control+Shift+f")
    expect(page.locator("#search-query")).to_be_focused()
    page.keyboard.type("hello")
    kim.sees("hello world", ".found-one")
    kim.press("ArrowDown", "Enter")
    kim.sees("hello world", ".message-flashed .message-body")
    kim.press("Escape")
    kim.misses(".panel")

    to(kim, ".account-button")
    kim.press("Enter")
    choose(kim, "Settings")
    kim.sees("Settings", ".panel-title")
    to(kim, "#me-name")
    page.keyboard.type("Kim Ford")
    kim.press("Enter")
    kim.sees("Kim Ford", ".account-name")
    kim.press("Escape")
    kim.misses(".panel")
    assert kim.focused.startswith("Your account")

    kim.press("Enter")
    choose(kim, "Sign out")
    page.wait_for_url("**/login/**")
    assert not page.complaints


def to(seat, selector, key="Tab"):
    """Press a key until the focus is on what is looked for."""
    for _ in range(80):
        if seat.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        seat.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


def choose(seat, word):
    """Press the arrow until the item of a menu is reached, then Enter."""
    for _ in range(20):
        if word in seat.page.evaluate("document.activeElement.textContent"):
            return seat.press("Enter")
        seat.press("ArrowDown")
    raise AssertionError(f"{word} is in no menu")
