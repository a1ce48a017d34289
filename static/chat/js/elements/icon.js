/** Small drawings, 16 × 16, in the colour of the text around them. Words beside them say the same. */

import { svg, html } from "../vendor/lit.js";

const SHAPES = new Map([
  ["ok", svg`<path d="M3.5 8.5l3 3 6-7" />`],
  ["warning", svg`<path d="M8 2.5L14.2 13.5H1.8zM8 6.5v3.2M8 11.6v.1" />`],
  ["fault", svg`<path d="M4 4l8 8M12 4l-8 8" />`],
  ["skipped", svg`<path d="M4 8h8" />`],
  ["waiting", svg`<circle cx="8" cy="8" r="1.6" />`],
  ["running", svg`<path d="M8 2.5a5.5 5.5 0 1 1-5.5 5.5" />`],
  ["sent", svg`<path d="M8 13V3.5M4 7.2L8 3.2l4 4" />`],
  ["received", svg`<path d="M8 3v9.5M4 8.8l4 4 4-4" />`],
  ["copy", svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M10.5 3.2V3a.9.9 0 0 0-.9-.9H3.4a.9.9 0 0 0-.9.9v6.2c0 .5.4.9.9.9h.2" />`],
  ["open", svg`<circle cx="8" cy="8" r="3.2" />`],
  ["close", svg`<path d="M8 3.2v4.2M5 4.6a4.8 4.8 0 1 0 6 0" />`],
  ["page", svg`<rect x="2" y="3" width="12" height="10" rx="1.6" /><path d="M2 6.2h12" />`],
  ["server", svg`<rect x="2.5" y="2.5" width="11" height="4.6" rx="1.3" /><rect x="2.5" y="8.9" width="11" height="4.6" rx="1.3" /><path d="M5 4.8h.1M5 11.2h.1" />`],
]);

export function icon(name) {
  return html`<svg class="icon icon-${name}" viewBox="0 0 16 16" aria-hidden="true">${SHAPES.get(name)}</svg>`;
}
