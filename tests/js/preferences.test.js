import assert from "node:assert/strict";
import { test } from "node:test";
import { Preferences } from "../../static/chat/js/models/preferences.js";

class Storage extends Map {
  getItem(key) {
    return this.get(key) ?? null;
  }

  setItem(key, value) {
    this.set(key, value);
  }
}

test("whoever has chosen nothing has the system's colours, and hears", () => {
  const { theme, sounds } = new Preferences(new Storage());
  assert.deepEqual([theme, sounds], ["auto", true]);
});

test("a choice is told, and is there for the next page", () => {
  const storage = new Storage();
  const preferences = new Preferences(storage);
  let told = 0;
  preferences.addEventListener("change", () => (told += 1));
  preferences.theme = "dark";
  preferences.sounds = false;
  assert.equal(told, 2);
  const next = new Preferences(storage);
  assert.deepEqual([next.theme, next.sounds], ["dark", false]);
});

test("what makes no sense is as if it were not there", () => {
  assert.equal(new Preferences(new Storage([["theme", "plaid"]])).theme, "auto");
});

test("a browser that keeps nothing keeps a choice while the page lasts", () => {
  const full = { getItem: () => null, setItem: () => { throw new Error("QuotaExceededError"); } };
  for (const storage of [null, full]) {
    const preferences = new Preferences(storage);
    preferences.theme = "light";
    assert.equal(preferences.theme, "light");
  }
});

test("another tab's choice is followed", () => {
  const storage = new Storage();
  const [here, there] = [new Preferences(storage), new Preferences(storage)];
  here.theme = "dark";
  there.theme = "light";
  here.follow();
  assert.equal(here.theme, "light");
});
