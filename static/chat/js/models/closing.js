/** Why a socket closed: which texts explain it, the likeliest cause first. */

import { factsOf } from "./address.js";

const PATIENCE = 5000; // a refusal comes at once; what a firewall drops takes long
const KNOWN = new Set([
  1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1011, 1012, 1013, 1015,
  4000, 4400, 4408, 4429, 4500, 4501, 4502, 4503, 4504, 4505,
]);
const CALM = new Set([1000, 1001, 1005, 1012, 1013, 4000]);

/**
 * {code, text, tone, causes}: `text` and `causes` name texts of the locale.
 * `close` is a Socket's close detail with its `address`; `page` is {secure, host}.
 */
export function explain(close, page) {
  const { code } = close;
  if (code === 1006) return explainSilence(close, page);
  return { code, text: textFor(close), tone: CALM.has(code) ? "calm" : "fault", causes: [] };
}

function textFor({ code, asked }) {
  if (asked && [1000, 1005].includes(code)) return "asked";
  if (KNOWN.has(code)) return String(code);
  if (code >= 4000) return "own";
  return code >= 3000 ? "library" : "unknown";
}

/** 1006: the browser saw something and tells nobody. What is known narrows it down. */
function explainSilence(close, page) {
  if (close.asked) return { code: 1006, text: "stopped", tone: "calm", causes: [] };
  if (close.opened) return { code: 1006, text: "lost", tone: "fault", causes: ["idle", "network", "killed"] };
  return { code: 1006, text: "1006", tone: "fault", causes: causesOf(close, page) };
}

export function causesOf({ address, took }, page) {
  const facts = factsOf(address);
  if (facts === null) return ["address"];
  if (page.secure && !facts.secure && !facts.isLocal) return ["mixed", "plain"];
  const trusted = facts.secure && page.secure && facts.host === page.host;
  const causes = ["server", "port", "proxy"];
  if (facts.secure && !trusted) causes.unshift("certificate");
  if (trusted) causes.push("exception");
  if (facts.isIp) causes.splice(1, 0, "ip");
  if (!facts.secure) causes.unshift("plain");
  if (took >= PATIENCE) causes.unshift("firewall");
  else causes.push("firewall");
  return causes;
}
