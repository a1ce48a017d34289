/** The files of a draft: what each is, how far it is, and what can be done about it. */

import { html, nothing, ref, repeat } from "../../vendor/lit.js";
import { say, size } from "../../lib/speech.js";
import { icon } from "./icons.js";

const PREVIEW = 128; // pixels of a canvas, twice what is shown

/** The strip above the field; nothing without files. */
export function uploads(all) {
  const { list } = all;
  if (!list.length) return nothing;
  return html`<ul class="uploads" aria-label=${say("files")}>
    ${repeat(list, (upload) => upload, (upload) => html`<li class="upload upload-${upload.state}">
      ${upload.isPicture ? html`<canvas class="upload-face" aria-hidden="true" width="1" height="1" ${ref((canvas) => draw(canvas, upload.file))}></canvas>` : html`<span class="upload-face">${icon("file")}</span>`}
      <div class="upload-about">
        <p class="upload-name" title=${upload.name}>${upload.name}</p>
        ${state(upload)}
      </div>
      ${upload.state === "failed" ? button("refresh-cw", say("files.retry", { name: upload.name }), () => all.retry(upload)) : nothing}
      ${button("x", say(upload.isBusy ? "files.cancel" : "files.remove", { name: upload.name }), () => all.remove(upload))}
    </li>`)}
  </ul>`;
}

function state(upload) {
  const { state: name, text, progress, file } = upload;
  if (name === "refused" || name === "failed") {
    return html`<p class="upload-fault" role="alert">${text || say(`files.${name}`)}</p>`;
  }
  if (name === "up") return html`<p class="upload-size">${size(file.size)}</p>`;
  const sent = progress === 1 ? say("files.looked_at") : `${size(progress * file.size)} / ${size(file.size)}`;
  return html`<progress class="upload-progress" max="1" .value=${progress} aria-label=${say("files.progress", { name: upload.name })}></progress>
    <p class="upload-size">${name === "waiting" ? say("files.waiting") : sent}</p>`;
}

function button(shape, label, act) {
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} @click=${act}>${icon(shape)}</button>`;
}

/** A picture as it will be seen; drawn, because our policy lets no page show what is not of this site. */
async function draw(canvas, file) {
  if (!canvas || canvas.width > 1) return;
  canvas.width = PREVIEW;
  canvas.height = PREVIEW;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return; // no picture after all: the site will say so
  const scale = Math.max(PREVIEW / picture.width, PREVIEW / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  canvas.getContext("2d").drawImage(picture, (PREVIEW - width) / 2, (PREVIEW - height) / 2, width, height);
  picture.close();
}
