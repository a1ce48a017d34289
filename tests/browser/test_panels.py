"""The panels beside a room, as their owner uses them."""

import pytest
from playwright.sync_api import expect

from tests.browser.seat import Seat
from tests.community import lead, settle
from tests.files import picture

PLACES = ("people", "hunt", "thread", "rules", "mine", "looks")
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


class Owner(Seat):
    """Somebody who owns the room that they look at."""

    def show(self, name):
        """Open a panel by its button."""
        self.page.locator(".head").get_by_role("button", name=name).first.click()
        return self.panel()

    def panel(self):
        panel = self.page.locator("chat-panel")
        panel.wait_for()
        return panel

    def click(self, name, within="chat-panel"):
        self.page.locator(within).get_by_role("button", name=name).first.click()

    def say(self, text):
        super().say(text)
        self.sees(text)


@pytest.fixture(scope="module")
def community(site):
    """ann, who owns these rooms, tom, who is in them, jim, who is in one; linh is in the lobby."""
    people = settle(site.env, ["ann", "tom"], PLACES)
    people.sessions |= settle(site.env, ["jim"], ["mine"]).sessions
    settle(site.env, ["ann", "tom", "linh"], ["hall"])
    lead(site.env, "ann", PLACES)
    return people


@pytest.fixture
def own(site, sit):
    """`own("people")`: ann looks at a room of hers; or somebody else, `who`."""

    def seated(room, *looks, who="ann"):
        return sit(site, who, room, *looks, kind=Owner, reduced_motion="reduce")

    return seated


def test_an_owner_brings_people_in_gives_them_roles_and_puts_them_out(own):
    ann = own("people")
    ann.page.click(".head-members")
    ann.click("Add people")
    ann.page.fill("#invite-query", "lin")
    ann.click("Add linh")
    ann.finds("#members-member ~ .people .person", "linh").click()
    ann.page.locator("chat-member select").select_option("moderator")
    ann.finds("#members-moderator ~ .people .person", "linh")
    ann.click("Mention")
    expect(ann.page.locator("#body")).to_be_focused()
    expect(ann.page.locator("#body")).to_have_value("@linh ")
    ann.click("Ban")
    ann.page.fill("#ban-reason", "for the test")
    ann.click("Ban", within="dialog")
    ann.misses("chat-members section .person", "linh")
    ann.click("Make a link")
    link = ann.page.locator("#invite-link")
    link.wait_for()
    assert "/join/" in link.input_value()
    ann.finds(".person", "tom").click()
    ann.click("Message")
    ann.finds(".room-title", "tom")
    ann.page.locator("chat-panel").wait_for(state="detached")


def test_what_is_found_is_looked_at_and_found_again(own):
    ann = own("hunt")
    for text in ("Hà Nội đẹp lắm", "something else"):
        ann.say(text)
    ann.show("Search")
    expect(ann.page.locator("#search-query")).to_be_focused()
    ann.page.keyboard.type("ha noi")
    ann.finds(".found-one mark", "Hà")
    ann.page.keyboard.press("ArrowDown")
    ann.page.keyboard.press("Enter")
    ann.finds("chat-timeline .message-flashed", "Hà Nội")
    ann.page.keyboard.press("Escape")
    ann.page.locator("chat-panel").wait_for(state="detached")
    ann.show("Search")
    expect(ann.page.locator("#search-query")).to_have_value("ha noi")
    ann.page.fill("#search-query", "zebra")
    ann.finds("chat-search [role=status]", "Nothing was found")


def test_a_thread_grows_while_one_reads_it(own):
    ann, tom = own("thread"), own("thread", who="tom")
    ann.say("Who is for lunch?")
    tom.finds("chat-timeline .message-body", "Who is for lunch?")
    for seat in (ann, tom):
        seat.page.evaluate(SHOW, "thread")
        seat.finds(".thread-root .message-body", "Who is for lunch?")
    tom.page.fill("#answer", "I am")
    tom.page.press("#answer", "Enter")
    ann.finds(".thread-replies .message:not(.message-pending) .message-body", "I am")
    expect(tom.page.locator("#answer")).to_have_value("")
    ann.finds("chat-timeline .message", "I am")


def test_a_room_is_described_and_given_a_webhook(own):
    ann, tom = own("rules"), own("rules", who="tom")
    ann.show("About this room")
    ann.page.fill("#room-topic-field", "What may be said here")
    ann.click("Save")
    tom.finds(".head-topic", "What may be said here")
    ann.click("Add a webhook")
    ann.page.fill("#webhook-name", "Weather")
    ann.page.keyboard.press("Enter")
    ann.page.locator("#webhook-address").wait_for()
    assert "/api/hooks/" in ann.page.locator("#webhook-address").input_value()
    ann.click("Remove the webhook Weather")
    ann.click("Remove", within="dialog")
    ann.misses("chat-webhooks .record")


def test_somebody_chooses_their_name_picture_colours_language_and_tokens(own):
    jim, ann = own("mine", who="jim"), own("mine")
    jim.page.evaluate(SHOW, "me")
    jim.page.fill("#me-name", "Jim Ford")
    jim.click("Save")
    jim.finds(".panel-done", "Saved")
    file = {"name": "me.png", "mimeType": "image/png", "buffer": picture()}
    jim.page.locator("chat-portrait input").set_input_files(file)
    jim.click("Use this picture")
    jim.page.locator("chat-portrait img").wait_for()
    ann.page.click(".head-members")
    ann.finds(".person:has(img)", "Jim Ford")
    jim.page.get_by_text("Dark", exact=True).click()
    jim.click("Add a token")
    jim.page.fill("#token-name", "Backup")
    jim.page.keyboard.press("Enter")
    assert jim.finds("#token-secret").input_value().startswith("chat_")
    jim.click("Revoke the token Backup")
    jim.click("Revoke", within="dialog")
    jim.misses("chat-tokens .record", "Backup")
    jim.page.reload()
    assert jim.page.evaluate("document.documentElement.dataset.theme") == "dark"
    jim.finds(".room-title", "mine")
    jim.page.evaluate(SHOW, "me")
    jim.click("Tiếng Việt")
    jim.finds("html[lang=vi] .room-title", "mine")


def test_the_focus_goes_into_a_panel_and_back_to_where_it_was(own):
    ann = own("mine")
    button = ann.page.locator(".head-members")
    button.focus()
    ann.page.keyboard.press("Enter")
    expect(ann.page.locator("#panel-title")).to_be_focused()
    ann.page.keyboard.press("Escape")
    expect(button).to_be_focused()


@pytest.mark.parametrize(("language", "size", "scheme"), LOOKS)
def test_everybody_can_use_the_panels(own, language, size, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    ann = own("looks", language, size, scheme)
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
