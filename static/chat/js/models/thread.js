/** A message and those that answer it, the oldest first; it grows while one looks. */

export class Thread {
  #replies = new Map();
  #at = 0; // the position up to which every reply is known
  room;
  seq;
  epoch; // of the history that it belongs to
  root = null; // the message itself, once it is known
  more = false; // whether there are replies after the last one that is shown

  /** `room`: a Room. `seq`: of the message. */
  constructor(room, seq) {
    this.room = room;
    this.seq = seq;
    this.epoch = room.timeline.epoch;
  }

  get replies() {
    return [...this.#replies.values()].filter(({ seq }) => seq > this.room.floor);
  }

  /** Asks for the message where nobody has shown it yet, and for the next replies. */
  async load(ask) {
    const { room, seq } = this;
    this.follow();
    if (!this.root) {
      const page = await ask({ do: "room.history", room: room.id, before: seq + 1, limit: 1 });
      this.root = page.messages.find((message) => message.seq === seq) ?? null;
    }
    const at = room.timeline.at ?? 0;
    const { messages, more = false } = await ask({ do: "message.replies", room: room.id, seq, after: this.#at });
    for (const message of messages) this.#replies.set(message.seq, message);
    this.more = more;
    this.#at = more ? messages.at(-1).seq : Math.max(at, messages.at(-1)?.seq ?? 0);
    this.follow();
  }

  /** Takes up what the room has heard meanwhile. */
  follow() {
    const { timeline } = this.room;
    this.root = newer(this.root, this.room.view.find(this.seq) ?? timeline.find(this.seq));
    if (this.seq <= this.room.floor) this.root = null;
    for (const [seq, reply] of this.#replies) this.#replies.set(seq, newer(reply, timeline.find(seq)));
    if (this.more || this.#at === 0) return;
    for (const message of after(timeline.messages, this.#at)) {
      if (message.reply_to === this.seq) this.#replies.set(message.seq, message);
    }
    this.#at = Math.max(this.#at, timeline.messages.at(-1)?.seq ?? 0);
  }
}

function newer(known, other) {
  return other && other.rev > (known?.rev ?? 0) ? other : known;
}

/** The messages after a position, found from the end. */
function after(messages, at) {
  let start = messages.length;
  while (start > 0 && messages[start - 1].seq > at) start -= 1;
  return messages.slice(start);
}
