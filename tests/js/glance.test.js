import assert from "node:assert/strict";
import { test } from "node:test";
import { day, hour, together, whole } from "../../static/chat/js/lib/calendar.js";
import { glance, isEmoji } from "../../static/chat/js/lib/glance.js";
import { speak } from "../../static/chat/js/lib/speech.js";

test("a few emoji are shown large, whatever they are made of; words and digits are not", () => {
  for (const text of ["🎉", "👍🏽", "👩‍👩‍👧", "🇻🇳 🇨🇳", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🎉 🎉\n🎉", "🏳️‍🌈"]) assert.ok(isEmoji(text), text);
  for (const text of ["", " ", "ok 🎉", "1", "#", "©", "🎉".repeat(7), "好"]) assert.ok(!isEmoji(text), text);
});

test("a glance is the first line that says something, as plain text", () => {
  assert.equal(glance("**Hello** `world`\nmore"), "Hello world");
  assert.equal(glance("> quoted"), "quoted");
  assert.equal(glance("```python\nprint(1)\n```"), "print(1)");
  assert.equal(glance("\n- [a link](https://example.org)"), "a link");
  assert.equal(glance("snake_case_name"), "snake_case_name");
  assert.equal(glance("🎉"), "🎉");
  assert.equal(glance("x".repeat(500)).length, 120);
  assert.equal(glance(""), "");
});

test("days are called as people call them, in each language", () => {
  const now = new Date(2026, 10, 27, 0, 10);
  const days = [new Date(2026, 10, 27, 0, 1), new Date(2026, 10, 26, 23, 59), new Date(2026, 10, 2), new Date(2025, 10, 2)];
  const said = (language) => {
    speak(language, {});
    return days.map((time) => day(time, now));
  };
  assert.deepEqual(said("en").slice(0, 2), ["Today", "Yesterday"]);
  assert.deepEqual(said("vi").slice(0, 2), ["Hôm nay", "Hôm qua"]);
  assert.deepEqual(said("zh-hans").slice(0, 2), ["今天", "昨天"]);
  assert.match(said("en")[2], /^Monday/);
  assert.match(said("en")[3], /2025/);
});

test("times and lists of names are in the page's language", () => {
  speak("en", {});
  assert.equal(hour(new Date(2026, 10, 27, 9, 5)), "09:05");
  assert.match(whole(new Date(2026, 10, 27, 9, 5)), /2026.*09:05/);
  assert.match(together(["Anna", "Tom"]), /Anna and Tom/);
  speak("zh-hans", {});
  assert.equal(together(["小明", "Tom"]), "小明和Tom");
});
