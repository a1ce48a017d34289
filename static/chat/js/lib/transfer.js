/** A file sent to the site, and how far it is: fetch does not tell that, XMLHttpRequest does. */

import { Lost, Refused } from "./client.js";

const CREATED = 201;

/**
 * { done, stop }: `done` resolves with the attachment, rejects with Refused (with the answer's `status`) or with Lost.
 * `told` hears the part, of 1, that has gone out. `token` is the page's CSRF token.
 */
export function transfer({ file, room, token, told, XMLHttpRequest = globalThis.XMLHttpRequest }) {
  const request = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => told(total ? loaded / total : 0);
    request.onerror = request.onabort = request.ontimeout = () => reject(new Lost());
    request.onload = () => (request.status === CREATED ? resolve(request.response.attachment) : reject(refusal(request)));
  });
  request.open("POST", `/files/?${new URLSearchParams({ room, name: file.name })}`);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("X-CSRFToken", token);
  request.responseType = "json";
  request.send(file);
  return { done, stop: () => request.abort() };
}

/** The site's words, or none where something between had the last word. */
function refusal({ status, response }) {
  return Object.assign(new Refused(response?.error ? response : { error: "failed", text: "" }), { status });
}
