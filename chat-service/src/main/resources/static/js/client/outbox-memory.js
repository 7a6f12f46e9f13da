/** Keeps what is not stored yet in the tab's storage, by user, so that a reload sends it again with the same ids. */
export class OutboxMemory {
  #storage;
  #key;

  constructor(storage, userId) {
    this.#storage = storage;
    this.#key = `maru.outbox.${userId}`;
  }

  load() {
    try {
      return JSON.parse(this.#storage.getItem(this.#key)) ?? [];
    } catch {
      return []; // not ours, or older than this page
    }
  }

  save(lanes) {
    try {
      if (lanes.length > 0) this.#storage.setItem(this.#key, JSON.stringify(lanes));
      else this.#storage.removeItem(this.#key);
    } catch {
      // Full storage costs the survival of a reload, not the message.
    }
  }
}
