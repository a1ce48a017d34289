/** What is said, as it is set: days, within them rows; who said it stands above the first of several. */

const unconfirmed = new WeakMap(); // entries of an outbox, as messages
const CLOSE = 5 * 60 * 1000; // milliseconds between two messages that share a head

/**
 * The days of `messages` from place `from` to `to`, each with its `rows`.
 *
 * A row is a message (`told`, and whether it has a head: `headed`), or without `told` the line above what is new.
 * `line`: the `seq` after which messages are new, or null; `older`: whether there are messages before the first one that
 * is known, which might be new, too. `waiting`: what is not confirmed yet; shown at the end.
 * A row keeps its `key` when what waited is confirmed: `me` posts under a name of its own.
 */
export function daysOf(messages, { from = 0, to = messages.length, line = null, older = false, waiting = [], me }) {
  const shown = messages.slice(from, to);
  const days = [];
  let before = messages[from - 1];
  let lined = line === null || (before ? before.seq > line : older);
  for (const told of [...shown, ...unheard(shown, waiting, me)]) {
    const day = dayOf(days, told);
    const isNew = !lined && told.seq > line;
    if (isNew) day.rows.push({ key: "line" });
    lined ||= isNew;
    day.rows.push({ key: keyOf(told, me), told, headed: isNew || !day.rows.length || !follows(told, before) });
    before = told;
  }
  return days;
}

/** What names a message's row: its `seq`, and of my own what is known before there is one. */
export function keyOf(told, me) {
  return told.author?.id === me ? told.client_id : told.seq;
}

/** What waits in an outbox as the message that it will be; with its entry as `waiting`, and always the same object. */
export function asMessage(entry, author) {
  if (!unconfirmed.has(entry)) {
    const { client_id, body, reply_to, attachments, at } = entry;
    unconfirmed.set(entry, { client_id, body, reply_to, attachments, created: new Date(at).toISOString(), author, waiting: entry });
  }
  return unconfirmed.get(entry);
}

/** What waits, unless it has been heard already: the event of a post comes before its reply. */
function unheard(messages, waiting, me) {
  if (!waiting.length) return [];
  const heard = new Set(messages.filter(({ author }) => author?.id === me).map(({ client_id: id }) => id));
  return waiting.filter(({ client_id: id }) => !heard.has(id));
}

function dayOf(days, { created }) {
  const date = new Date(created);
  const key = date.toDateString();
  if (days.at(-1)?.key !== key) days.push({ key, date, rows: [] });
  return days.at(-1);
}

/** Whether a message goes on where the one before it ended. */
function follows(told, before) {
  if (!before || before.deleted || told.reply_to) return false;
  if (before.author?.id !== told.author?.id) return false;
  return Math.abs(new Date(told.created) - new Date(before.created)) < CLOSE;
}
