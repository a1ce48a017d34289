/** What the site answers about its sockets, asked for again and again while somebody looks. */

const PAUSE = 2000; // milliseconds between an answer and the next question
const TYPING = 200; // milliseconds in which somebody may go on typing

export class Live extends EventTarget {
  /** The last answer, or null. */
  answer = null;

  /** When it came. */
  at = null;

  /** "", "lost" where nobody answers, "out" where the reader may not see it. */
  trouble = "";

  sort = "since";
  falling = true;

  #asked = { q: "", door: "" };
  #csrf;
  #fetch;
  #isSeen = false;
  #round = 0;
  #timer = null;

  constructor({ csrf, fetch = (...asked) => globalThis.fetch(...asked) }) {
    super();
    this.#csrf = csrf;
    this.#fetch = fetch;
  }

  /** Others are looked for from now on: {q, door}. */
  want(asked) {
    this.#asked = asked;
    this.#soon(TYPING);
  }

  /** By another column, or the same one turned around. */
  order(sort) {
    this.falling = sort === this.sort ? !this.falling : !["username", "address"].includes(sort);
    this.sort = sort;
    this.#soon(0);
  }

  /** Whether somebody looks: without it nothing is asked. */
  attend(isSeen) {
    this.#isSeen = isSeen;
    this.#soon(0);
  }

  /** Closes a socket ({process, number}) or all of a user's ({user}); what came of it, or null. */
  async close(target, reason) {
    const body = new URLSearchParams({ ...target, reason });
    const headers = { "X-CSRFToken": this.#csrf() };
    const closed = await this.#ask("close/", { method: "POST", body, headers });
    this.#soon(0);
    return closed;
  }

  #soon(pause) {
    clearTimeout(this.#timer);
    if (this.#isSeen) this.#timer = setTimeout(() => this.#look(), pause);
  }

  /** One round: an answer that a newer question has overtaken is dropped. */
  async #look() {
    const round = ++this.#round;
    const { sort, falling } = this;
    const query = new URLSearchParams({ ...this.#asked, sort, falling: falling ? "1" : "0" });
    const answer = await this.#ask(`sockets/?${query}`);
    if (round !== this.#round) return;
    if (answer) Object.assign(this, { answer, at: new Date() });
    this.dispatchEvent(new Event("change"));
    if (this.trouble !== "out") this.#soon(PAUSE);
  }

  async #ask(path, options = {}) {
    const response = await this.#fetch(path, { credentials: "same-origin", ...options }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    this.trouble = response?.ok && answer ? "" : response?.status === 403 ? "out" : "lost";
    return this.trouble ? null : answer;
  }
}
