"""Two people chat on the page /, in two browsers: what is said, what is new, where one is."""

import pytest

from tests.community import settle

ROOMS = ["first", "second", "talk"]


@pytest.fixture(scope="module")
def community(site):
    """tom, ann and leo, members of all these rooms."""
    return settle(site.env, ["tom", "ann", "leo"], ROOMS)


def test_two_people_talk(site, sit):
    tom, ann = sit(site, "tom", "talk"), sit(site, "ann", "talk")
    tom.say("Xin chào, ann")
    ann.sees("Xin chào, ann")
    ann.say("你好, tom")
    tom.sees("你好, tom")
    assert tom.everything() == ann.everything()
    assert not tom.page.complaints + ann.page.complaints


def test_a_room_with_something_new_says_so_until_it_is_looked_at(site, sit):
    tom, ann = sit(site, "tom", "second"), sit(site, "ann", "first")
    tom.say("over here")
    tom.sees("over here")
    ann.sees("second", ".room:has(.room-unread)")
    ann.look("second")
    ann.sees("over here")
    ann.misses(".room[aria-current=page] .room-unread")


def test_somebody_makes_a_room_and_another_finds_it(site, sit):
    tom, ann = sit(site, "tom", "talk"), sit(site, "ann", "talk")
    tom.page.get_by_role("button", name="Add a room").click()
    tom.page.get_by_role("tab", name="New room").click()
    tom.page.get_by_label("Name").fill("Vườn hoa")
    tom.page.get_by_role("button", name="Make the room").click()
    tom.sees("Vườn hoa", ".room-title")
    ann.page.get_by_role("button", name="Add a room").click()
    ann.page.fill("#browse", "vườn")
    ann.page.get_by_role("button", name="Join Vườn hoa").click()
    ann.sees("Vườn hoa", ".room-title")
    ann.say("nice here")
    tom.sees("nice here")


def test_whoever_signs_out_sees_nothing_any_more(site, sit):
    leo = sit(site, "leo", "talk")
    leo.page.get_by_role("button", name="Your account: leo").click()
    leo.page.get_by_role("menuitem", name="Sign out").click()
    leo.page.locator("#id_login").wait_for()
    leo.page.goto(site.https)
    assert leo.page.url.endswith("/login/?next=/")
