/**
 * The reference chat client for browsers: no DOM, no views, usable on its own.
 *
 *   const client = new ChatClient({ api, session, userId, node, storage });
 *   client.addEventListener('change', () => draw(client.rooms()));
 *   client.start();
 *   client.send({ postId }, 'Is it free on Saturday?');   // or { roomId }
 *
 * It promises: every message once and in order per room, no silent gap, one send at a time per room with the same
 * id until it is answered, reads that only move forward. It holds a window per opened room, never all history.
 *
 * Events: `change` (anything visible changed), `message` (detail: a live message of someone else's),
 * `signed-out` (the session is over). The owner calls `wake()` when the network or the user comes back.
 *
 * `api` is the REST contract (api.js), `session` gives and renews tokens (session.js), `storage` keeps unsent
 * messages over a reload (sessionStorage, as two tabs may be two users), `timing` replaces waits (timing.js).
 */
import { CatchUp } from './client/catch-up.js';
import { Company } from './client/company.js';
import { Connection } from './client/connection.js';
import { OutboxMemory } from './client/outbox-memory.js';
import { Outbox } from './client/outbox.js';
import { Reads } from './client/reads.js';
import { RoomStore } from './client/room-store.js';
import { TIMING } from './client/timing.js';

const PAGE = 50;
const KEPT_UNOPENED = 100; // messages a window keeps after its conversation was left
const CLOCKS_APART_MS = 300_000;

export class ChatClient extends EventTarget {
  #api;
  #rooms;
  #outbox;
  #catchUp;
  #loading = new Map(); // room id -> the older page on its way

  constructor({ api, session, userId, node, storage, timing: shorter = {} }) {
    super();
    const timing = { ...TIMING, ...shorter };
    this.#api = api;
    this.userId = userId;
    const changed = () => this.dispatchEvent(new Event('change'));
    const send = (frame) => this.connection.send(frame);
    this.connection = new Connection({
      ticket: () => api.socketTicket(node),
      tokens: session,
      frame: (frame) => this.#take(frame),
      changed: (state) => this.#connectionBecame(state),
      signedOut: () => this.dispatchEvent(new Event('signed-out')),
      timing,
    });
    this.#rooms = new RoomStore(userId);
    this.#outbox = new Outbox({ send, changed, memory: new OutboxMemory(storage, userId), timing });
    this.#catchUp = new CatchUp({ api, rooms: this.#rooms, changed: () => this.#settle(), timing });
    this.reads = new Reads({ send });
    this.company = new Company({ send, changed });
    this.changed = changed;
  }

  start() {
    this.connection.start();
    this.#catchUp.list().catch(() => {}); // the first welcome tries again
  }

  stop() {
    this.connection.stop();
    this.#catchUp.stop();
    this.#outbox.disconnected();
    this.reads.stop();
  }

  wake() {
    this.connection.wake();
  }

  get listed() {
    return this.#catchUp.listed;
  }

  get unread() {
    return this.#rooms.unread;
  }

  get unsent() {
    return this.#outbox.unsent;
  }

  rooms() {
    return this.#rooms.newestFirst();
  }

  room(roomId) {
    return this.#rooms.get(roomId);
  }

  /** The room on a post once a message of it is known to be stored. */
  roomOnPost(postId) {
    const accepted = this.#rooms.get(this.#outbox.roomOnPost(postId));
    return this.#rooms.onPost(postId) ?? (accepted?.headSeq > 0 ? accepted : undefined);
  }

  /** Finds out whether there is a room on that post yet; undefined when no message was stored. */
  async findRoomOnPost(postId) {
    try {
      return this.#rooms.describe(await this.#api.roomOnPost(postId));
    } catch (failure) {
      if (failure.code === 'room_not_found') return undefined;
      throw failure;
    }
  }

