/** Saying what is wrong with somebody's message: to its room's owners and moderators, and to whoever runs the site. */

import { html } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { confirm } from "./confirm.js";

const REASONS = ["spam", "insult", "harm", "other"];

/** Asks why, and reports the message; whoever it is about is not told. */
export async function report(told, { room, model, tell }) {
  const fields = html`<fieldset class="options">
      <legend class="label">${say("report.reason")}</legend>
      ${REASONS.map((name, at) => html`<label class="option"><input type="radio" name="kind" value=${name} ?checked=${at === 0} />
        <span>${say(`report.${name}`)}</span></label>`)}
    </fieldset>
    <div class="field">
      <label class="label" for="report-words">${say("report.words")}</label>
      <input class="input" id="report-words" name="words" maxlength="200" autocomplete="off" />
    </div>`;
  const answer = await confirm(say("report.about"), say("report.send"), { heading: say("report.heading"), fields });
  if (!answer) return;
  const words = answer.get("words").trim();
  const kind = say(`report.${answer.get("kind")}`);
  if (await model.report(room, told, words ? `${kind}: ${words}` : kind)) tell(say("report.sent"));
}
