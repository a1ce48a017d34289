/** The messages that replies answer: among those that are loaded, or asked for, one after the other. */

const LATEST = 60; // wishes that are kept: whoever scrolls fast does not wait for what they have passed

export class Quotes {
  #model;
  #wanted = [];
  #asking = false;

  /** `model`: the Chat. */
  constructor(model) {
    this.#model = model;
  }

  /** The message, or undefined: then it is asked for, and a change tells that it has come. */
  find(room, seq) {
    const { quoted } = room.reading;
    const loaded = room.view.find(seq) ?? room.timeline.find(seq);
    if (loaded) return loaded;
    if (!quoted.has(seq) && this.#model.state.name === "open") this.#want(room, seq);
    return quoted.get(seq) ?? undefined;
  }

  #want(room, seq) {
    room.reading.quoted.set(seq, null); // asked for once
    this.#wanted.push({ room, seq });
    for (const late of this.#wanted.splice(0, this.#wanted.length - LATEST)) late.room.reading.quoted.delete(late.seq);
    this.#run();
  }

  async #run() {
    if (this.#asking) return;
    this.#asking = true;
    for (let wish; (wish = this.#wanted.pop()); ) await this.#ask(wish);
    this.#asking = false;
  }

  async #ask({ room, seq }) {
    const { quoted } = room.reading;
    const reply = await this.#model.try({ do: "room.history", room: room.id, before: seq + 1, limit: 1 });
    const message = reply?.messages.at(-1);
    if (!reply) quoted.delete(seq); // the connection went
    else if (message?.seq === seq && quoted.get(seq) === null) quoted.set(seq, message); // unless a change came first
    this.#model.changed();
  }
}
