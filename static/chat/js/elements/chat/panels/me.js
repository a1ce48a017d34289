/** What is one's own: name and picture, the looks and sounds of this browser, access tokens; to a guest, the way to an account. */

import { html } from "../../../vendor/lit.js";
import { say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { icon } from "../icons.js";
import "./looks.js";
import "./portrait.js";
import "./profile.js";
import "./tokens.js";

class Me extends Part {
  render() {
    const { model } = this;
    return html`<chat-portrait class="panel-part" .model=${model}></chat-portrait>
      <chat-profile class="panel-part" .model=${model}></chat-profile>
      <chat-looks class="panel-part" .model=${model}></chat-looks>
      ${model.user.guest ? guest() : html`<chat-tokens class="panel-part" .model=${model}></chat-tokens>`}
      <ul class="panel-part panel-links">
        <li><a href="/personal/">${say("me.data")}</a></li>
        <li><a href="/account/">${say("me.account")}</a></li>
        <li><a href="/test/">${say("me.test")}</a></li>
        <li><a href="/api/" target="_blank" rel="noopener">${say("me.api")} ${icon("external-link")}</a></li>
      </ul>`;
  }
}

function guest() {
  return html`<section class="panel-part">
    <h3 class="panel-subtitle">${say("me.guest")}</h3>
    <p class="panel-about">${say("me.guest.about")}</p>
    <a class="button" href="/signup/">${say("me.sign-up")}</a>
  </section>`;
}

customElements.define("chat-me", Me);
