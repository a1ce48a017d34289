/** The HTTP API of docs/api.md as a page of this site asks it. It refuses as the socket does. */

import { Lost, Refused } from "./client.js";

const JSON_TYPE = "application/json";

export class Api {
  #csrf;
  #fetch;

  /** `csrf`: gives the page's CSRF token, which every change needs beside the session's cookie. */
  constructor({ csrf, fetch = (...asked) => globalThis.fetch(...asked) }) {
    this.#csrf = csrf;
    this.#fetch = fetch;
  }

  /** The answer; rejects with Refused, or with Lost. The same for all that follow. */
  get(path) {
    return this.#ask(path, { method: "GET" });
  }

  post(path, body = {}) {
    return this.#change("POST", path, JSON.stringify(body), JSON_TYPE);
  }

  /** `body`: what there is to say of it, if anything. */
  delete(path, body) {
    return body ? this.#change("DELETE", path, JSON.stringify(body), JSON_TYPE) : this.#change("DELETE", path);
  }

  /** Sends a file as it is. */
  upload(path, file) {
    return this.#change("POST", path, file, file.type || "application/octet-stream");
  }

  #change(method, path, body, type) {
    const headers = { "X-CSRFToken": this.#csrf() };
    if (type) headers["Content-Type"] = type;
    return this.#ask(path, { method, body, headers });
  }

  async #ask(path, options) {
    const response = await this.#fetch(path, { credentials: "same-origin", ...options }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (response?.ok) return answer ?? {};
    if (answer?.error) throw new Refused(answer);
    throw new Lost(); // nobody answered, or only something that stands before the server
  }
}
