import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "../../static/chat/js/lib/api.js";
import { Lost, Refused } from "../../static/chat/js/lib/client.js";

/** An Api whose server answers `answer`, and what was asked of it. */
function asking(answer) {
  const asked = [];
  const fetch = async (path, options) => {
    asked.push({ path, ...options });
    return answer();
  };
  return { api: new Api({ csrf: () => "secret", fetch }), asked };
}

test("what is read needs no token, what changes something shows it", async () => {
  const { api, asked } = asking(() => Response.json({ tokens: [] }));
  assert.deepEqual(await api.get("/api/tokens"), { tokens: [] });
  await api.post("/api/tokens", { name: "a" });
  await api.delete("/api/tokens/1");
  assert.deepEqual(asked.map(({ method, headers }) => [method, headers?.["X-CSRFToken"]]), [["GET", undefined], ["POST", "secret"], ["DELETE", "secret"]]);
  assert.equal(asked[1].body, '{"name":"a"}');
});

test("a file is sent as it is, and under its own type", async () => {
  const { api, asked } = asking(() => Response.json({ user: {} }));
  const file = new Blob(["x"], { type: "image/webp" });
  await api.upload("/avatar/", file);
  assert.equal(asked[0].body, file);
  assert.equal(asked[0].headers["Content-Type"], "image/webp");
});

test("a refusal is the server's own word", async () => {
  const { api } = asking(() => Response.json({ error: "too_many", text: "End one." }, { status: 422 }));
  await assert.rejects(api.post("/api/tokens"), (error) => error instanceof Refused && error.code === "too_many" && error.message === "End one.");
});

test("no answer, and the page of something before the server, both count as lost", async () => {
  const cut = asking(() => Promise.reject(new TypeError("Failed to fetch")));
  await assert.rejects(cut.api.get("/api/tokens"), Lost);
  const proxied = asking(() => new Response("<h1>502</h1>", { status: 502 }));
  await assert.rejects(proxied.api.get("/api/tokens"), Lost);
});

test("an answer without words is one", async () => {
  const { api } = asking(() => new Response(null, { status: 204 }));
  assert.deepEqual(await api.delete("/avatar/"), {});
});
