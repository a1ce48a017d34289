/** What a message says, as nodes that are made once: blocks of code with a way to copy them, emoji alone large. */

import { isEmoji } from "../../lib/glance.js";
import { nodesOf } from "../../lib/markup.js";
import { say } from "../../lib/speech.js";
import "../copy.js";

// A node stands in one place: the timeline has its own, and so has what stands beside it.
const made = new Map([[true, new WeakMap()], [false, new WeakMap()]]);

/**
 * `{ nodes, large }` of a message; `me` is who reads it; `compact` whether in a panel; `tab` -1 where the Tab key
 * is to pass by its links.
 */
export function bodyOf(told, me, { compact = false, tab = 0 }) {
  const bodies = made.get(compact);
  if (!bodies.has(told)) bodies.set(told, make(told.html ?? "", me));
  const body = bodies.get(told);
  for (const node of body.nodes) if (node instanceof Element) reach(node, tab);
  return body;
}

function reach(root, tab) {
  for (const link of root.querySelectorAll("a")) link.tabIndex = tab;
  for (const copy of root.querySelectorAll("wss-copy")) copy.tab = tab;
}

function make(html, me) {
  const nodes = nodesOf(html);
  for (const node of nodes) if (node instanceof Element) dress(node, me);
  const large = nodes.length === 1 && isEmoji(nodes[0].textContent);
  return { nodes: nodes.map((node) => (isCode(node) ? withCopy(node) : node)), large };
}

function dress(root, me) {
  for (const mention of root.querySelectorAll(`.mention[data-user="${me}"]`)) mention.classList.add("mention-me");
  for (const code of root.querySelectorAll("pre")) code.replaceWith(withCopy(code.cloneNode(true)));
}

function isCode(node) {
  return node.nodeName === "PRE";
}

function withCopy(code) {
  const copy = document.createElement("wss-copy");
  Object.assign(copy, { label: say("copy"), text: () => code.textContent });
  const block = document.createElement("div");
  block.className = "message-code";
  code.tabIndex = 0; // a wide one is scrolled by the arrow keys
  block.append(code, copy);
  return block;
}
