/** The HTTP API as a page of this site asks it: by the session's cookie. */

import { Api } from "../../lib/api.js";

/** What shows that a change is asked by this site's own page. */
export function csrf() {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

export const api = new Api({ csrf });
