"""/admin/doctor/ as people see it: phone and desk, light and dark, on paper, without scripts."""

import subprocess
import sys

import pytest

from tests.browser.conftest import LOOKS
from tests.rarely import rarely
from tests.servers import TOP, Site, environment

NAME, PASSWORD = "doreen", "correct horse battery staple"
PAGE = "/admin/doctor/"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CHECKED = 60_000  # milliseconds within which the doctor must be done


@pytest.fixture(scope="module")
def own_site(tmp_path_factory, data_dir, pki, redis):
    """A server that knows its own address, by a certificate that this machine does not trust."""
    env = environment(
        data_dir, pki, CHANNEL_LAYER_URL=redis.url, DJANGO_SUPERUSER_PASSWORD=PASSWORD
    )
    create = ["createsuperuser", "--noinput", "--username", NAME, "--email", "d@example.org"]
    subprocess.run(
        [sys.executable, "manage.py", *create], cwd=TOP, env=env, check=True, capture_output=True
    )
    site = Site(tmp_path_factory.mktemp("doctor"), pki, env)
    site.env = env | {"SITE_URL": site.https}
    yield site.start()
    site.end()


@pytest.fixture
def open_doctor(open_window, own_site):
    """Opens the page as Doreen, signed in: `open_doctor("vi", size="phone", scheme="dark")`."""

    def opened(*looks, **named):
        page = open_window(*looks, base_url=own_site.https, **named)
        page.goto(PAGE)
        page.fill("#id_login", NAME)
        page.fill("#id_password", PASSWORD)
        with page.expect_navigation():
            page.click(".sign-in .button-main")
        return page

    return opened


def check(page, profile="browser"):
    """Press the button and wait for what the doctor says."""
    page.select_option("#profile", profile)
    with page.expect_navigation(timeout=CHECKED):
        page.click(".form-button")
    return page.inner_text(".doctor-conclusion")


def test_doreen_finds_it_and_is_told_the_fault_and_the_cure_without_a_script(open_doctor):
    page = open_doctor(java_script_enabled=False)
    page.goto("/admin/")
    page.click("#footer .foot-links a >> nth=-1")
    assert page.url.endswith(PAGE)
    page.goto("/admin/")
    page.click(f".doctor-door a[href='{PAGE}']")
    assert "WSS105" in check(page, "wechat")
    untrusted = page.locator(".check", has_text="WSS105")
    assert untrusted.locator(".check-verdict").inner_text() == "fault"
    assert untrusted.locator(".check-cure").inner_text()
    assert page.input_value("#profile") == "wechat"


def test_a_verdict_is_a_word_and_not_only_a_colour(open_doctor):
    page = open_doctor()
    check(page)
    rows = page.locator(".check:not(:has(.check-name))").count()
    words = page.locator(".check-verdict").all_inner_texts()
    assert len(words) + rows == page.locator(".check").count()
    assert set(words) <= {"ok", "warning", "fault", "not checked"} and "ok" in words


@pytest.mark.parametrize("language", ["vi", *rarely("zh-Hans")])
def test_the_page_speaks_the_language_of_its_reader(open_doctor, language):
    english, other = open_doctor(), open_doctor(language)
    ours = "h1, label, .form-button, .doctor-form p, .doctor-notes p, .doctor-choice span"
    left, right = (set(page.locator(ours).all_inner_texts()) for page in (english, other))
    assert left and not left & right
    check(other)
    assert other.get_attribute(".doctor-visit", "lang").lower() == language.lower()


@pytest.mark.parametrize("size, scheme", LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(open_doctor, size, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_doctor(size=size, scheme=scheme)
    check(page)
    found = axe.run(page).response["violations"]
    assert found == [], [(rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found]
    assert page.evaluate(WIDER) <= 0
    assert page.complaints == []


def test_on_paper_the_findings_stand_without_the_form(open_doctor):
    page = open_doctor()
    check(page)
    page.emulate_media(media="print")
    assert page.is_visible(".check") and not page.is_visible(".doctor-form")
