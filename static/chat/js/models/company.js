/** Who is in a room, how they are, how far they have read, and who of them is writing. */

const TYPING = 6000; // milliseconds after which a word about typing is void

export class Company {
  #people;
  #typing = new Map(); // until when, by user
  members = new Map(); // {user, role, muted?} by user id
  present = new Map(); // how they are, by user id, who are here
  reads = new Map(); // how far they have read, by user id

  /** `me`: the id of the person whose client this is; `people`: the newest known users by id, of all rooms. */
  constructor(me, people) {
    this.me = me;
    this.#people = people;
  }

  /** Takes up the reply to `room.open`. */
  open({ members = [], present = {}, reads = {} }) {
    this.members = new Map(members.map((member) => [member.user.id, member]));
    for (const { user } of members) this.know(user);
    this.present = byNumber(present);
    this.reads = byNumber(reads);
  }

  /** Takes up what happened here. */
  hear(frame, now = Date.now()) {
    if (frame.on === "member") this.#member(frame);
    if (frame.on === "presence") this.present.set(frame.user, frame.status);
    if (frame.on === "typing") this.#typing.set(frame.user, now + TYPING);
    if (frame.on === "message") this.#typing.delete(frame.message.author?.id);
    if (frame.on === "read") this.reads.set(frame.user, Math.max(frame.seq, this.reads.get(frame.user) ?? 0));
  }

  /** Somebody was mentioned, as they are now. */
  know(user) {
    if (user) this.#people.set(user.id, user);
  }

  /** The newest that is known of a user. */
  person(id) {
    return this.#people.get(id);
  }

  /** The others who have read so far. */
  readers(seq) {
    const far = [...this.reads].filter(([id, read]) => read >= seq && id !== this.me);
    return far.map(([id]) => this.person(id)).filter(Boolean);
  }

  /** The names of those who are writing now. */
  writers(now = Date.now()) {
    const writing = [...this.#typing].filter(([id, until]) => until > now && id !== this.me);
    return writing.map(([id]) => this.person(id)?.name).filter(Boolean);
  }

  #member({ user, member, gone }) {
    if (gone) this.members.delete(user);
    else this.members.set(user, member);
    this.know(member?.user);
  }
}

function byNumber(object) {
  return new Map(Object.entries(object).map(([id, value]) => [Number(id), value]));
}
