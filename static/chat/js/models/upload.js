/** One file on its way to the site: waiting, sending, up, failed (may be tried again) or refused (may not). */

import { Lost } from "../lib/client.js";

const SERVER = 500; // from this status on it is the server's trouble, which may be over next time

export class Upload {
  state = "waiting";
  progress = 0; // of 1
  attachment = null; // once it is up
  text = ""; // why it is refused or failed, where the server said it
  #stop = null;

  constructor(file) {
    this.file = file;
  }

  get name() {
    return this.file.name;
  }

  get isPicture() {
    return /^image\/(png|jpe?g|gif|webp|avif)$/.test(this.file.type);
  }

  /** On its way, or about to be. */
  get isBusy() {
    return this.state === "waiting" || this.state === "sending";
  }

  /** Sends the file; resolves when that has ended, however. `changed` is called whenever something is different. */
  async start(send, changed) {
    this.#turn("sending");
    const { done, stop } = send(this.file, (progress) => {
      this.progress = progress;
      changed();
    });
    this.#stop = stop;
    changed();
    try {
      this.attachment = await done;
      this.#turn("up");
    } catch (error) {
      this.#fail(error);
    }
    this.#stop = null;
    changed();
  }

  stop() {
    this.#stop?.();
  }

  again() {
    this.#turn("waiting");
  }

  #turn(state, text = "") {
    Object.assign(this, { state, text, progress: state === "up" ? 1 : 0 });
  }

  #fail(error) {
    const passing = error instanceof Lost || error.retryAfter !== null || error.status >= SERVER;
    this.#turn(passing ? "failed" : "refused", error.message);
  }
}
