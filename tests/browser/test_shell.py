"""How one comes from room to room by keys and addresses, and what the page says of itself."""

import pytest
from playwright.sync_api import expect

from tests.browser.seat import Seat
from tests.community import change, settle

PLACES = ("Hà Nội", "grove", "quiet")
KEEP_OUT = """
mio = User.objects.get(username="mio")
Member.objects.filter(user=mio).delete()
for room in Room.objects.filter(everybody=True):
    Ban.objects.get_or_create(room=room, user=mio)
"""


class Visitor(Seat):
    """Somebody at the chat page, who may have only a keyboard."""

    def __init__(self, page):
        super().__init__(page)
        self.title = page.locator("#room-title")

    def is_in(self, room):
        expect(self.title).to_have_text(room)

    def choose(self, menu, item):
        self.page.get_by_role("button", name=menu).click()
        self.page.get_by_role("menu").get_by_text(item).click()


@pytest.fixture(scope="module")
def community(site):
    """kim and lee, members of the same rooms; mio is in none, nor let into those for everybody."""
    people = settle(site.env, ["kim", "lee"], PLACES)
    people.sessions |= settle(site.env, ["mio"], []).sessions
    change(site.env, KEEP_OUT)
    return people


@pytest.fixture
def visit(site, open_as):
    """`kim = visit("kim", "/rooms/7/")`: kim is signed in, and opens an address of the site."""

    def visited(name, path="/", **named):
        visitor = Visitor(open_as(site, name, path, reduced_motion="reduce", **named))
        visitor.title.wait_for()
        return visitor

    return visited


def test_a_few_letters_and_enter_lead_into_a_room(visit, community):
    kim = visit("kim", f"/rooms/{community.rooms['grove']}/")
    kim.is_in("grove")
    kim.press("Control+k")
    kim.page.keyboard.type("ha no")
    expect(kim.page.get_by_role("option", selected=True)).to_have_text("Hà Nội")
    kim.press("Enter")
    kim.is_in("Hà Nội")
    expect(kim.field).to_be_focused()
    kim.press("Alt+ArrowUp")
    kim.is_in("grove")


def test_an_address_leads_to_its_room_and_back_leads_back(visit, community, site):
    grove, quiet = (f"/rooms/{community.rooms[name]}/" for name in ("grove", "quiet"))
    kim = visit("kim", grove)
    kim.is_in("grove")
    kim.page.locator(".room", has_text="quiet").click()
    kim.is_in("quiet")
    assert kim.page.url == site.https + quiet
    kim.page.reload()
    kim.is_in("quiet")
    kim.page.go_back()
    kim.is_in("grove")
    kim.page.goto(site.https)
    kim.is_in("grove")  # where one was last


def test_a_dialog_gives_the_focus_back_and_a_letter_falls_into_the_field(visit):
    kim = visit("kim")
    members = kim.page.locator(".head-members")
    members.focus()
    kim.press("?")
    kim.finds("#dialog-keys")
    kim.press("Escape")
    kim.page.locator("#dialog-keys").wait_for(state="detached")
    expect(members).to_be_focused()
    kim.page.keyboard.type("hm")
    expect(kim.field).to_have_value("hm")


def test_what_is_begun_is_marked_and_a_quiet_room_is_quiet(visit, community):
    kim = visit("kim", f"/rooms/{community.rooms['quiet']}/")
    kim.choose("Notifications", "Nothing")
    kim.finds(".room-quiet", "quiet")
    kim.field.fill("not yet")
    kim.press("Alt+ArrowUp")
    kim.finds(".room:has(.icon-pencil)", "quiet")


def test_how_one_wants_to_be_seen_is_seen_by_others(visit, community):
    grove = f"/rooms/{community.rooms['grove']}/"
    kim, lee = visit("kim", grove), visit("lee", grove)
    kim.choose("Your account: kim", "Busy")
    kim.finds(".account-status", "Busy")
    lee.page.locator(".head-members").click()
    lee.finds(".person", "kim").locator("[data-status=busy]").wait_for()


def test_who_is_found_by_name_is_talked_to_alone(visit):
    kim, lee = visit("kim"), visit("lee")
    kim.page.get_by_role("button", name="Message somebody").click()
    kim.page.get_by_label("Search people by name").fill("le")
    kim.finds(".choice", "lee")
    kim.press("Enter")
    kim.page.get_by_role("button", name="Start talking").click()
    kim.is_in("lee")
    kim.field.fill("only for you")
    kim.press("Enter")
    lee.finds(".room:has(.room-unread)", "kim").click()
    lee.finds(".message-body", "only for you")


def test_whoever_is_in_no_room_is_shown_the_first_steps(visit):
    mio = visit("mio")
    mio.finds(".steps-title", "Welcome, mio")
    mio.page.get_by_role("button", name="Make a room").click()
    mio.page.get_by_label("Name").fill("Mio’s place")
    mio.press("Enter")
    mio.is_in("Mio’s place")
    mio.page.get_by_role("button", name="Say hello").click()
    mio.page.keyboard.type("hello")
    mio.press("Enter")
    mio.finds(".message-body", "hello")


def test_whoever_signs_out_elsewhere_is_told_and_led_to_the_door(visit, site):
    lee = visit("lee")
    other = lee.page.context.new_page()
    other.goto(site.https)
    Visitor(other).choose("Your account: lee", "Sign out")
    lee.finds(".status-stopped a", "Sign in").click()
    lee.page.locator("#id_login").wait_for()
