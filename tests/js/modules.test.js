import assert from "node:assert/strict";
import { test } from "node:test";
import { paint } from "../../static/chat/js/lib/paint.js";
import { consoleSnippet } from "../../static/chat/js/models/snippets.js";

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
