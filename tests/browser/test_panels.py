"""The panels beside a room, as their owner uses them."""

import base64

import pytest
from playwright.sync_api import expect

from tests.community import change, settle

PATIENCE = 20_000  # milliseconds
PLACES = ("people", "hunt", "thread", "rules", "mine", "looks")
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LOOKS = (("en", "phone", "dark"), ("vi", "phone", "light"), ("zh-Hans", "desk", "dark"))
PANELS = ("members", "search", "room", "me", "thread")
# What shows more: somebody more closely, and the forms to invite and to make a token or a webhook.
UNFOLDS = (
    ".panel-tools > .button, .people > li:last-child > .person, "
    ":is(chat-tokens, chat-webhooks) > .button"
)
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHOW = """panel => document.querySelector("chat-page")
  .dispatchEvent(new CustomEvent("show", { detail: { panel, seq: 1 } }))"""


class Seat:
    """Somebody who owns the room that they look at."""

    def __init__(self, page):
        self.page = page

    def show(self, name):
        """Open a panel by its button."""
        self.page.locator(".head").get_by_role("button", name=name).first.click()
        return self.panel()

    def panel(self):
        panel = self.page.locator("chat-panel")
        panel.wait_for(timeout=PATIENCE)
        return panel

    def press(self, name, within="chat-panel"):
        self.page.locator(within).get_by_role("button", name=name).first.click()

    def sees(self, selector, text=""):
        found = self.page.locator(selector).filter(has_text=text).first
        found.wait_for(timeout=PATIENCE)
        return found

    def misses(self, selector, text=""):
        found = self.page.locator(selector).filter(has_text=text)
        expect(found).to_have_count(0, timeout=PATIENCE)

    def say(self, text):
        self.page.fill("#body", text)
        self.page.press("#body", "Enter")
        self.sees("chat-timeline .message:not(.message-pending) .message-body", text)


@pytest.fixture(scope="module")
def community(site):
    """ann, who owns all these rooms, and tom, who is in them; linh knows both from the lobby."""
    people = settle(site.env, ["ann", "tom"], PLACES)
    settle(site.env, ["ann", "tom", "linh"], ["hall"])
    rows = f"Member.objects.filter(user={people.ids['ann']}, room__slug__in={PLACES!r})"
    change(site.env, f"{rows}.update(role='owner')")
    return people


@pytest.fixture
def sit(site, open_window, community):
    """`sit("people")`: ann looks at a room of hers; or somebody else, `who`."""

    def seated(room, *looks, who="ann"):
        page = open_window(*looks, reduced_motion="reduce")
        page.set_default_timeout(PATIENCE)
        cookie = {"name": "sessionid", "value": community.sessions[who], "url": site.https}
        page.context.add_cookies([cookie])
        page.goto(f"{site.https}/rooms/{community.rooms[room]}/")
        seat = Seat(page)
        seat.sees(".room-title", room)
        return seat

    return seated


def test_an_owner_brings_people_in_gives_them_roles_and_puts_them_out(sit):
    ann = sit("people")
    ann.page.click(".head-members")
    ann.press("Add people")
    ann.page.fill("#invite-query", "lin")
    ann.press("Add linh")
    ann.sees("#members-member ~ .people .person", "linh").click()
    ann.page.locator("chat-member select").select_option("moderator")
    ann.sees("#members-moderator ~ .people .person", "linh")
    ann.press("Mention")
    expect(ann.page.locator("#body")).to_be_focused()
    expect(ann.page.locator("#body")).to_have_value("@linh ")
    ann.press("Ban")
    ann.page.fill("#ban-reason", "for the test")
    ann.press("Ban", within="dialog")
    ann.misses("chat-members section .person", "linh")
    ann.press("Make a link")
    link = ann.page.locator("#invite-link")
    link.wait_for()
    assert "/join/" in link.input_value()
    ann.sees(".person", "tom").click()
    ann.press("Message")
    ann.sees(".room-title", "tom")
    ann.page.locator("chat-panel").wait_for(state="detached")


