/** The address bar follows what is looked at; the browser's back and forward, and links to rooms, are followed. */

import { pathOf, routeOf } from "../../models/route.js";

const YEAR = 365 * 24 * 60 * 60; // seconds

export class Trail {
  #model;
  #go;

  /** `go` is given the route ({ room, seq }) that somebody wants to see. */
  constructor(model, go) {
    this.#model = model;
    this.#go = go;
  }

  listen() {
    addEventListener("popstate", this.#back);
    document.addEventListener("click", this.#follow);
    if (this.#known(routeOf(location))?.seq) this.#back();
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
    const route = routeOf(location);
    if (route?.room === current.id) return;
    const way = route ? "pushState" : "replaceState";
    history[way](null, "", pathOf({ room: current.id }));
  }

  /** The address of a message; that of a room alone comes by itself. */
  mark(route) {
    if (route.seq) history.pushState(null, "", pathOf(route));
  }

  #back = () => {
    const route = this.#known(routeOf(location));
    if (route) this.#go(route);
  };

  /** A link to a room of mine needs no new page. */
  #follow = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.origin !== location.origin || link.target || !isPlain(event)) return;
    const route = this.#known(routeOf(link));
    if (!route) return;
    event.preventDefault();
    this.mark(route);
    this.#go(route);
  };

  #known(route) {
    return route && this.#model.rooms.has(route.room) ? route : null;
  }
}

/** A click with a key, or of the middle button, opens another tab, as links do. */
function isPlain({ button, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented }) {
  return !(button || ctrlKey || metaKey || shiftKey || altKey || defaultPrevented);
}
