/** The picker as it stands beside a button: in front of everything, until one has chosen or looks elsewhere. */

import { say } from "../../lib/speech.js";
import "./picker.js";

const GAP = 8; // pixels to the button and to the edges of the page

/** Opens the picker at a button; resolves with the chosen emoji, or with null. The focus goes back to where it was. */
export async function pick(button) {
  const picker = document.createElement("chat-picker");
  Object.assign(picker, { popover: "auto", role: "dialog", ariaLabel: say("writer.emoji") });
  (button.closest("dialog") ?? document.querySelector("chat-page")).append(picker);
  await picker.updateComplete;
  const chosen = new Promise((done) => {
    picker.addEventListener("pick", ({ detail }) => done(detail.emoji), { once: true });
    picker.addEventListener("toggle", ({ newState }) => newState === "closed" && done(null));
  });
  button.setAttribute("aria-expanded", "true");
  picker.showPopover();
  place(picker, button);
  const emoji = await chosen;
  if (picker.matches(":popover-open")) picker.hidePopover(); // which gives the focus back
  picker.remove();
  button.removeAttribute("aria-expanded");
  return emoji;
}

/** Above the button, or below where there is more room; the style sheet may put it elsewhere on a phone. */
function place(picker, button) {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = picker;
  const above = top > height + GAP || top > innerHeight - bottom;
  const x = Math.min(Math.max(GAP, right > innerWidth / 2 ? right - width : left), innerWidth - width - GAP);
  const y = above ? Math.max(GAP, top - height - GAP) : Math.min(bottom + GAP, innerHeight - height - GAP);
  picker.style.setProperty("--pick-x", `${x}px`);
  picker.style.setProperty("--pick-y", `${y}px`);
}
