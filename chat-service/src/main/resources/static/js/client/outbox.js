/**
 * What this user wrote and the cluster has not stored yet: one lane per room, in order, at most one unanswered
 * send per lane.
 *
 * An entry goes pending → accepted (ack: it will be stored, through any fault) → stored (its `message` came), or
 * pending → failed when the server says that trying again can't help. Whatever else happens, a pending entry is
 * sent again with the SAME id until it is answered; the server stores it once. It survives a reload.
 *
 * What comes stored before its ack is shown so at once, but its lane waits for the ack, or the end of the
 * connection, all the same: a gateway that has refused it takes nothing else before it.
 *
 * A lane that begins on a post keeps sending with the post id until a stored message of the room was seen: an
 * accepted first message may not have made its room yet.
 */
import { Backoff } from './backoff.js';

const RETRYABLE = new Set(['not_accepted', 'outcome_unknown', 'rate_limited', 'retry_in_order', 'unavailable']);

export class Outbox {
  #lanes = [];
  #send;
  #changed;
  #memory;
  #timing;

  /**
   * @param send (frame) => boolean, false when the connection can't take it now
   * @param memory {load(), save(lanes)}, so that a reload keeps the same ids
   * @param timing see timing.js
   */
  constructor({ send, changed, memory, timing }) {
    this.#send = send;
    this.#changed = changed;
    this.#memory = memory;
    this.#timing = timing;
    this.#lanes = memory.load().map((kept) => new Lane(kept, timing));
  }

  /** The entries of a conversation that are not on screen as stored messages yet, oldest first. */
  entries(address) {
    return this.#find(address)?.entries ?? [];
  }

  /** The room that a first message on this post was accepted into, stored or not. */
  roomOnPost(postId) {
    return this.#find({ postId })?.roomId;
  }

  get unsent() {
    return this.#lanes.some((lane) => lane.entries.some((entry) => entry.state === 'pending'));
  }

  add(address, text) {
    const lane = this.#laneOf(address);
    lane.entries.push({ id: crypto.randomUUID().toLowerCase(), text, createdAt: new Date().toISOString(), state: 'pending' });
    this.#pump(lane);
    this.#save();
  }

