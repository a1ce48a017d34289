"""The admin panel: Django's own, in the site's colours and languages, for whoever may sign in."""

import re
import subprocess
import sys
from itertools import combinations

import pytest
import websockets
from websockets.sync.client import connect

from tests.browser.conftest import LOCALES, LOOKS, SIZES
from tests.servers import TOP, environment
from tests.waiting import PATIENCE

NAME, PASSWORD = "alice", "correct horse battery staple"
INDEX, USERS, LIVE = "/admin/", "/admin/chat/user/", "/admin/live/"
FIND = "from chat.models import User"
CHAT = [
    f"/admin/chat/{page}/"
    for page in (
        "room",
        "room/add",
        "member/add",
        "message",
        "token",
        "ban/add",
        "audit",
        "announcement/add",
        "invite/add",
        "user/bot",
    )
]
PAGES = (
    INDEX,
    LIVE,
    USERS,
    f"{USERS}add/",
    f"{USERS}{{id}}/change/",
    f"{USERS}{{id}}/delete/",
    *CHAT,
)
# What Django's scripts draw: labels without text, and words that their catalogues lack.
DJANGOS = (".selector", ".datetime", ".related-widget-wrapper")
HEADINGS = "h1, h2, h3, caption, thead th, legend, summary, label, #user-tools a, button, nav a"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def alice(data_dir, pki):
    """Somebody who may open the admin panel."""
    env = environment(data_dir, pki, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    create = ["createsuperuser", "--noinput", "--username", NAME, "--email", "alice@example.org"]
    tell = [
        "shell",
        "--verbosity=0",
        "-c",
        f"{FIND}; print(User.objects.get(username={NAME!r}).pk)",
    ]
    for command in (create, tell):
        manage = [sys.executable, "manage.py", *command]
        done = subprocess.run(manage, cwd=TOP, env=env, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def pages(user):
    """The paths of the panel, with this user's own."""
    return [path.format(id=user) for path in PAGES]


@pytest.fixture
def open_admin(open_window, site, alice):
    """Opens the admin panel as somebody new: `open_admin("vi", size="phone", scheme="dark")`."""

    def opened(*looks, **named):
        page = open_window(*looks, base_url=site.https, **named)
        page.goto(INDEX)
        return page

    return opened


def sign_in(page, password=PASSWORD):
    page.fill("#id_login", NAME)
    page.fill("#id_password", password)
    with page.expect_navigation():
        page.click(".sign-in .button-main")


def test_alice_signs_in_finds_herself_and_leaves(open_admin):
    page = open_admin()
    sign_in(page, "wrong")
    assert "do not belong together" in page.inner_text(".sign-in-error")
    sign_in(page)
    assert page.inner_text("#site-name") == "Chatsite administration"
    assert page.title() == "Overview · Chatsite administration"
    page.goto(USERS)
    page.fill("#searchbar", "alice@example.org")
    page.keyboard.press("Enter")
    assert NAME in page.inner_text("#result_list")
    page.click("#logout-form button")
    page.goto(USERS)
    assert "/login/?next=/admin/" in page.url
    assert page.complaints == []


def test_the_panel_leads_back_to_the_chat_and_to_the_test_page(open_admin, site):
    page = open_admin()
    sign_in(page)
    page.click("#user-tools a >> nth=0")
    assert page.url == f"{site.https}/"
    page.goto(INDEX)
    page.click("#footer a >> nth=0")
    assert page.url.endswith("/test/")


def test_alice_sees_who_is_connected_and_disconnects_them(open_admin, site, pki):
    page = open_admin()
    sign_in(page)
    page.click(f".overview-doors a[href='{LIVE}']")
    page.wait_for_selector("live-sockets .live-sums, live-sockets .live-none")
    options = {"ssl": pki.client(), "user_agent_header": "tea/1", "open_timeout": 60}
    with connect(f"{site.wss}/wss", **options) as tom:
        row = page.locator("tbody tr", has_text="tea/1")
        row.get_by_role("button").click()
        page.fill("#live-reason", "too loud")
        page.keyboard.press("Enter")
        with pytest.raises(websockets.ConnectionClosed) as closed:
            while "too loud" in tom.recv(timeout=PATIENCE):
                pass
    assert closed.value.rcvd.code == 4502
    row.wait_for(state="detached")
    assert page.inner_text(".live-outcome") == "Closed: 1"
    assert page.complaints == []


def test_browsers_that_ask_for_favicon_ico_get_the_mark(open_admin, site):
    answer = open_admin().request.get("/favicon.ico")
    assert re.search(r"/static/chat/img/favicon\.[0-9a-f]{12}\.svg$", answer.url)
    assert answer.headers["content-type"] == "image/svg+xml"


def test_every_page_is_in_one_language_fits_a_phone_and_keeps_our_policy(open_admin, alice):
    windows = [open_admin(language) for language in LOCALES]
    assert all(one.isdisjoint(other) for one, other in combinations(map(headings, windows), 2))
    for page in windows:
        sign_in(page)
    for path in pages(alice):
        for page in windows:
            page.goto(path)
        for one, other in combinations(map(headings, windows), 2):
            assert one & other <= {NAME}, path
        for page in windows:
            page.set_viewport_size(SIZES["phone"])
            assert page.evaluate(WIDER) <= 0, (path, page.evaluate("document.documentElement.lang"))
            page.set_viewport_size(SIZES["desk"])
    assert [page.complaints for page in windows] == [[], [], []]


def headings(page):
    """What the headings, columns, labels and links of the frame say; not the languages' names."""
    theirs = ", ".join(f"{widget} *" for widget in DJANGOS)
    ours = f":is({HEADINGS}):not(.language, {theirs}):visible"
    found = page.locator(ours).all_inner_texts()
    return {text.strip() for text in found if re.search("[A-Za-z]{3}", text)}


def test_a_language_chosen_in_the_panel_is_kept(open_admin):
    page = open_admin()
    page.click(".page-foot .language[lang=vi]")
    sign_in(page)
    assert page.inner_text("#site-name") == "Quản trị Chatsite"
    assert page.inner_text("h1") == "Tổng quan"


@pytest.mark.parametrize("size, scheme", LOOKS)
def test_axe_finds_nothing_that_is_ours(open_admin, alice, size, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_admin(size=size, scheme=scheme)
    found = broken(axe, page)
    sign_in(page)
    for path in pages(alice):
        page.goto(path)
        found += broken(axe, page)
    assert found == []


def broken(axe, page):
    """The rules that the page breaks, with the elements that break them."""
    found = axe.run(page, {"exclude": [[widget] for widget in DJANGOS]}).response["violations"]
    return [(page.url, rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
