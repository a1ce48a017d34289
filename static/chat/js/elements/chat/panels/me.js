/** What is one's own: name and picture, the looks and sounds of this browser, access tokens. */

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
      <chat-tokens class="panel-part" .model=${model}></chat-tokens>
      <ul class="panel-part panel-links">
        <li><a href="/personal/">${say("me.data")}</a></li>
        <li><a href="/test/">${say("me.test")}</a></li>
        <li><a href="/api/" target="_blank" rel="noopener">${say("me.api")} ${icon("external-link")}</a></li>
      </ul>`;
  }
}

customElements.define("chat-me", Me);
