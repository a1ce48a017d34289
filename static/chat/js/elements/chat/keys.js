/** All that can be done with the keyboard, in one place. */

import { html } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { SHORTCUTS } from "../../models/shortcuts.js";
import { Dialog } from "./dialog.js";
import { keycaps } from "./keycaps.js";

const here = (name) => [`keys.${name}`, SHORTCUTS.get(name)];

const GROUPS = new Map([
  ["keys.everywhere", [
    here("switcher"), here("search"), here("previous"), here("next"), here("previous-new"), here("next-new"),
    ["keys.back", "escape"], ["keys.keys", "?"],
  ]],
  ["keys.writing", [
    ["keys.send", "enter"], ["keys.line", "shift+enter"], ["keys.edit-last", "arrowup"],
    ["keys.bold", "mod+b"], ["keys.italic", "mod+i"], ["keys.code", "mod+e"],
    ["keys.mention", "@"], ["keys.emoji", ":"], ["keys.command", "/"],
  ]],
  ["keys.messages", [
    ["keys.message-before", "arrowup"], ["keys.message-after", "arrowdown"],
    ["keys.reply", "r"], ["keys.edit", "e"], ["keys.react", "+"],
    ["action.thread", "t"], ["action.copy", "c"], ["action.link", "l"], ["action.pin", "p"], ["action.report", "f"], ["action.delete", "delete"], ["actions.more", "enter"],
  ]],
]);

class Keys extends Dialog {
  name = "keys";
  isText = true;

  get heading() {
    return say("account.keys");
  }

  content() {
    return [...GROUPS].map(([group, lines]) => html`<section class="keys-group">
      <h3 class="keys-title">${say(group)}</h3>
      <dl class="keys-list">${lines.map(([what, keys]) => html`<div class="keys-line"><dt>${say(what)}</dt><dd>${keycaps(keys)}</dd></div>`)}</dl>
    </section>`);
  }
}

customElements.define("chat-keys", Keys);
