/** One socket in the list. On a phone it is a card, in which each cell says what it is. */

import { html, nothing } from "../../vendor/lit.js";

export function row(socket, { words, about, close, units }) {
  const { door, address, agent, place, buffered, sent, received } = socket;
  const since = new Date(socket.since * 1000);
  const age = Math.max(0, (Date.now() - since) / 1000);
  return html`<tr>
    <th scope="row" data-label=${words.person}>${person(socket, words, about)}<small class="live-more">${door}</small></th>
    <td data-label=${words.rooms}>${rooms(socket, words, about)}</td>
    <td data-label=${words.address}>${address || "–"}${agent ? html`<small class="live-more" title=${agent}>${agent}</small>` : nothing}</td>
    <td data-label=${words.encryption}>${encryption(socket, words)}</td>
    <td class="live-number ${buffered > 0 ? "live-behind" : ""}" data-label=${words.waiting}>${units.size(buffered)}</td>
    <td class="live-number" data-label=${words.sent}>${units.size(sent)}</td>
    <td class="live-number" data-label=${words.received}>${units.size(received)}</td>
    <td data-label=${words.since}><time datetime=${since.toISOString()} title=${units.moment(since)}>${units.span(age)}</time><small class="live-more">${place}</small></td>
    ${close ? html`<td class="live-act">${button(socket, words, close)}</td>` : nothing}
  </tr>`;
}

function person({ user, username, name }, words, about) {
  if (!user) return html`<span class="live-quiet">${words.stranger}</span>`;
  const called = name === username ? nothing : html` <small class="live-quiet">${name}</small>`;
  return html`<span><a href=${about.user.replace("/0/", `/${user}/`)}>${username}</a>${called}</span>`;
}

function rooms({ rooms }, words, about) {
  if (!rooms.length) return "–";
  const links = rooms.map(([id, title], index) => {
    const comma = index ? ", " : "";
    return html`${comma}<a href=${about.room.replace("/0/", `/${id}/`)}>${title || words.direct}</a>`;
  });
  return html`<span>${links}</span>`;
}

function encryption({ tls, cipher }, words) {
  if (!tls) return html`<span class="live-quiet">${words.plain}</span>`;
  return html`${tls.replace("TLSv", "TLS ")}<small class="live-more" title=${cipher}>${cipher}</small>`;
}

function button(socket, words, close) {
  const name = socket.username || socket.address || socket.door;
  const label = words.close_whom.replace("{name}", name);
  return html`<button type="button" class="live-close" aria-label=${label} @click=${() => close(socket)}>${words.close}</button>`;
}
