/** The files of a message: pictures in boxes of their own size, everything else as a card that saves it. */

import { html, ifDefined, nothing } from "../../vendor/lit.js";
import { say, size } from "../../lib/speech.js";
import { icon } from "./icons.js";
import { showPictures } from "./picture.js";

const WIDEST = 400; // pixels of a picture that stands alone
const HIGHEST = 320;
const LEAST = 48;

export function attachments(files = [], tab = undefined) {
  if (!files.length) return nothing;
  const pictures = files.filter(({ thumbnail }) => thumbnail);
  const others = files.filter(({ thumbnail }) => !thumbnail);
  return html`<div class="attachments">
    ${pictures.length === 1 ? alone(pictures[0], tab) : nothing}
    ${pictures.length > 1 ? html`<div class="pictures">${pictures.map((_, at) => picture(pictures, at, tab))}</div>` : nothing}
    ${others.map((file) => card(file, tab))}
  </div>`;
}

/** Its box is there before it is, so that nothing moves when it comes. */
function alone(file, tab) {
  const scale = Math.min(1, WIDEST / file.width, HIGHEST / file.height);
  const box = { width: Math.max(LEAST, Math.round(file.width * scale)), height: Math.max(LEAST, Math.round(file.height * scale)) };
  return picture([file], 0, tab, box);
}

function picture(pictures, at, tab, { width, height } = pictures[at]) {
  const { url, thumbnail, name } = pictures[at];
  return html`<a class="picture" tabindex=${ifDefined(tab)} href=${url} @click=${(event) => open(event, pictures, at)}>
    <img src=${thumbnail} width=${width} height=${height} alt=${say("picture.open", { name })} loading="lazy" decoding="async" />
  </a>`;
}

/** With a key held down it opens as any link does. */
function open(event, pictures, at) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  showPictures(pictures, at);
}

function card({ url, name, size: bytes }, tab) {
  return html`<a class="file" tabindex=${ifDefined(tab)} href=${url} download=${name} title=${say("file.save", { name })}>
    <span class="file-sign">${icon("file")}</span>
    <span class="file-name">${name}</span>
    <span class="file-size">${size(bytes)}</span>
    ${icon("download")}
  </a>`;
}
