/** The whole room takes files that are dropped on it; while they hang over it, it says so. Tells `files`. */

import { html } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import { icon } from "./icons.js";

const AREA = ".chat-room";

class Drop extends Part {
  static properties = { ...Part.properties, over: { state: true } };

  #area = null;
  #depth = 0; // every element below the pointer tells of its coming and going

  #enter = (event) => {
    if (!hasFiles(event)) return;
    this.#depth += 1;
    this.over = true;
  };

  #stay = (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  };

  #leave = () => {
    this.#depth = Math.max(0, this.#depth - 1);
    if (!this.#depth) this.over = false;
  };

  #drop = (event) => {
    this.#depth = 0;
    this.over = false;
    if (!hasFiles(event)) return;
    event.preventDefault();
    tellFiles(this, filesOf(event.dataTransfer));
  };

  connectedCallback() {
    super.connectedCallback();
    this.#area = this.closest(AREA);
    this.#listen("addEventListener");
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#listen("removeEventListener");
  }

  render() {
    return html`<div class="drop" ?hidden=${!this.over}>
      <p class="drop-word">${icon("paperclip")} ${say("files.drop", { room: this.model.current.name })}</p>
    </div>`;
  }

  #listen(how) {
    this.#area?.[how]("dragenter", this.#enter);
    this.#area?.[how]("dragover", this.#stay);
    this.#area?.[how]("dragleave", this.#leave);
    this.#area?.[how]("drop", this.#drop);
  }
}

customElements.define("chat-drop", Drop);

/** Tells the writer around `element` of files that are to be sent. */
export function tellFiles(element, files) {
  if (files.length) element.dispatchEvent(new CustomEvent("files", { bubbles: true, detail: { files } }));
}

/** The files that are pasted; none where the text beside them is meant, as of a spreadsheet with its picture. */
export function pastedFiles({ types, files }) {
  return types.includes("text/plain") && types.includes("text/html") ? [] : [...files];
}

/** The files of a drop, without folders: those cannot be read as files. */
function filesOf({ items, files }) {
  const folders = new Set([...items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry?.isDirectory).map(({ name }) => name));
  return [...files].filter(({ name }) => !folders.has(name));
}

function hasFiles({ dataTransfer }) {
  return dataTransfer?.types.includes("Files") ?? false;
}
