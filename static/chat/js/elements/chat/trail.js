/** The address bar follows what is looked at; the browser's back and forward, and links to rooms, are followed. */

import { pathOf, placeOf } from "../../models/place.js";

const YEAR = 365 * 24 * 60 * 60; // seconds

export class Trail {
  #model;
  #go;

  /** `go` is given the place ({ room, seq }) that somebody wants to see. */
  constructor(model, go) {
    this.#model = model;
    this.#go = go;
  }

  listen() {
    addEventListener("popstate", this.#back);
    document.addEventListener("click", this.#follow);
    if (this.#known(placeOf(location))?.seq) this.#back();
  }

  leave() {
    removeEventListener("popstate", this.#back);
    document.removeEventListener("click", this.#follow);
  }

  /** The current room has its address, and is the one that / shows next time. */
  keep() {
    const { current } = this.#model;
    if (!current) return;
    document.cookie = `room=${current.id}; path=/; max-age=${YEAR}; samesite=lax`;
    const place = placeOf(location);
    if (place?.room === current.id) return;
    const way = place ? "pushState" : "replaceState";
    history[way](null, "", pathOf({ room: current.id }));
  }

  /** The address of a message; that of a room alone comes by itself. */
  mark(place) {
    if (place.seq) history.pushState(null, "", pathOf(place));
  }

  #back = () => {
    const place = this.#known(placeOf(location));
    if (place) this.#go(place);
  };

  /** A link to a room of mine needs no new page. */
  #follow = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.origin !== location.origin || link.target || !isPlain(event)) return;
    const place = this.#known(placeOf(link));
    if (!place) return;
    event.preventDefault();
    this.mark(place);
    this.#go(place);
  };

  #known(place) {
    return place && this.#model.rooms.has(place.room) ? place : null;
  }
}

/** A click with a key, or of the middle button, opens another tab, as links do. */
function isPlain({ button, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented }) {
  return !(button || ctrlKey || metaKey || shiftKey || altKey || defaultPrevented);
}
