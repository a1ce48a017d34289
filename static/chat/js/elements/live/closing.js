/** Asks once more before a socket is closed: which, and why; then says what came of it. */

import { LitElement, html, nothing } from "../../vendor/lit.js";

class LiveClosing extends LitElement {
  static properties = {
    model: { attribute: false },
    words: { attribute: false },
    socket: { state: true },
    outcome: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  /** Opens the dialog for a socket of the list. */
  async ask(socket) {
    this.socket = socket;
    this.outcome = "";
    await this.updateComplete;
    this.querySelector("dialog").showModal();
  }

  render() {
    const { socket, outcome } = this;
    return html`<p class="live-outcome" role="status">${outcome || nothing}</p>
      <dialog class="live-dialog" aria-labelledby="live-closing" @close=${this.#closed}>
        ${socket ? this.#form(socket) : nothing}
      </dialog>`;
  }

  #form({ username, address, door, user }) {
    const { words } = this;
    const name = username || address || door;
    return html`<form method="dialog">
      <h2 id="live-closing">${words.close_whom.replace("{name}", name)}</h2>
      ${user ? this.#choice(name) : nothing}
      <label for="live-reason">${words.reason}</label>
      <input type="text" id="live-reason" name="reason" maxlength="100" autocomplete="off" autofocus>
      <p class="live-quiet">${words.hint}</p>
      <div class="live-buttons">
        <button type="button" class="live-button" @click=${() => this.querySelector("dialog").close("")}>${words.cancel}</button>
        <button value="close" class="live-button live-button-main">${words.close}</button>
      </div>
    </form>`;
  }

  #choice(name) {
    const { words } = this;
    return html`<div class="live-choice">
      <label><input type="radio" name="whose" value="one" checked> ${words.close_one}</label>
      <label><input type="radio" name="whose" value="all"> ${words.close_all.replace("{name}", name)}</label>
    </div>`;
  }

  async #closed({ target }) {
    const { socket, words } = this;
    const { reason, whose } = this.querySelector("form").elements;
    const { process, number, user } = socket;
    const isMeant = target.returnValue === "close";
    const aim = whose?.value === "all" ? { user } : { process, number };
    const why = reason.value;
    target.returnValue = "";
    this.socket = null;
    if (!isMeant) return;
    const answer = await this.model.close(aim, why);
    if (answer) this.outcome = answer.closed ? words.closed.replace("{count}", answer.closed) : words.gone;
    else this.outcome = words[this.model.trouble];
  }
}

customElements.define("live-closing", LiveClosing);
