/** What somebody is about to say in a room: its text, the message it answers or replaces, its files. */

export class Draft {
  body = "";
  replyTo = null; // the message that it answers
  editing = null; // the message that it will replace
  uploads = [];

  reply(message) {
    this.editing = null;
    this.replyTo = message;
  }

  edit(message) {
    this.replyTo = null;
    this.editing = message;
    this.body = message.body;
  }

  clear() {
    Object.assign(this, { body: "", replyTo: null, editing: null, uploads: [] });
  }
}