  /** Loads the newest page of a room, unless its window is held already. */
  async open(roomId) {
    const room = this.#rooms.get(roomId) ?? this.#rooms.describe(await this.#api.room(roomId));
    if (!room.known) await this.#catchUp.describe(room);
    if (room.window || room.opening) return;
    room.opening = true;
    try {
      room.show(await this.#api.messages(roomId, { limit: PAGE }));
    } finally {
      room.opening = false;
    }
    this.#settle();
    if (room.behind) await this.#catchUp.fill(room);
  }

  /** The conversation was left: its window shrinks back to a tail. */
  leave(roomId) {
    this.company.unwatch(roomId);
    this.#rooms.get(roomId)?.window?.keepNewest(KEPT_UNOPENED);
  }

  loadOlder(roomId) {
    const room = this.#rooms.get(roomId);
    if (!room?.window?.hasOlder) return Promise.resolve();
    if (!this.#loading.has(roomId)) {
      const page = this.#api.messages(roomId, { before: room.window.first, limit: PAGE });
      const loading = page.then((older) => room.prepend(older)).finally(() => {
        this.#loading.delete(roomId);
        this.changed();
      });
      this.#loading.set(roomId, loading);
      this.changed();
    }
    return this.#loading.get(roomId);
  }

  isLoadingOlder(roomId) {
    return this.#loading.has(roomId);
  }

  /** @param address {roomId} or, before a room is known, {postId}; both together where both are known */
  send(address, text) {
    this.#outbox.add(address, text);
    if (address.roomId) this.company.sent(address.roomId);
  }

  unstored(address) {
    return this.#outbox.entries(address);
  }

  retry(id) {
    this.#outbox.retry(id);
  }

  discard(id) {
    this.#outbox.discard(id);
  }

  /** For a sign-out on purpose and for a deleted account: nothing the user wrote stays in the tab. */
  forgetUnsent() {
    this.#outbox.clear();
  }

  markRead(roomId, seq) {
    const room = this.#rooms.get(roomId);
    if (room && this.reads.mark(room, seq)) this.changed();
  }

  #connectionBecame(state) {
    if (state !== 'open') {
      this.#outbox.disconnected();
      this.company.disconnected();
    }
    this.changed();
  }

  #take(frame) {
    switch (frame.type) {
      case 'welcome': return this.#welcomed();
      case 'ack': return this.#outbox.acked(frame);
      case 'message': return this.#arrived(frame);
      case 'read': return this.#readTo(frame);
      case 'typing': return frame.userId !== this.userId && this.company.writes(frame.roomId);
      case 'presence': return this.company.came(frame);
      case 'error': return frame.id && this.#outbox.refused(frame);
      case 'resync': return this.#catchUp.run();
      default: // newer than this client: ignored
    }
  }

  #welcomed() {
    this.#outbox.connected();
    this.company.connected();
    this.reads.connected();
    this.#catchUp.run();
  }

  #arrived({ type: _, ...message }) {
    const room = this.#rooms.getOrAdd(message.roomId);
    const isNew = message.seq > room.headSeq;
    room.merge([message]);
    if (message.senderId !== this.userId) this.company.wrote(message.roomId);
    if (message.senderId === this.userId) this.#outbox.stored(message);
    if (!room.known) this.#catchUp.describe(room).catch(() => this.#catchUp.run());
    if (room.window && room.behind) this.#catchUp.fill(room);
    this.#settle();
    if (isNew && message.senderId !== this.userId) this.dispatchEvent(new CustomEvent('message', { detail: message }));
  }

  #readTo({ roomId, userId, seq }) {
    this.#rooms.getOrAdd(roomId).read(userId, seq);
    this.changed();
  }

  /** After messages came from anywhere: entries that are stored by now give way to them. */
  #settle() {
    for (const room of this.#rooms.all()) {
      const unstored = this.#outbox.entries(room.address);
      if (unstored.length === 0 || !room.window) {
        this.#outbox.seen(room);
        continue;
      }
      const waited = new Set(unstored.map((entry) => entry.id));
      for (const message of room.window.messages) {
        if (waited.has(message.clientMessageId?.toLowerCase())) this.#outbox.stored(message);
      }
      this.#outbox.seen(room);
      const oldest = room.window.hasOlder && Date.parse(room.window.messages[0].sentAt) - CLOCKS_APART_MS;
      if (oldest) this.#outbox.forgetAcceptedBefore(room, new Date(oldest).toISOString());
    }
    this.changed();
  }
}
