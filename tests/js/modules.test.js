import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { paint } from "../../static/chat/js/lib/paint.js";
import { consoleSnippet } from "../../static/chat/js/models/snippets.js";

const STATIC = new URL("../../static/", import.meta.url);
const LAZY = /\bimport\("(\.[^"]+)"\)/g;
const IMPORT = /^import\s[^;]*?"(\.[^"]+)";$/gm;

/** The modules that `url` imports, itself included, and what each imports. */
function graph(url, found = new Map()) {
  if (found.has(url.href)) return found;
  const code = readFileSync(url, "utf8");
  const imported = url.href.includes("/vendor/") ? [] : [...code.matchAll(IMPORT)].map(([, path]) => new URL(path, url));
  found.set(url.href, imported);
  for (const next of imported) graph(next, found);
  return found;
}

/** With the modules that those fetch when they are needed. */
function later(found) {
  for (const href of found.keys()) {
    if (href.includes("/vendor/")) continue;
    for (const [, path] of readFileSync(new URL(href), "utf8").matchAll(LAZY)) graph(new URL(path, href), found);
  }
  return found;
}

const PAGES = ["chat/js/test.js", "chat/js/chat.js"];
const modules = new Map(PAGES.flatMap((page) => [...later(graph(new URL(page, STATIC)))]));
const isPage = (href) => PAGES.includes(href.slice(STATIC.href.length));

test("imports go down only: elements, models, lib", () => {
  const floors = ["vendor", "lib", "models", "elements"];
  const floorOf = (href) => floors.findIndex((floor) => href.includes(`/js/${floor}/`));
  for (const [href, imported] of modules) {
    if (isPage(href)) continue;
    for (const url of imported) assert.ok(floorOf(url.href) <= floorOf(href), `${href} imports ${url.href}`);
  }
});

test("models and lib never touch the page", () => {
  for (const href of modules.keys()) {
    if (!/\/js\/(models|lib)\//.test(href)) continue;
    assert.doesNotMatch(readFileSync(new URL(href), "utf8"), /\b(document|window|location|navigator)\./, href);
  }
});

test("the console snippet is the tutorial's, letter by letter", () => {
  const words = { comment: "…", opened: "Kết nối thành công", sent: "Gửi một chuỗi tới máy chủ: tom", received: "Nhận được tin nhắn từ máy chủ: " };
  assert.equal(consoleSnippet("wss://domain.com:8282", words), `// …
ws = new WebSocket("wss://domain.com:8282");
ws.onopen = function() {
    alert("Kết nối thành công");
    ws.send('tom');
    alert("Gửi một chuỗi tới máy chủ: tom");
};
ws.onmessage = function(e) {
    alert("Nhận được tin nhắn từ máy chủ: " + e.data);
};`);
});

test("painted code is the code: nothing lost, nothing added", () => {
  const code = 'ws = new WebSocket("wss://a.b/#c"); // it\'s\nws.send(\'tom\');';
  assert.equal(paint(code).map(([, text]) => text).join(""), code);
  assert.deepEqual(paint(code).map(([kind]) => kind).filter((kind) => kind !== "plain"), ["word", "string", "comment", "string"]);
});
