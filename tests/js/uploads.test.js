import assert from "node:assert/strict";
import { test } from "node:test";
import { Lost, Refused } from "../../static/chat/js/lib/client.js";
import { transfer } from "../../static/chat/js/lib/transfer.js";
import { Draft, left } from "../../static/chat/js/models/draft.js";
import { Uploads } from "../../static/chat/js/models/uploads.js";

const LIMITS = { attachments: 5, attachment_bytes: 1000 };
const file = (name, bytes = 10, type = "") => ({ name, size: bytes, type });

/** A site whose answers a test gives, in any order. */
class Site {
  sent = [];

  send = (given, told) => {
    const one = { file: given, told, stopped: false };
    const done = new Promise((resolve, reject) => Object.assign(one, { resolve, reject }));
    this.sent.push(one);
    return { done, stop: () => ((one.stopped = true), one.reject(new Lost())) };
  };

  add(uploads, ...files) {
    return uploads.add(files, { send: this.send, limits: LIMITS, changed: () => {} });
  }

  answer(name, attachment = { id: name }) {
    this.sent.findLast(({ file: { name: given } }) => given === name).resolve(attachment);
    return soon();
  }

  fail(name, error) {
    this.sent.findLast(({ file: { name: given } }) => given === name).reject(error);
    return soon();
  }
}

const soon = () => new Promise((done) => setTimeout(done));
const states = ({ list }) => list.map(({ state }) => state);

test("three go up at a time, the others wait", async () => {
  const [site, uploads] = [new Site(), new Uploads()];
  site.add(uploads, ...["a", "b", "c", "d"].map((name) => file(name)));
  assert.deepEqual(states(uploads), ["sending", "sending", "sending", "waiting"]);
  await site.answer("b");
  assert.deepEqual(states(uploads), ["sending", "up", "sending", "sending"]);
});

test("what can never be sent is given back at once", () => {
  const [site, uploads] = [new Site(), new Uploads()];
  const kept = ["1", "2", "3", "4", "5"].map((name) => file(name));
  const back = site.add(uploads, file("big", 1001), ...kept, file("late"));
  assert.deepEqual(back.map(({ file: { name }, why }) => [name, why]), [["big", "too_big"], ["late", "too_many"]]);
  assert.equal(uploads.list.length, 5);
});

test("who waits is told when all are up, in the order of the list", async () => {
  const [site, uploads] = [new Site(), new Uploads()];
  site.add(uploads, file("a"), file("b"));
  const settled = uploads.settled();
  await site.answer("b");
  await site.answer("a");
  assert.equal(await settled, true);
  assert.deepEqual(uploads.attachments, [{ id: "a" }, { id: "b" }]);
});

test("a lost file is kept and can be tried again; a refused one has the site's words and cannot", async () => {
  const [site, uploads] = [new Site(), new Uploads()];
  site.add(uploads, file("a"), file("b"));
  await site.fail("a", new Lost());
  await site.fail("b", new Refused({ error: "damaged", text: "This picture is damaged." }));
  assert.deepEqual(states(uploads), ["failed", "refused"]);
  assert.equal(uploads.list[1].text, "This picture is damaged.");
  assert.equal(await uploads.settled(), false);
  uploads.retry(uploads.list[0]);
  await site.answer("a");
  assert.deepEqual(states(uploads), ["up", "refused"]);
});

test("what is taken back is broken off, and nobody waits for it any more", async () => {
  const [site, uploads] = [new Site(), new Uploads()];
  site.add(uploads, file("a"), file("b"));
  const settled = uploads.settled();
  await site.answer("a");
  uploads.remove(uploads.list[1]);
  assert.equal(site.sent[1].stopped, true);
  assert.equal(await settled, true);
  assert.deepEqual(uploads.attachments, [{ id: "a" }]);
});

test("an edit leaves the draft beneath it alone", () => {
  const kept = [];
  const draft = new Draft("half a thought", (body) => kept.push(body));
  draft.edit({ seq: 1, body: "said" });
  draft.text = "said better";
  assert.deepEqual([draft.text, draft.body, draft.isUnchanged], ["said better", "half a thought", false]);
  draft.cancel();
  assert.equal(draft.text, "half a thought");
  draft.text = "half a thought more";
  draft.reply({ seq: 7 });
  assert.deepEqual(draft.take(), { body: "half a thought more", replyTo: 7, attachments: [] });
  assert.deepEqual(kept, ["half a thought more", ""]);
  assert.equal(draft.isEmpty, true);
});

test("what is left of a message's length is told near its end, an emoji counted once", () => {
  assert.equal(left("short", 100), null);
  assert.equal(left("x".repeat(95), 100), 5);
  assert.equal(left("x".repeat(101), 100), -1);
  assert.equal(left("😀".repeat(80), 100), null);
});

class Request {
  upload = {};
  headers = new Map();
  static last = null;

  constructor() {
    Request.last = this;
  }

  open(method, path) {
    Object.assign(this, { method, path });
  }

  setRequestHeader(name, value) {
    this.headers.set(name, value);
  }

  send(body) {
    this.body = body;
  }

  abort() {
    this.onabort();
  }

  answer(status, response) {
    Object.assign(this, { status, response });
    this.onload();
  }
}

test("a file goes to its room under its name, and tells how far it is", async () => {
  const parts = [];
  const sent = transfer({ file: file("Hà Nội.txt"), room: 7, token: "t", told: (part) => parts.push(part), XMLHttpRequest: Request });
  assert.equal(Request.last.path, "/files/?room=7&name=H%C3%A0+N%E1%BB%99i.txt");
  assert.equal(Request.last.headers.get("X-CSRFToken"), "t");
  Request.last.upload.onprogress({ loaded: 1, total: 4 });
  Request.last.answer(201, { attachment: { id: "a" } });
  assert.deepEqual([await sent.done, parts], [{ id: "a" }, [0.25]]);
});

test("a refusal has the site's words, also where something else answered for it", async () => {
  const begin = () => transfer({ file: file("x"), room: 7, token: "t", told: () => {}, XMLHttpRequest: Request }).done;
  const refused = begin();
  Request.last.answer(422, { error: "damaged", text: "Damaged." });
  await assert.rejects(refused, { message: "Damaged.", code: "damaged", status: 422 });
  const elsewhere = begin();
  Request.last.answer(502, null);
  await assert.rejects(elsewhere, { message: "", status: 502 });
  const lost = begin();
  Request.last.onerror();
  await assert.rejects(lost, Lost);
});