def test_what_is_found_is_looked_at_and_found_again(sit):
    ann = sit("hunt")
    for text in ("Hà Nội đẹp lắm", "something else"):
        ann.say(text)
    ann.show("Search")
    expect(ann.page.locator("#search-query")).to_be_focused(timeout=PATIENCE)
    ann.page.keyboard.type("ha noi")
    ann.sees(".found-one mark", "Hà")
    ann.page.keyboard.press("ArrowDown")
    ann.page.keyboard.press("Enter")
    ann.sees("chat-timeline .message-flashed", "Hà Nội")
    ann.page.keyboard.press("Escape")
    ann.page.locator("chat-panel").wait_for(state="detached")
    ann.show("Search")
    expect(ann.page.locator("#search-query")).to_have_value("ha noi")
    ann.page.fill("#search-query", "zebra")
    ann.sees("chat-search [role=status]", "Nothing was found")


def test_a_thread_grows_while_one_reads_it(sit):
    ann, tom = sit("thread"), sit("thread", who="tom")
    ann.say("Who is for lunch?")
    tom.sees("chat-timeline .message-body", "Who is for lunch?")
    for seat in (ann, tom):
        seat.page.evaluate(SHOW, "thread")
        seat.sees(".thread-root .message-body", "Who is for lunch?")
    tom.page.fill("#answer", "I am")
    tom.page.press("#answer", "Enter")
    ann.sees(".thread-replies .message:not(.message-pending) .message-body", "I am")
    expect(tom.page.locator("#answer")).to_have_value("")
    ann.sees("chat-timeline .message", "I am")


def test_a_room_is_described_and_given_a_webhook(sit):
    ann, tom = sit("rules"), sit("rules", who="tom")
    ann.show("About this room")
    ann.page.fill("#room-topic-field", "What may be said here")
    ann.press("Save")
    tom.sees(".head-topic", "What may be said here")
    ann.press("Add a webhook")
    ann.page.fill("#webhook-name", "Weather")
    ann.page.keyboard.press("Enter")
    ann.page.locator("#webhook-address").wait_for()
    assert "/api/hooks/" in ann.page.locator("#webhook-address").input_value()
    ann.press("Remove the webhook Weather")
    ann.press("Remove", within="dialog")
    ann.misses("chat-webhooks .record")


def test_somebody_chooses_their_name_picture_colours_language_and_tokens(sit):
    tom, ann = sit("mine", who="tom"), sit("mine")
    tom.page.evaluate(SHOW, "me")
    tom.page.fill("#me-name", "Tom Ford")
    tom.press("Save")
    tom.sees(".panel-done", "Saved")
    picture = {"name": "me.png", "mimeType": "image/png", "buffer": PICTURE}
    tom.page.locator("chat-portrait input").set_input_files(picture)
    tom.press("Use this picture")
    tom.page.locator("chat-portrait img").wait_for()
    ann.page.click(".head-members")
    ann.sees(".person:has(img)", "Tom Ford")
    tom.page.get_by_text("Dark", exact=True).click()
    tom.press("Add a token")
    tom.page.fill("#token-name", "Backup")
    tom.page.keyboard.press("Enter")
    assert tom.sees("#token-secret").input_value().startswith("chat_")
    tom.press("Revoke the token Backup")
    tom.press("Revoke", within="dialog")
    tom.misses("chat-tokens .record", "Backup")
    tom.page.reload()
    assert tom.page.evaluate("document.documentElement.dataset.theme") == "dark"
    tom.sees(".room-title", "mine")
    tom.page.evaluate(SHOW, "me")
    tom.press("Tiếng Việt")
    tom.sees("html[lang=vi] .room-title", "mine")


def test_the_focus_goes_into_a_panel_and_back_to_where_it_was(sit):
    ann = sit("mine")
    button = ann.page.locator(".head-members")
    button.focus()
    ann.page.keyboard.press("Enter")
    expect(ann.page.locator("#panel-title")).to_be_focused()
    ann.page.keyboard.press("Escape")
    expect(button).to_be_focused()


@pytest.mark.parametrize(("language", "size", "scheme"), LOOKS)
def test_everybody_can_use_the_panels(sit, language, size, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    ann = sit("looks", language, size, scheme)
    ann.say("What do you think?")
    for panel in PANELS:
        ann.page.evaluate(SHOW, panel)
        ann.panel().locator(".panel-body > *").first.wait_for()
        for opened in ann.page.locator(UNFOLDS).all():
            opened.click()
        assert ann.page.evaluate(WIDER) == 0, panel
        violations = axe.run(ann.page).response["violations"]
        assert not [(panel, rule["id"], rule["nodes"][0]["html"]) for rule in violations]
    # A slow machine's socket is begun anew, which the console tells.
    assert not [line for line in ann.page.complaints if "WebSocket" not in line]
