/** The files of one draft: a few go up at a time, each can be taken back, and all can be waited for. */

import { Upload } from "./upload.js";

const AT_ONCE = 3; // the server looks at ten of a person's at most; their other windows want some too

export class Uploads {
  #list = [];
  #send = null;
  #changed = () => {};
  #waiting = []; // who waits for all of them

  get list() {
    return this.#list;
  }

  /** What a message is posted with. */
  get attachments() {
    return this.#list.map(({ attachment }) => attachment).filter(Boolean);
  }

  get isBusy() {
    return this.#list.some(({ isBusy }) => isBusy);
  }

  /** All are up: a message may be posted with them. */
  get areUp() {
    return this.#list.every(({ state }) => state === "up");
  }

  /**
   * Begins to send files. `send(file, told)` gives { done, stop }: the attachment's promise, and how to break it off.
   * Those that can never be sent are not taken: they are given back, as [{ file, why: "too_big" or "too_many" }].
   */
  add(files, { send, limits, changed }) {
    this.#send = send;
    this.#changed = changed;
    const left = [];
    for (const file of files) {
      if (file.size > limits.attachment_bytes) left.push({ file, why: "too_big" });
      else if (this.#list.length >= limits.attachments) left.push({ file, why: "too_many" });
      else this.#list = [...this.#list, new Upload(file)];
    }
    this.#next();
    return left;
  }

  remove(upload) {
    this.#list = this.#list.filter((other) => other !== upload);
    upload.stop();
    this.#tell();
  }

  retry(upload) {
    upload.again();
    this.#next();
  }

  clear() {
    const gone = this.#list;
    this.#list = [];
    for (const upload of gone) upload.stop();
    this.#tell();
  }

  /** Resolves, once none is on its way any more, with whether all are up. */
  settled() {
    return this.isBusy ? new Promise((done) => this.#waiting.push(done)) : Promise.resolve(this.areUp);
  }

  #next() {
    const sending = this.#list.filter(({ state }) => state === "sending").length;
    const waiting = this.#list.filter(({ state }) => state === "waiting");
    for (const upload of waiting.slice(0, Math.max(0, AT_ONCE - sending))) {
      upload.start(this.#send, this.#changed).then(() => this.#next());
    }
    this.#tell();
  }

  #tell() {
    this.#changed();
    if (!this.isBusy) for (const done of this.#waiting.splice(0)) done(this.areUp);
  }
}
