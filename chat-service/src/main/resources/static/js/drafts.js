/** What was typed and not sent, by user and conversation; a reload keeps it, a sign-out on purpose does not. */
export class Drafts {
  #texts;
  #key;

  constructor(userId) {
    this.#key = `maru.drafts.${userId}`;
    this.#texts = new Map(loaded(this.#key));
  }

  get(conversation) {
    return this.#texts.get(conversation) ?? '';
  }

  set(conversation, text) {
    if (text) this.#texts.set(conversation, text);
    else this.#texts.delete(conversation);
    this.#save();
  }

  move(from, to) {
    const text = this.get(from);
    if (!text) return;
    this.set(from, '');
    this.set(to, text);
  }

  clear() {
    this.#texts.clear();
    this.#save();
  }

  #save() {
    try {
      if (this.#texts.size > 0) sessionStorage.setItem(this.#key, JSON.stringify([...this.#texts]));
      else sessionStorage.removeItem(this.#key);
    } catch {
      // Full storage costs the survival of a reload, not the draft.
    }
  }
}

function loaded(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}
