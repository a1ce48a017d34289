/**
 * The server's side of rooms, as docs/protocol.md has it: a log with one number, and the answers it gives.
 *
 * What it says stands in `wire`, in order, until a test delivers it.
 */

const PAGE = 5; // messages with which a room opens: small, so that much is beyond them
const CHANGES = 4;

export class Log {
  messages = [];
  seq = 0;
  epoch = "first";
  read = 0;

  constructor(id, kind = "public") {
    Object.assign(this, { id, kind });
  }

  post(author, mentions = []) {
    return this.#change({ seq: this.seq + 1, author: { id: author, name: `${author}` }, body: "", mentions, created: `${this.seq + 1}`.padStart(9, "0") });
  }

  edit(message) {
    return this.#change({ ...message, body: `${message.body}!` });
  }

  delete({ seq, author, created }) {
    return this.#change({ seq, author, created, deleted: "now" });
  }

  /** Back to an earlier state, from a backup: that is another history. */
  restore(seq) {
    this.messages = this.messages.filter((message) => message.rev <= seq);
    this.seq = seq;
    this.read = Math.min(this.read, seq);
    this.epoch += "'";
  }

  get room() {
    const { id, kind, epoch, seq } = this;
    return { id, kind, title: `room ${id}`, slug: `room-${id}`, epoch, seq, version: 1 };
  }

  /** As one of its members sees it. */
  mine(me, read = this.read) {
    const news = this.messages.filter(({ seq, author, deleted }) => seq > read && !deleted && author.id !== me);
    const named = news.filter(({ mentions }) => mentions.includes(me));
    return { room: this.room, role: "member", level: "all", read, unread: news.length, mentions: named.length, latest: this.messages.at(-1)?.created };
  }

  open({ since, epoch }) {
    const { room, seq } = this;
    const reset = since === undefined || since > seq || epoch !== this.epoch;
    if (reset) return { room, epoch: this.epoch, seq, messages: this.messages.slice(-PAGE), reset: since !== undefined };
    const changed = this.messages.filter(({ rev }) => rev > since).sort((a, b) => a.rev - b.rev);
    const told = changed.slice(0, CHANGES);
    const more = changed.length > told.length;
    return { room, epoch: this.epoch, seq: more ? told.at(-1).rev : seq, messages: told, more };
  }

  history({ before, after, limit = PAGE }) {
    const most = Math.min(limit, PAGE);
    const found = this.messages.filter(({ seq }) => (before === undefined ? seq > after : seq < before));
    return { messages: before === undefined ? found.slice(0, most) : found.slice(-most), more: found.length > most };
  }

  #change(message) {
    const changed = { ...message, rev: this.seq + 1 };
    const at = this.messages.findIndex(({ seq }) => seq === changed.seq);
    if (at < 0) this.messages.push(changed);
    else this.messages[at] = changed;
    const event = { on: "message", room: this.id, after: this.seq, message: changed };
    this.seq += 1;
    return event;
  }
}

export class Site {
  #me;
  #open = new Set();
  logs;
  wire = [];

  constructor(me, logs) {
    this.#me = me;
    this.logs = new Map(logs.map((log) => [log.id, log]));
  }

  get welcome() {
    this.#open.clear();
    return { user: { id: this.#me, name: "me" }, rooms: [...this.logs.values()].map((log) => log.mine(this.#me)), limits: {} };
  }

  /** What a log has told is heard where it is open. */
  tell(event) {
    if (this.#open.has(event.room)) this.wire.push({ event });
  }

  /** The answer to a command. */
  obey(command) {
    const log = this.logs.get(command.room);
    if (command.do === "room.history") return log.history(command);
    if (command.do === "room.open") return this.#opened(log, command);
    if (command.do === "room.close") this.#open.delete(command.room);
    if (command.do === "mark.read") this.#mark(log, command.seq);
    return {};
  }

  #opened(log, command) {
    const reply = log.open(command);
    if (!reply.more) this.#open.add(log.id);
    return reply;
  }

  #mark(log, seq) {
    log.read = Math.max(log.read, Math.min(seq, log.seq));
    this.wire.push({ event: { on: "read", room: log.id, user: this.#me, seq: log.read } });
  }
}
