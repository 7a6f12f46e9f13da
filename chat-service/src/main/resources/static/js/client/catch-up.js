/**
 * Fetches what was missed. Called after each `welcome` and `resync` (the subscription comes first, so that fetched
 * and live overlap), and for one room when a live message shows a hole that no pass is about to close.
 *
 * One pass at a time; a request during a pass means one more. A pass that fails is repeated until it succeeds; a
 * request hastens the repetition. A gap of more than FAR messages is not filled but replaced by the newest page.
 */
import { Backoff } from './backoff.js';

const PAGE = 100;
const FAR = 2 * PAGE;

export class CatchUp {
  listed = false; // every room's head is known
  #api;
  #rooms;
  #changed;
  #running = null;
  #listing = null;
  #again = false;
  #stopped = false;
  #filling = new Set();
  #timing;
  #backoff;
  #hasten = () => {}; // ends the wait before a repetition

  constructor({ api, rooms, changed, timing }) {
    this.#api = api;
    this.#rooms = rooms;
    this.#changed = changed;
    this.#timing = timing;
    this.#backoff = new Backoff(timing);
  }

  stop() {
    this.#stopped = true;
  }

  run() {
    this.#again = true;
    this.#hasten();
    this.#running ??= this.#passes();
    return this.#running;
  }

  async #passes() {
    try {
      while (this.#again && !this.#stopped) await this.#pass();
    } finally {
      this.#running = null; // in the same turn as the last look at #again: no request falls in between
    }
  }

  async #pass() {
    this.#again = false;
    try {
      await this.list();
      await this.#sync();
      this.#backoff.reset();
    } catch (failure) {
      if (failure.code === 'unauthenticated') return;
      this.#again = true;
      await new Promise((resume) => {
        this.#hasten = resume;
        setTimeout(resume, waitAfter(failure, this.#backoff));
      });
    }
    this.#changed();
  }

  /** All rooms once; from then on sync and live frames keep them. */
  list() {
    if (this.listed) return Promise.resolve();
    this.#listing ??= this.#list().finally(() => (this.#listing = null));
    return this.#listing;
  }

  async #list() {
    let cursor;
    do {
      const page = await this.#api.rooms(cursor);
      page.items.forEach((summary) => this.#rooms.describe(summary));
      cursor = page.nextCursor;
      this.#changed();
    } while (cursor && !this.#stopped);
    this.listed = true;
    this.#changed();
  }

  async #sync() {
    const answered = new Set();
    for (let more = true; more && !this.#stopped; ) {
      const before = this.#rooms.heads(answered);
      const answer = await this.#api.sync(before, PAGE);
      for (const item of answer.items) await this.#apply(item);
      answer.items.forEach((item) => answered.add(item.roomId));
      const after = this.#rooms.heads(answered);
      more = answer.hasMore && Object.keys(after).some((roomId) => after[roomId] !== before[roomId]);
    }
    for (const room of this.#rooms.all()) if (room.behind) this.fill(room);
  }

  async #apply(item) {
    const room = this.#rooms.getOrAdd(item.roomId);
    if (!room.known) await this.describe(room);
    if (item.headSeq - room.heldSeq > FAR) await this.#startOver(room);
    room.merge(item.messages);
    room.advance(item);
    this.#changed();
  }

  /** Who and what, for a room that a frame told of first. */
  async describe(room) {
    room.describe(await this.#api.room(room.roomId));
    this.#changed();
  }

  async #startOver(room) {
    if (room.window) room.show(await this.#api.messages(room.roomId, { limit: PAGE / 2 }));
    else await this.describe(room);
  }

  /** Closes the hole between what is held and the known head; live frames may go on meanwhile. */
  async fill(room) {
    if (this.#filling.has(room)) return;
    this.#filling.add(room);
    await this.#running; // a pass closes it, too
    const backoff = new Backoff(this.#timing);
    while (room.behind && !this.#stopped) {
      const held = room.heldSeq;
      let failed;
      try {
        await this.#fillSome(room);
      } catch (failure) {
        if ([401, 403, 404].includes(failure.status)) break;
        failed = failure;
      }
      this.#changed();
      if (room.heldSeq === held) await pause(waitAfter(failed, backoff));
    }
    this.#filling.delete(room);
  }

  async #fillSome(room) {
    if (!room.window || room.headSeq - room.heldSeq > FAR) return this.#startOver(room);
    const page = await this.#api.messages(room.roomId, { after: room.heldSeq, limit: PAGE });
    room.merge(page.items);
    room.advance({ headSeq: page.headSeq });
  }
}

/** What the server asks for, and a random while, so that a crowd doesn't come back as one. */
const waitAfter = (failure, backoff) => (failure?.retryAfterMs ?? 0) + backoff.next();

const pause = (ms) => new Promise((resume) => setTimeout(resume, ms));
