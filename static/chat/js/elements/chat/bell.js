/** What reaches somebody who does not look: the number in the title and on the app's icon, and a sound. */

import { chime } from "../../lib/chime.js";
import { rings, titled, waiting } from "../../models/bell.js";
import { preferences } from "./preferences.js";

const QUIET = 1500; // milliseconds after a sound in which there is no other

export class Bell {
  #client;
  #chat;
  #context = null;
  #rang = 0;
  #shown = -1; // the number on the app's icon

  /** `client`: says what happens; `chat`: knows what it means. */
  constructor(client, chat) {
    this.#client = client;
    this.#chat = chat;
  }

  listen() {
    this.#client.addEventListener("event", ({ detail }) => this.#hear(detail));
    this.#chat.addEventListener("change", () => this.#show());
    document.addEventListener("visibilitychange", () => this.#show());
    this.#show();
  }

  #hear({ on, room: id, message }) {
    const { current, user, rooms } = this.#chat;
    const room = on === "message" && rooms.get(id);
    const looking = room === current && document.visibilityState === "visible" && document.hasFocus();
    if (room && rings(room, message, user.id, { looking })) this.#sound();
  }

  #show() {
    const { current, rooms, user } = this.#chat;
    if (!user) return;
    const count = waiting(rooms.values());
    document.title = titled(current?.name, count);
    if (count === this.#shown) return;
    this.#shown = count;
    const told = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
    told?.catch(() => {}); // a browser without an icon of ours
  }

  /** Browsers let no page sound before somebody has pressed something in it. */
  async #sound() {
    const now = Date.now();
    if (!preferences.sounds || now - this.#rang < QUIET || !navigator.userActivation?.hasBeenActive) return;
    this.#rang = now;
    this.#context ??= new AudioContext();
    await this.#context.resume();
    chime(this.#context);
  }
}