  retry(id) {
    this.#with(id, (lane, entry) => {
      if (entry.state !== 'failed') return;
      // Behind what was written since: the order of sending is the order of storing.
      lane.entries = [...lane.entries.filter((other) => other !== entry), entry];
      entry.state = 'pending';
      // A fresh id where the old one belongs to another text, or it would be refused for ever.
      if (entry.code === 'duplicate_mismatch') entry.id = crypto.randomUUID().toLowerCase();
      delete entry.code;
      this.#pump(lane);
    });
  }

  discard(id) {
    this.#with(id, (lane, entry) => {
      if (entry.state === 'failed') this.#remove(lane, entry);
    });
  }

  connected() {
    this.#lanes.forEach((lane) => this.#pump(lane));
  }

  disconnected() {
    this.#lanes.forEach((lane) => lane.release());
  }

  clear() {
    this.disconnected();
    this.#lanes = [];
    this.#memory.save([]);
  }

  acked({ id, roomId, messageId }) {
    this.#with(id, (lane, entry) => {
      lane.roomId ??= roomId;
      if (entry.state === 'pending') Object.assign(entry, { state: 'accepted', messageId });
    });
    this.#answered(id);
  }

  refused({ id, code, retryable, retryAfterMs }) {
    if (retryable || RETRYABLE.has(code)) {
      // What was accepted meanwhile stays accepted, whatever becomes of its repetition.
      const lane = this.#lanes.find((candidate) => candidate.waitsFor(id));
      lane?.repeat(retryAfterMs, () => this.#pump(lane));
      return;
    }
    this.#with(id, (_, entry) => {
      if (entry.state !== 'stored') Object.assign(entry, { state: 'failed', code });
    });
    this.#answered(id);
  }

  /** A message of this user's, live or fetched. It stays an entry until `seen` says that it is on screen. */
  stored(message) {
    for (const lane of this.#lanes) if (lane.roomId === message.roomId) lane.viaPost = false;
    if (!message.clientMessageId) return;
    this.#with(message.clientMessageId, (lane, entry) => {
      lane.roomId ??= message.roomId;
      lane.viaPost = false;
      Object.assign(entry, { state: 'stored', seq: message.seq });
    });
  }

  /** Drops what the room's window shows, or what no window is open for. */
  seen(room) {
    const lane = this.#find(room.address);
    for (const entry of lane?.entries ?? []) {
      if (entry.state === 'stored' && (room.window ? entry.seq <= room.window.last : !room.opening)) this.#remove(lane, entry);
    }
  }

  /** A window that doesn't reach back to an acked entry holds it further up: acked is durable. */
  forgetAcceptedBefore(room, sentAt) {
    const lane = this.#find(room.address);
    for (const entry of lane?.entries ?? []) {
      if (entry.state === 'accepted' && entry.createdAt < sentAt) this.#remove(lane, entry);
    }
  }

  #pump(lane) {
    if (lane.waits) return;
    const next = lane.front ?? lane.entries.find((entry) => entry.state === 'pending');
    if (!next) return;
    const to = lane.viaPost ? { postId: lane.postId } : { roomId: lane.roomId };
    if (!this.#send({ type: 'send', id: next.id, ...to, text: next.text })) return;
    lane.await(next, this.#timing.answerPatienceMs, () => this.#pump(lane));
  }

  #answered(id) {
    const lane = this.#lanes.find((candidate) => candidate.front?.id === id?.toLowerCase());
    if (!lane) return;
    lane.release();
    lane.backoff.reset();
    this.#pump(lane);
  }

  #laneOf(address) {
    let lane = this.#find(address);
    if (!lane) {
      lane = new Lane({ ...address, viaPost: !address.roomId }, this.#timing);
      this.#lanes.push(lane);
    }
    lane.roomId ??= address.roomId;
    return lane;
  }

  #find({ roomId, postId }) {
    return (
      this.#lanes.find((lane) => roomId && lane.roomId === roomId) ??
      this.#lanes.find((lane) => postId && lane.postId === postId)
    );
  }

  #with(id, act) {
    const wanted = id?.toLowerCase();
    for (const lane of this.#lanes) {
      const entry = lane.entries.find((candidate) => candidate.id === wanted);
      if (!entry) continue;
      act(lane, entry);
      this.#save();
      return;
    }
  }

  #remove(lane, entry) {
    lane.entries = lane.entries.filter((other) => other !== entry);
    this.#save();
  }

  #save() {
    const kept = this.#lanes.filter((lane) => lane.entries.length > 0);
    this.#memory.save(kept.map(({ roomId, postId, viaPost, entries }) => ({ roomId, postId, viaPost, entries })));
    this.#changed();
  }
}

class Lane {
  front = null; // what the gateway owes an answer; kept here, for once seen it is no entry any more
  waits = false; // for the answer, or to send it again
  #asked = false; // sent, and not refused since
  #timer = 0;

  constructor({ roomId, postId, viaPost, entries = [] }, timing) {
    Object.assign(this, { roomId, postId, viaPost, entries });
    this.backoff = new Backoff(timing);
  }

  waitsFor(id) {
    return this.#asked && this.front.id === id?.toLowerCase();
  }

  await({ id, text }, patienceMs, again) {
    this.front = { id, text };
    this.#asked = true;
    this.#later(patienceMs, again);
  }

  repeat(afterMs = 0, again) {
    this.#asked = false;
    this.#later(afterMs + this.backoff.next(), again);
  }

  release() {
    clearTimeout(this.#timer);
    this.front = null;
    this.waits = this.#asked = false;
  }

  #later(ms, again) {
    clearTimeout(this.#timer);
    this.waits = true;
    this.#timer = setTimeout(() => {
      this.waits = false;
      again();
    }, ms);
  }
}
