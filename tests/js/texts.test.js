import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { duration, fill, say, size, speak } from "../../static/chat/js/lib/speech.js";
import { texts as chatZhHans } from "../../static/chat/js/locale/chat/zh-hans.js";
import { texts as chatVi } from "../../static/chat/js/locale/chat/vi.js";
import { texts as chatEn } from "../../static/chat/js/locale/chat/en.js";
import { texts as zhHans } from "../../static/chat/js/locale/zh-hans.js";
import { texts as vi } from "../../static/chat/js/locale/vi.js";
import { texts as en } from "../../static/chat/js/locale/en.js";

const JS = new URL("../../static/chat/js/", import.meta.url);
const SAME = /^(door\.\w+\.path|tab\.python|snippet\.(node)|frame\.quoted|seen\.named|bot)$/;
const places = (text) => [...String(text).matchAll(/\{\w+\}|`[^`]*`/g)].map(String).sort();

const TRANSLATIONS = [["vi", vi, en], ["zh-Hans", zhHans, en], ["vi, chat", chatVi, chatEn], ["zh-Hans, chat", chatZhHans, chatEn]];

test("every language has the same texts", () => {
  for (const [name, texts, original] of TRANSLATIONS) {
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(original).sort(), name);
  }
});

test("every text is translated, with the same places to fill", () => {
  for (const [name, texts, original] of TRANSLATIONS) {
    for (const [key, text] of Object.entries(texts)) {
      if (!SAME.test(key)) assert.notDeepEqual(text, original[key], `${name} ${key}`);
      const filled = (value) => places(value).filter((place) => place.startsWith("{"));
      assert.deepEqual(filled(text), filled(original[key]), `${name} ${key}`);
    }
  }
});

test("every key that the code says is there", () => {
  const folders = ["elements", "elements/chat", "elements/chat/panels", "models"];
  const files = folders.flatMap((folder) => readdirSync(new URL(folder, JS)).map((file) => `${folder}/${file}`));
  for (const file of files.filter((name) => name.endsWith(".js"))) {
    const code = readFileSync(new URL(file, JS), "utf8");
    const said = file.startsWith("elements/chat/") ? [chatEn] : [en, chatEn];
    for (const [, key] of code.matchAll(/\bsay\("([^"]+)"/g)) assert.ok(said.some((texts) => key in texts), `${file} says ${key}`);
    for (const [, key] of code.matchAll(/causes?\.(?:push|unshift|splice)\((?:\d, \d, )?"(\w+)"/g)) {
      assert.ok(`cause.${key}` in en, `${file} says cause.${key}`);
    }
    for (const [, key] of code.matchAll(/"(cure\.\w+)"/g)) assert.ok(key in en, `${file} says ${key}`);
  }
});

test("every code that can be explained has a name and a meaning", () => {
  const codes = readFileSync(new URL("models/closing.js", JS), "utf8").match(/KNOWN = new Set\(\[([^\]]+)\]/)[1];
  for (const text of [...codes.match(/\d+/g), "asked", "stopped", "lost", "own", "library", "unknown", "address", "mixed"]) {
    assert.ok(`close.${text}.name` in en && `close.${text}.means` in en, text);
  }
});

test("the tutorial's own words stand in the Vietnamese snippet", () => {
  assert.equal(vi["snippet.opened"], "Kết nối thành công");
  assert.equal(vi["snippet.sent"], "Gửi một chuỗi tới máy chủ: tom");
  assert.equal(vi["snippet.received"], "Nhận được tin nhắn từ máy chủ: ");
});

test("places are filled, missing ones stay visible", () => {
  assert.equal(fill("{a} and {b}", { a: 1 }), "1 and {b}");
  speak("en", { hello: "Hello {name}" });
  assert.equal(say("hello", { name: "tom" }), "Hello tom");
  assert.equal(say("nothing.there"), "nothing.there");
});

test("numbers are short and in the reader's language", () => {
  speak("vi", {});
  assert.equal(duration(0.84), "0,8\u00a0ms");
  assert.equal(duration(21_034), "21\u00a0s");
  assert.equal(size(65_536), "64\u00a0KiB");
  assert.equal(size(0), "0\u00a0B");
});
