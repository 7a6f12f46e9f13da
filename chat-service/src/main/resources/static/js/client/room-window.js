/**
 * The part of a room's history that is held: one contiguous run of messages up to the newest known, each once.
 *
 * What arrives beyond a hole waits unseen until the hole is filled, so a reader of `messages` never sees one.
 * Older pages are put in front on demand; `replace` starts over when the gap is too wide to be worth filling.
 */
export class RoomWindow {
  messages = [];
  #waiting = new Map();
  #ids = new Set();

  constructor(items) {
    this.replace(items);
  }

  get first() {
    return this.messages[0]?.seq ?? 1;
  }

  get last() {
    return this.messages.at(-1)?.seq ?? 0;
  }

  get hasOlder() {
    return this.first > 1;
  }

  includes(seq) {
    return seq >= this.first && seq <= this.last;
  }

  replace(items) {
    this.messages = [];
    this.#ids.clear();
    items.forEach((message) => this.#append(message));
    this.#settle();
  }

  /** Takes messages in any order, any of them twice. */
  merge(items) {
    for (const message of items) {
      if (message.seq > this.last && !this.#ids.has(message.messageId)) this.#waiting.set(message.seq, message);
    }
    this.#settle();
  }

  /** Puts the page that ends right before the first message in front; any other page is out of date. */
  prepend(items) {
    const fitting = items.filter((message) => message.seq < this.first);
    if (fitting.at(-1)?.seq !== this.first - 1) return;
    fitting.forEach((message) => this.#ids.add(message.messageId));
    this.messages = [...fitting, ...this.messages];
  }

  /** Shows what is held in another form, each message in its place. */
  change(form) {
    this.messages = this.messages.map(form);
    this.#waiting.forEach((message, seq) => this.#waiting.set(seq, form(message)));
  }

  keepNewest(count) {
    if (this.messages.length <= count) return;
    this.messages.splice(0, this.messages.length - count).forEach((message) => this.#ids.delete(message.messageId));
  }

  #settle() {
    for (let next = this.#waiting.get(this.last + 1); next; next = this.#waiting.get(this.last + 1)) this.#append(next);
    for (const seq of this.#waiting.keys()) if (seq <= this.last) this.#waiting.delete(seq);
  }

  #append(message) {
    this.messages.push(message);
    this.#ids.add(message.messageId);
  }
}
