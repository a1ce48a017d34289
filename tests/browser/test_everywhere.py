"""Every panel, dialog and list: for all eyes, in all languages, on the smallest phone."""

import json
import re

import pytest

from tests.browser.conftest import LOCALES, SIZES
from tests.browser.lively import enliven
from tests.browser.tour import tour
from tests.community import beside, settle

KEY = re.compile(r"[a-z]+(?:[.-][a-z-]+)*\.[a-z_-]+")
# Names and what people have said; words that are the same everywhere.
NAMES = {"tom", "ann", "lively", "Chatsite", "@ann", "@tom", "Webhook", "Webhooks", "red.webp"}
PEOPLE = """
import django, json
django.setup()
from chat.models import User
print(json.dumps(sum(map(list, User.objects.values_list("username", "display_name")), [])))
"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TEXTS = """() => {
  const theirs = `.messages .message-body, .thread-root, .thread-replies, .found-one, .quote,
    .room-name, .choices, .writer-meant span, .record-name, .file, .picker-grid,
    [lang]:not(html), time, kbd, code, pre, script, noscript`;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = new Set();
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (!parentElement.closest(theirs)) texts.add(textContent.trim());
  }
  for (const name of ["aria-label", "title", "placeholder"])
    for (const named of document.querySelectorAll(`[${name}]`))
      if (!named.closest(theirs)) texts.add(named.getAttribute(name));
  return [...texts].filter((text) => /[a-z]{3}/i.test(text));
}"""
FOUND = """async (only) => {
  const { violations } = await axe.run(only ? { runOnly: only } : {});
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}"""


@pytest.fixture(scope="module")
def community(site):
    """tom and ann, and a room full of what there can be in one."""
    people = settle(site.env, ["tom", "ann"], ["lively", "quiet"])
    enliven(site, people, "lively")
    return people


@pytest.mark.soak
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_anywhere(site, sit, size):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tom = sit(site, "tom", "lively", "en", size, reduced_motion="reduce")
    tom.page.evaluate(axe.axe_script)
    found = {}
    for place in tour(tom, "lively"):
        found[place] = tom.page.evaluate(FOUND)
        tom.page.emulate_media(color_scheme="dark")  # of which only the colours are others
        found[f"{place}, dark"] = tom.page.evaluate(FOUND, ["color-contrast"])
        tom.page.emulate_media(color_scheme="light")
    assert not {place: broken for place, broken in found.items() if broken}
    assert not tom.page.complaints


def test_every_text_is_in_the_language_of_whoever_reads_and_fits_a_phone(site, sit):
    texts = {language: read(sit(site, "tom", "lively", language, "phone")) for language in LOCALES}
    names = NAMES | {*json.loads(beside(site.env, PEOPLE))}
    for language in ("vi", "zh-Hans"):
        left = texts["en"] & texts[language] - names
        assert not left, f"in {language} as in English"


def read(tom):
    """All texts of a tour in which nothing is wider than the window."""
    texts = set()
    for place in tour(tom, "lively"):
        assert tom.page.evaluate(WIDER) <= 0, place
        texts |= set(tom.page.evaluate(TEXTS))
    assert not tom.page.complaints
    assert not [text for text in texts - NAMES if KEY.fullmatch(text)]
    return texts
