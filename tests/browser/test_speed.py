"""Light, still, and quick with much of everything: bytes, shifts and nodes are counted, no time."""

import pytest
from playwright.sync_api import expect

from tests.browser.lively import enliven
from tests.community import settle, talk

LIMIT = 120_000  # bytes over the wire for the whole page
REQUESTS = 20  # what a page asks for, its own text included
STILL = 0.1  # a cumulative layout shift below which a page counts as still
MOST = 10_000  # elements, whatever is loaded
BYTES = """() => ["navigation", "resource"]
  .flatMap((type) => performance.getEntriesByType(type))
  .map((entry) => [new URL(entry.name).host, entry.encodedBodySize])"""
SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) sum += value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""
# Puts 10,000 messages before those that are there, as if somebody had scrolled for long.
MUCH = """() => {
  const { model } = document.querySelector("chat-page");
  const { timeline } = model.current;
  const [one] = timeline.messages;
  const many = Array.from({ length: 10000 }, (_, at) => ({
    ...one, seq: at - 10000, client_id: `old ${at}`, body: `old ${at}`, html: `<p>old ${at}</p>`,
  }));
  timeline.before(many, false);
  model.changed();
}"""
BODIES = """() => document.querySelector("chat-page").model.current.timeline.messages
  .map(({ body }) => body)"""
NODES = "() => document.querySelectorAll('*').length"
UP = """() => {
  document.querySelector(".timeline").scrollBy(0, -5000);
  return new Promise(requestAnimationFrame);
}"""
# 50 a second, for three seconds.
BURST = """() => {
  const { model } = document.querySelector("chat-page");
  let number = 0;
  const timer = setInterval(() => {
    model.say({ room: model.current, body: `burst ${number}.` });
    number += 1;
    if (number === 150) clearInterval(timer);
  }, 20);
}"""


@pytest.fixture(scope="module")
def community(site):
    """tom and ann; a room with much to see, one with sixty messages, and an empty one."""
    people = settle(site.env, ["tom", "ann"], ["burst", "fifty", "still"])
    enliven(site, people, "still")
    talk(site.env, "ann", "fifty", 60)
    return people


def test_the_page_is_small_and_asks_nobody_else(site, sit):
    tom = sit(site, "tom", "burst", "vi")
    tom.sees("2", ".head-members")
    loaded = tom.page.evaluate(BYTES)
    assert {host for host, _ in loaded} == {f"localhost:{site.port}"}
    assert sum(size for _, size in loaded) < LIMIT
    assert len(loaded) < REQUESTS
    assert not tom.page.complaints


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_nothing_jumps_while_the_page_comes_to_life(site, sit, size):
    tom = sit(site, "tom", "still", size=size)
    tom.sees("2", ".head-members")
    tom.page.locator(".picture img").last.scroll_into_view_if_needed()
    assert tom.page.evaluate(SHIFT) < STILL


def test_ten_thousand_messages_are_as_few_nodes_as_some_hundred(site, sit):
    tom = sit(site, "tom", "fifty")
    tom.sees("number 60")
    while not tom.page.locator(".beginning").count():  # a page on its way would say what is gone
        tom.page.evaluate(UP)
    tom.page.evaluate(MUCH)
    counts = [tom.page.evaluate(NODES)]
    for _ in range(20):
        tom.page.evaluate(UP)
        counts.append(tom.page.evaluate(NODES))
    assert tom.page.locator(".message", has_text="old ").count() > 100
    assert max(counts) < MOST


@pytest.mark.soak
def test_a_burst_loses_nothing_and_one_can_write_meanwhile(spare_site, sit):
    tom, ann = sit(spare_site, "tom", "burst"), sit(spare_site, "ann", "burst")
    ann.page.evaluate(BURST)
    tom.sees("burst 0.")
    tom.field.press_sequentially("I can write while you talk", delay=20)
    expect(tom.field).to_have_value("I can write while you talk")
    tom.press("Enter")
    for seat in (tom, ann):
        seat.sees("burst 149.")
        seat.sees("I can write while you talk")
    said = tom.page.evaluate(BODIES)
    assert sorted(set(said)) == sorted(said)
    bursts = [body for body in said if body.startswith("burst")]
    assert bursts == [f"burst {number}." for number in range(150)]
    assert not tom.page.complaints + ann.page.complaints
