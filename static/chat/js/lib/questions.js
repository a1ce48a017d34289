/** What was asked and is not answered yet; each answer finds its question by `re`. */

/** The server's answer was a refusal: `code` for programs, `message` for people, `retryAfter` in seconds or null. */
export class Refused extends Error {
  constructor({ error, text, retry_after: retryAfter = null }) {
    super(text);
    this.code = error;
    this.retryAfter = retryAfter;
  }
}

/** The connection went before the answer came: nobody knows whether it was done. */
export class Lost extends Error {}

export class Questions {
  #waiting = new Map();
  #ref = 0;

  /** Sends a command under a `ref` of its own. The reply; rejects with Refused, or with Lost. */
  ask(command, send) {
    const ref = (this.#ref += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(ref, { resolve, reject });
      send(JSON.stringify({ ...command, ref }));
    });
  }

  answer(frame) {
    const question = this.#waiting.get(frame.re);
    this.#waiting.delete(frame.re);
    if (frame.error) question?.reject(new Refused(frame));
    else question?.resolve(frame);
  }

  /** Nobody will answer any more. */
  lose() {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new Lost());
  }
}
