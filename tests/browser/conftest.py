"""A real Chromium that looks at the real server."""

from dataclasses import dataclass

import pytest

from tests import requisites
from tests.browser.seat import Seat
from tests.rarely import rarely

LOUD = ("error", "warning")
SIZES = {"phone": {"width": 360, "height": 780}, "desk": {"width": 1280, "height": 900}}
LOOKS = [("phone", "light"), *rarely(("desk", "dark"), ("phone", "dark"), ("desk", "light"))]
LOCALES = {"en": "en-GB", "vi": "vi-VN", "zh-Hans": "zh-CN"}
PAGES = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Whoever reads of a failure reads also what stood on the screens."""
    report = yield
    if report.when == "call" and report.failed:
        report.sections += [(page.url, shown(page)) for page in item.stash.get(PAGES, [])]
    return report


def shown(page):
    try:
        text = page.locator("body").inner_text(timeout=1000)
    except Exception as error:  # a closed page is no second failure
        text = str(error)
    return "\n".join([text, *page.complaints])


@pytest.fixture(scope="session")
def driver():
    """Playwright, which starts browsers."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    sync_api.expect.set_options(timeout=30_000)  # as long as all else of it waits
    with sync_api.sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver):
    """One browser for all tests; each test gets contexts of its own."""
    yield from launched(driver, "chromium-headless-shell")


@pytest.fixture(scope="session")
def desktop_chromium(driver):
    """A browser with all that a desktop has, such as notifications."""
    yield from launched(driver, "chromium")


def launched(driver, name):
    # Else no service worker is loaded from a site of an unknown authority, whatever contexts say.
    options = ["--no-sandbox", "--disable-quic", "--no-first-run", "--ignore-certificate-errors"]
    browser = driver.chromium.launch(executable_path=requisites.find(name), args=options)
    yield browser
    browser.close()


@pytest.fixture
def open_window(request, chromium):
    """Opens a window of somebody new: `open_window("vi", size="phone", scheme="dark")`.

    `complaints` are what its console says of errors. With `installs` the site may have its service
    worker there; `browser` is another one than `chromium`. All windows close with the test.
    """
    contexts = []
    pages = request.node.stash.setdefault(PAGES, [])

    def opened(
        language="en", size="desk", scheme="light", installs=False, browser=chromium, **options
    ):
        contexts.append(
            browser.new_context(
                ignore_https_errors=True,
                locale=LOCALES[language],
                viewport=SIZES[size],
                color_scheme=scheme,
                **options,
            )
        )
        if not installs:
            contexts[-1].add_init_script("delete Navigator.prototype.serviceWorker")
        page = contexts[-1].new_page()
        pages.append(page)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda line: page.complaints.extend([line.text] * (line.type in LOUD)))
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def spare_site(new_site):
    """A server that takes as much as somebody says. A test that stops it starts it again."""
    return new_site(CHAT_LIMITS="posts_per_second=0 commands=0")


@pytest.fixture
def open_as(open_window, community):
    """`open_as(site, "tom", "/")`: a page of the site before somebody who comes with a session."""

    def opened(site, name, path="/", *looks, **named):
        page = open_window(*looks, **named)
        cookie = {"name": "sessionid", "value": community.sessions[name], "url": site.https}
        page.context.add_cookies([cookie])
        page.goto(site.https + path)
        return page

    return opened


@pytest.fixture
def sit(open_as, community):
    """`tom = sit(site, "tom", "talk")`: tom, signed in, in front of a room of the `community`.

    `kind` is a Seat of one's own, `at` the message to which the address leads.
    """

    def seated(site, name, room, *looks, kind=Seat, at=None, **named):
        path = f"/rooms/{community.rooms[room]}/" + (f"#{at}" if at else "")
        seat = kind(open_as(site, name, path, *looks, **named))
        seat.sees(room, ".room-title")
        return seat

    return seated


# Resolves when the checks have all been made and shown.
CHECKED = """async () => {
  const checks = document.querySelector("wss-checks");
  while (checks.model.running)
    await new Promise((done) => checks.model.addEventListener("change", done, { once: true }));
  await new Promise((done) => setTimeout(done, 100));
}"""


@dataclass
class Bench:
    """The test page as somebody uses it: what they press, and what they read."""

    page: object

    def __getattr__(self, name):
        return getattr(self.page, name)

    def connect(self, address=None):
        if address:
            self.page.fill("#address", address)
        self.page.click(".dial-button")

    def say(self, text):
        self.page.fill("#message", text)
        self.page.keyboard.press("Enter")

    def see(self, selector, text=""):
        """Wait until an element that holds `text` is there; what it says."""
        found = self.page.locator(selector).filter(has_text=text).first
        found.wait_for()
        return found.inner_text()

    def see_address(self, address):
        """Wait until the address field holds `address`."""
        from playwright.sync_api import expect

        expect(self.page.locator("#address")).to_have_value(address)

    def run_checks(self):
        """The verdict of each check, in order."""
        self.page.click(".checks-foot .button")
        self.page.evaluate(CHECKED)
        rows = self.page.locator(".check").all()
        return [row.get_attribute("class").rpartition("check-")[2] for row in rows]


@pytest.fixture
def open_bench(open_window, site):
    """Opens /test/ as somebody new: `open_bench(language="vi", size="phone", scheme="dark")`."""

    def opened(*looks, **named):
        page = open_window(*looks, reduced_motion="reduce", **named)
        page.goto(f"{site.https}/test/")
        page.locator(".check").first.wait_for()
        return Bench(page)

    return opened
