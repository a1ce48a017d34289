/** The files of a message: pictures in boxes of their own size, everything else as a card that saves it. */

import { html, nothing } from "../../vendor/lit.js";
import { say, size } from "../../lib/speech.js";
import { icon } from "./icons.js";
import { showPictures } from "./picture.js";

const WIDEST = 400; // pixels of a picture that stands alone
const HIGHEST = 320;
const LEAST = 48;

export function attachments(files = []) {
  if (!files.length) return nothing;
  const pictures = files.filter(({ thumbnail }) => thumbnail);
  const others = files.filter(({ thumbnail }) => !thumbnail);
  return html`<div class="attachments">
    ${pictures.length === 1 ? alone(pictures[0]) : nothing}
    ${pictures.length > 1 ? html`<div class="pictures">${pictures.map((_, at) => picture(pictures, at))}</div>` : nothing}
    ${others.map(card)}
  </div>`;
}

/** Its box is there before it is, so that nothing moves when it comes. */
function alone(file) {
  const scale = Math.min(1, WIDEST / file.width, HIGHEST / file.height);
  const box = { width: Math.max(LEAST, Math.round(file.width * scale)), height: Math.max(LEAST, Math.round(file.height * scale)) };
  return picture([file], 0, box);
}

function picture(pictures, at, { width, height } = pictures[at]) {
  const { url, thumbnail, name } = pictures[at];
  return html`<a class="picture" href=${url} @click=${(event) => open(event, pictures, at)}>
    <img src=${thumbnail} width=${width} height=${height} alt=${say("picture.open", { name })} loading="lazy" decoding="async" />
  </a>`;
}

/** With a key held down it opens as any link does. */
function open(event, pictures, at) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  showPictures(pictures, at);
}

function card({ url, name, size: bytes }) {
  return html`<a class="file" href=${url} download=${name} title=${say("file.save", { name })}>
    <span class="file-sign">${icon("file")}</span>
    <span class="file-name">${name}</span>
    <span class="file-size">${size(bytes)}</span>
    ${icon("download")}
  </a>`;
}
