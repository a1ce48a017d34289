/** Why one may not write here, and until when: in place of the field. */

import { html } from "../../vendor/lit.js";
import { moment, say } from "../../lib/speech.js";
import { icon } from "./icons.js";

const SIGNS = new Map([["muted", "mic-off"], ["frozen", "snowflake"]]);
const LONGEST = 3_600_000; // milliseconds after which one looks again: a timer takes no more than 24 days
const SLACK = 50; // and some for clocks

/** `quiet`: of models/voice.js. */
export function silenced(quiet) {
  return html`<p class="silence" role="status">${icon(SIGNS.get(quiet.why))} <span>${wordsOf(quiet)}</span></p>`;
}

/** Calls when a mute may have ended; gives the timer, or null where nothing ends. */
export function atEnd(quiet, call) {
  const wait = quiet?.until ? Date.parse(quiet.until) - Date.now() + SLACK : null;
  return wait === null ? null : setTimeout(call, Math.min(wait, LONGEST));
}

function wordsOf({ why, until, reason, by, site }) {
  if (why === "frozen") return say("silence.frozen");
  const what = `silence.${site ? "site" : "room"}${until ? ".until" : ""}`;
  const words = [say(what, { time: until ? moment(new Date(until)) : "" })];
  if (reason) words.push(say("silence.reason", { reason }));
  if (by) words.push(say("silence.by", { name: by }));
  return words.join(" ");
}
