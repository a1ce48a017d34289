"""The chat page as something one opens, shares, installs, and has when there is no network."""

import json

import pytest

from tests.browser.gateway import bad_gateway
from tests.community import beside, settle, talk

ROOMS = ["painted", "shared", "kept", "pressed"]

INVITE = """
import django, sys
django.setup()
from django.db import transaction
from chat.actions import invites
from chat.models import Member, Room, User
from chat.protocol.commands import RoomInvite
ann, room = User.objects.get(username="ann"), Room.objects.get(slug="shared")
Member.objects.filter(room=room).exclude(user=ann).delete()
with transaction.atomic():
    print(invites.invite(ann.pk, RoomInvite(ref=1, room=room.pk)).reply.invite)
"""
# How much moved without a reason while the page was loaded: 0.1 counts as good.
SHIFT = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) moved += value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(moved), 300)));
})"""
KEPT = """async () => {
  const names = await caches.keys();
  const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return all.flat().map(({ url }) => new URL(url).pathname);
}"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  for (;;) {
    const shown = await registration.getNotifications();
    if (shown.length) return shown.map(({ title, body }) => [title, body]);
    await new Promise((done) => setTimeout(done, 50));
  }
}"""
WORKS = "navigator.serviceWorker.ready.then(({ active }) => active.state)"


@pytest.fixture(scope="module")
def community(site):
    """tom and ann in a room for each of these tests."""
    return settle(site.env, ["tom", "ann"], ROOMS)


def see(page, selector, text=""):
    page.locator(selector).filter(has_text=text).first.wait_for()


def sign_in(page, name):
    page.fill("#id_login", name)
    page.fill("#id_password", name)
    page.click("button[type=submit].button-main")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_room_is_there_before_any_socket_and_nothing_jumps(site, community, open_as, size):
    talk(site.env, "ann", "painted", 60)
    page = open_as(site, "tom", "/offline/", "en", size)
    page.route_web_socket("**/wss/chat", lambda socket: None)
    page.goto(f"{site.https}/rooms/{community.rooms['painted']}/")
    see(page, ".message-body", "number 60")
    assert page.locator(".message").count() == 50
    assert page.evaluate(SHIFT) < 0.1
    assert page.title().endswith("painted · Chatsite")


def test_the_shape_of_the_page_is_there_before_its_elements(site, open_as):
    page = open_as(site, "tom", "/offline/")
    page.route("**/chat/js/**", lambda route: route.abort())
    page.goto(site.https)
    see(page, ".skeleton .skeleton-log")


def test_an_invite_leads_through_the_sign_in_into_the_room(site, community, open_window):
    code = beside(site.env, INVITE).strip()
    page = open_window()
    page.goto(f"{site.https}/join/{code}/")
    sign_in(page, "tom")
    see(page, ".join", "ann invites you to a room.")
    page.click("text=Join")
    page.wait_for_url(f"**/rooms/{community.rooms['shared']}/")
    see(page, ".head", "shared")
    assert not page.complaints


def test_the_address_of_a_room_leads_through_the_sign_in_to_it(site, community, open_window):
    page = open_window()
    address = f"{site.https}/rooms/{community.rooms['kept']}/"
    page.goto(address)
    sign_in(page, "tom")
    see(page, ".head", "kept")
    assert page.url == address


@pytest.mark.parametrize("language", ["en", "vi", "zh-Hans"])
@pytest.mark.parametrize("path", ["/join/nothing/", "/offline/", "/rooms/4711/"])
def test_the_pages_around_the_chat_are_for_everybody(site, open_as, language, path):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_as(site, "tom", path, language, "phone", "dark")
    assert not axe.run(page).response["violations"]
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) == 0


def test_the_site_can_be_installed(site, open_as):
    page = open_as(site, "tom", installs=True)
    page.evaluate(WORKS)
    session = page.context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")
    assert not told["errors"]
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []


def test_without_a_network_the_site_says_so_and_comes_back_by_itself(site, community, open_as):
    page = open_as(site, "tom", f"/rooms/{community.rooms['kept']}/", "vi", installs=True)
    page.evaluate(WORKS)
    page.context.set_offline(True)
    page.reload()
    see(page, "h1", "Không có kết nối")
    page.context.set_offline(False)
    see(page, ".head", "kept")


def test_while_the_site_is_away_its_page_waits_for_it(spare_site, community, open_as, pki):
    page = open_as(spare_site, "tom", f"/rooms/{community.rooms['kept']}/", installs=True)
    page.evaluate(WORKS)
    spare_site.stop()
    page.reload()
    see(page, "h1", "No connection")
    with bad_gateway(spare_site.port, pki):
        page.reload()
        see(page, "h1", "No connection")
    spare_site.start()
    see(page, ".head", "kept")


def test_nothing_of_somebody_s_own_is_kept(site, open_as):
    page = open_as(site, "tom", installs=True)
    page.evaluate(WORKS)
    page.reload()
    see(page, ".head")
    kept = page.evaluate(KEPT)
    assert "/offline/" in kept
    for part in ("js/chat", "js/elements/chat/panels/panel", "js/lib/emoji", "css/chat-page"):
        assert any(path.startswith(f"/static/chat/{part}.") for path in kept), part
    assert not [path for path in kept if not path.startswith("/static/") and path != "/offline/"]


def test_who_cannot_be_notified_reads_why(site, open_as):
    page = open_as(site, "tom")
    page.click(".account-button")
    page.click("text=Settings")
    see(page, "#push-note", "This browser cannot show notifications of this site.")
    assert page.locator("chat-push input").is_disabled()


def test_a_push_becomes_a_notification(site, community, open_as, desktop_chromium):
    page = open_as(site, "tom", installs=True, browser=desktop_chromium)
    page.context.grant_permissions(["notifications"], origin=site.https)
    page.evaluate(WORKS)
    session, found = page.context.new_cdp_session(page), []
    event = "ServiceWorker.workerRegistrationUpdated"
    session.on(event, lambda told: found.extend(told["registrations"]))
    session.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(50)
    room = community.rooms["pressed"]
    notice = {"title": "pressed", "body": "ann: hi", "url": f"/rooms/{room}/", "tag": "room"}
    about = {"origin": f"{site.https}/", "registrationId": found[0]["registrationId"]}
    session.send("ServiceWorker.deliverPushMessage", {**about, "data": json.dumps(notice)})
    assert page.evaluate(SHOWN) == [["pressed", "ann: hi"]]
