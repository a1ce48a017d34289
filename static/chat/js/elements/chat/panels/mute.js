/** For how long somebody is to write nothing here, and why. */

import { html } from "../../../vendor/lit.js";
import { span } from "../../../lib/calendar.js";
import { say } from "../../../lib/speech.js";
import { confirm } from "../confirm.js";

const TIMES = [600, 3600, 86_400, 604_800]; // seconds

/** The fields of `member.mute` that say so; null: not at all. */
export async function askMute({ name }) {
  const fields = html`<div class="field">
      <label class="label" for="mute-time">${say("mute.time")}</label>
      <select class="input" id="mute-time" name="seconds">
        ${TIMES.map((seconds, at) => html`<option value=${seconds} .selected=${at === 0}>${span(seconds)}</option>`)}
        <option value="">${say("mute.endless")}</option>
      </select>
    </div>
    <div class="field">
      <label class="label" for="mute-reason">${say("mute.reason")}</label>
      <input class="input" id="mute-reason" name="reason" maxlength="300" autocomplete="off" />
    </div>`;
  const answer = await confirm(say("mute.sure", { name }), say("mute.do"), { heading: say("mute.heading"), fields });
  return answer && { seconds: Number(answer.get("seconds")) || null, reason: answer.get("reason").trim() };
}
