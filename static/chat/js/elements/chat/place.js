/** Where one is in a list that scrolls: it stays there, whatever comes above or below. */

const NEAR = 60; // pixels from the end that still count as the end

export class Place {
  #list;
  #rows;
  atEnd = true;

  /** `list`: the element that scrolls; `rows`: the selector of the elements in it by which a place is known. */
  constructor(list, rows) {
    this.#list = list;
    this.#rows = rows;
  }

  /** Takes up where one has scrolled to. */
  look() {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
  }

  /** How much there is above and below, in heights of what is seen. */
  get left() {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    return { above: scrollTop / clientHeight, below: (scrollHeight - scrollTop - clientHeight) / clientHeight };
  }

  /** The row that is seen first, and how far down it ends: what follows it is what one reads. For `keep`. */
  take() {
    const rows = this.#list.querySelectorAll(this.#rows);
    const edge = this.#list.getBoundingClientRect().top;
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].getBoundingClientRect().bottom <= edge) low = middle + 1;
      else high = middle;
    }
    const row = rows[low];
    return row ? { row, bottom: row.getBoundingClientRect().bottom } : null;
  }

  /** After a change: puts the row back, unless it has gone. */
  keep(seen) {
    if (seen?.row.isConnected) this.#list.scrollTop += seen.row.getBoundingClientRect().bottom - seen.bottom;
  }

  end() {
    this.atEnd = true;
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** Scrolls until `row` stands at this part of the height, as far as that is possible. */
  show(row, part) {
    const list = this.#list.getBoundingClientRect();
    this.#list.scrollTop += row.getBoundingClientRect().top - list.top - list.height * part;
    this.look();
  }
}
