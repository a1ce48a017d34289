/** Somebody's picture, or their first letters on a colour of their own. The name stands beside it. */

import { html } from "../../vendor/lit.js";

const COLORS = 8; // .avatar-0 … .avatar-7

/** `status`: online, away, busy, offline, or nothing: then no dot is shown. */
export function avatar(user, status = "") {
  return html`<span class="avatar avatar-${(user?.id ?? 0) % COLORS}" data-status=${status}>${face(user)}</span>`;
}

function face(user) {
  if (user?.avatar) return html`<img class="avatar-picture" src=${user.avatar} alt="" loading="lazy" decoding="async" />`;
  return html`<span aria-hidden="true">${letters(user?.name ?? "")}</span>`;
}

/** "Tom Ford" → "TF", "小明" → "小明", "an" → "A". */
export function letters(name) {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const dense = /^[\u3400-\u9fff]{2,}$/u.test(words[0] ?? "");
  if (dense) return words[0].slice(-2);
  return words.slice(0, 2).map((word) => [...word][0]).join("").toUpperCase() || "?";
}
