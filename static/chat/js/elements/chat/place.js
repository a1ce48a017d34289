/** Where one is in a list that scrolls: it stays there, whatever comes above or below. */

const NEAR = 60; // pixels from the end that still count as the end

export class Place {
  #list;
  #rows;
  #at = 0; // where it was scrolled to when one last looked
  atEnd = true;

  /** `list`: the element that scrolls; `rows`: the selector of the elements in it by which a place is known. */
  constructor(list, rows) {
    this.#list = list;
    this.#rows = rows;
  }

  /** Takes up where one has scrolled to. A step up leaves the end, however small: else nobody could where much is said. */
  look() {
    const { scrollTop } = this.#list;
    const left = this.#left;
    if (left < 2) this.atEnd = true;
    else if (scrollTop < this.#at - 1) this.atEnd = false;
    else if (scrollTop > this.#at + 1) this.atEnd = left < NEAR;
    this.#at = scrollTop;
  }

  /** How much there is above and below, in heights of what is seen. */
  get left() {
    const { scrollTop, clientHeight } = this.#list;
    return { above: scrollTop / clientHeight, below: this.#left / clientHeight };
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
    if (seen?.row.isConnected) this.#scroll(this.#list.scrollTop + seen.row.getBoundingClientRect().bottom - seen.bottom);
  }

  end() {
    this.#scroll(this.#list.scrollHeight);
    this.atEnd = true;
  }

  /** Scrolls until `row` stands at this part of the height, as far as that is possible. */
  show(row, part) {
    const list = this.#list.getBoundingClientRect();
    this.#scroll(this.#list.scrollTop + row.getBoundingClientRect().top - list.top - list.height * part);
    this.atEnd = this.#left < NEAR;
  }

  get #left() {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    return scrollHeight - scrollTop - clientHeight;
  }

  /** This is no step of somebody's. */
  #scroll(to) {
    this.#list.scrollTop = to;
    this.#at = this.#list.scrollTop;
  }
}
