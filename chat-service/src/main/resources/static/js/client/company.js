/**
 * Who is there and who is writing: told as it happens, kept nowhere, and forgotten when the connection is lost.
 */
const TELL_TYPING_MS = 3_000;
const SHOW_TYPING_MS = 5_000;

export class Company {
  #present = new Map(); // user id -> {online, lastSeenAt}
  #writing = new Map(); // room id -> timer that ends the show
  #toldTyping = new Map(); // room id -> when
  #watched = new Set();
  #send;
  #changed;

  constructor({ send, changed }) {
    this.#send = send;
    this.#changed = changed;
  }

  presenceOf(userId) {
    return this.#present.get(userId);
  }

  isWriting(roomId) {
    return this.#writing.has(roomId);
  }

  watch(roomId) {
    this.#watched.add(roomId);
    this.#send({ type: 'watch', roomId });
  }

  unwatch(roomId) {
    if (this.#watched.delete(roomId)) this.#send({ type: 'unwatch', roomId });
  }

  tellTyping(roomId) {
    const now = Date.now();
    if (now - (this.#toldTyping.get(roomId) ?? 0) < TELL_TYPING_MS) return;
    if (this.#send({ type: 'typing', roomId })) this.#toldTyping.set(roomId, now);
  }

  /** The next keystroke is a new beginning, told at once. */
  sent(roomId) {
    this.#toldTyping.delete(roomId);
  }

  writes(roomId) {
    clearTimeout(this.#writing.get(roomId));
    this.#writing.set(roomId, setTimeout(() => this.wrote(roomId), SHOW_TYPING_MS));
    this.#changed();
  }

  wrote(roomId) {
    clearTimeout(this.#writing.get(roomId));
    if (this.#writing.delete(roomId)) this.#changed();
  }

  came({ userId, online, lastSeenAt }) {
    this.#present.set(userId, { online, lastSeenAt });
    this.#changed();
  }

  connected() {
    this.#watched.forEach((roomId) => this.#send({ type: 'watch', roomId }));
  }

  disconnected() {
    this.#present.clear();
    [...this.#writing.keys()].forEach((roomId) => this.wrote(roomId));
  }
}
