/** The sign of this site. */

import { html } from "../../vendor/lit.js";

export function mark() {
  return html`<svg class="brand-mark" viewBox="0 0 28 28" aria-hidden="true">
    <path fill="currentColor" d="M6 3h16a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4h-9l-6 5v-5H6a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z" />
    <g class="brand-mark-wire" fill="currentColor" stroke="currentColor">
      <path d="M9 12h10" stroke-width="2" /><circle cx="8.8" cy="12" r="1.9" /><circle cx="19.2" cy="12" r="1.9" />
    </g>
  </svg>`;
}
