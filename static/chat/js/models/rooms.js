/** All rooms of a person, and the orders in which they are listed. */

export class Rooms {
  #list = null;
  #order = new Intl.Collator(undefined, { numeric: true });
  all = new Map(); // by id

  /** Public and private rooms, by name. */
  get list() {
    this.#list ??= this.#of(({ kind }) => kind !== "direct").sort((a, b) => this.#order.compare(a.name, b.name));
    return this.#list;
  }

  /** Direct rooms, the latest talk first. */
  get direct() {
    return this.#of(({ kind }) => kind === "direct").sort(latestFirst);
  }

  /** The one to look at where nobody has chosen. */
  get first() {
    return this.list[0] ?? this.direct[0] ?? null;
  }

  /** So many rooms, the one last of which one must hear first: what names this person, what is said to them alone, what is new. */
  needed(most) {
    return [...this.all.values()].sort((one, other) => need(one) - need(other)).slice(-most);
  }

  add(room) {
    this.all.set(room.id, room);
    this.renamed();
  }

  lose(id) {
    this.all.delete(id);
    this.renamed();
  }

  /** These are all that there are. */
  only(ids) {
    for (const id of this.all.keys()) if (!ids.has(id)) this.lose(id);
  }

  renamed() {
    this.#list = null;
  }

  #of(kind) {
    return [...this.all.values()].filter(kind);
  }
}

function need({ unread, mentions, kind, level }) {
  return (mentions ? 4 : 0) + (kind === "direct" ? 2 : 0) + (unread && level !== "nothing" ? 1 : 0);
}

function latestFirst(one, other) {
  if (one.talked === other.talked) return other.id - one.id;
  return one.talked < other.talked ? 1 : -1;
}
