"""How /test/ looks and reads: three languages, phone and desk, light and dark, for everybody."""

import pytest

from tests.browser.conftest import LOOKS

LANGUAGES = ("en", "vi", "zh-Hans")
LIMIT = 60_000  # bytes over the wire for the whole page
UNTRANSLATED = {"Python"}

# The texts of the page that are neither code nor names of languages.
TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = new Set();
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (!parentElement.closest("pre, code, script, noscript, time, .languages, .brand, .wire"))
      texts.add(textContent.trim());
  }
  for (const named of document.querySelectorAll("[aria-label]")) texts.add(named.ariaLabel);
  return [...texts].filter((text) => /[a-z]{3}/i.test(text));
}"""

WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""

BYTES = """() => ["navigation", "resource"]
  .flatMap((type) => performance.getEntriesByType(type))
  .map((entry) => [new URL(entry.name).host, entry.encodedBodySize])"""


def after_the_walk(bench, site):
    bench.connect()
    bench.see(".row-received", "tom")


def after_a_refusal(bench, site):
    bench.connect(f"{site.wss}/nowhere")
    bench.see(".row-close")


def after_the_checks(bench, site):
    bench.run_checks()


def at_first(bench, site):
    """Nothing pressed yet."""


STATES = (at_first, after_the_walk, after_a_refusal, after_the_checks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browsers_language_is_the_pages(open_bench, language):
    assert open_bench(language).get_attribute("html", "lang") == language


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_text_is_left_in_english(open_bench, site, language):
    english, other = open_bench(), open_bench(language)
    for state in (at_first, after_the_walk, after_the_checks):
        state(english, site)
        state(other, site)
        left = set(english.evaluate(TEXTS)) & set(other.evaluate(TEXTS))
        assert left <= UNTRANSLATED


def test_a_visitor_can_choose_another_language_and_keeps_it(open_bench, site):
    bench = open_bench("en")
    bench.locator(".page-foot").get_by_text("Tiếng Việt").click()
    assert bench.see("h1") == "Kiểm tra dịch vụ wss"
    bench.goto(f"{site.https}/test/")
    assert bench.get_attribute("html", "lang") == "vi"


@pytest.mark.parametrize("size, scheme", LOOKS)
def test_axe_finds_nothing(open_bench, site, size, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    bench = open_bench(size=size, scheme=scheme)
    for state in STATES:
        state(bench, site)
        found = axe.run(bench.page).response["violations"]
        assert found == [], [(rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found]
        if state is after_the_walk:
            bench.connect()
            bench.see(".row-close")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_phone(open_bench, site, language):
    bench = open_bench(language, size="phone")
    for state in (at_first, after_the_checks, after_a_refusal):
        state(bench, site)
        assert bench.evaluate(WIDER) <= 0
    for tab in ("wechat", "python", "shell"):
        bench.click(f"#tab-{tab}")
        assert bench.evaluate(WIDER) <= 0


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_nothing_jumps_while_the_page_loads(open_bench, size):
    assert open_bench(size=size).evaluate(SHIFT) == 0


def test_the_browser_has_nothing_to_complain_of(open_bench, site):
    bench = open_bench()
    for state in (after_the_checks, after_the_walk):
        state(bench, site)
    assert bench.complaints == []


def test_the_page_is_small_and_asks_nobody_else(open_bench, site):
    loaded = open_bench("vi").evaluate(BYTES)
    assert {host for host, _ in loaded} == {f"localhost:{site.port}"}
    assert sum(size for _, size in loaded) < LIMIT


def test_what_is_not_there_has_a_page_too(open_bench, site):
    bench = open_bench("vi")
    bench.goto(f"{site.https}/khong-co/")
    assert bench.see("h1") == "Không có gì ở đây"
    assert bench.evaluate(WIDER) <= 0
