/**
 * What is known of each room: who and about what, head, reads, the newest message and, once opened, a window.
 *
 * Every number only moves forward, so sources may be applied in any order: list, page, sync, live frame. So does
 * erasing: once a message comes erased, its sender is, and none of theirs is held readable any more, whatever comes.
 */
import { RoomWindow } from './room-window.js';

export class Room {
  post = null;
  borrower = null;
  lender = null;
  lastMessage = null;
  updatedAt = '';
  headSeq = 0;
  reads = new Map(); // user id -> seq
  window = null;
  opening = false;
  #early = []; // live messages that came while the first page was on its way
  #erased = new Set(); // ids of senders

  constructor(roomId, me) {
    this.roomId = roomId;
    this.me = me;
  }

  /** False while only frames told of it: its people and post are not known yet. */
  get known() {
    return this.post !== null;
  }

  get counterpart() {
    return this.borrower?.userId === this.me ? this.lender : this.borrower;
  }

  /** Names the room to the outbox: on one's own borrowing, the post names it as well. */
  get address() {
    const postId = this.borrower?.userId === this.me ? this.post.postId : undefined;
    return { roomId: this.roomId, postId };
  }

  get readSeq() {
    return this.reads.get(this.me) ?? 0;
  }

  get counterpartReadSeq() {
    return this.reads.get(this.counterpart?.userId) ?? 0;
  }

  get unread() {
    return Math.max(0, this.headSeq - this.readSeq);
  }

  /** The newest seq up to which nothing is missing here; the head a catch-up starts from. */
  get heldSeq() {
    return this.window ? this.window.last : (this.lastMessage?.seq ?? 0);
  }

  get behind() {
    return this.heldSeq < this.headSeq;
  }

  /** Both have read all that is held: until the head moves, no read position can. */
  get settled() {
    return Math.min(this.readSeq, this.counterpartReadSeq) >= this.heldSeq;
  }

  describe(summary) {
    this.post = summary.post;
    this.borrower = summary.borrower;
    this.lender = summary.lender;
    this.advance(summary);
    if (summary.lastMessage) this.#heed([summary.lastMessage]);
    if (summary.updatedAt > this.updatedAt) this.updatedAt = summary.updatedAt;
  }

  advance({ headSeq = 0, readSeq = 0, counterpartReadSeq = 0 }) {
    this.headSeq = Math.max(this.headSeq, headSeq);
    this.read(this.me, readSeq);
    if (this.counterpart) this.read(this.counterpart.userId, counterpartReadSeq);
  }

  read(userId, seq) {
    if (seq > (this.reads.get(userId) ?? 0)) this.reads.set(userId, seq);
  }

  merge(items) {
    const messages = this.#heed(items);
    if (this.window) this.window.merge(messages);
    else if (isWhole(messages, this.headSeq)) this.window = new RoomWindow(messages);
    else if (this.opening) this.#early.push(...messages);
  }

  /** The newest page, for a room opened first or after a gap too wide to fill. */
  show(page) {
    const messages = this.#heed(page.items);
    this.headSeq = Math.max(this.headSeq, page.headSeq ?? 0);
    if (this.window) this.window.replace(messages);
    else this.window = new RoomWindow(messages);
    this.window.merge(this.#early);
    this.#early = [];
  }

  /** An older page, to stand before what the window holds. */
  prepend(page) {
    this.window.prepend(this.#heed(page.items));
  }

  /** Takes note of them all. Gives them as they may be shown. */
  #heed(items) {
    const before = this.#erased.size;
    for (const { erased, senderId } of items) if (erased) this.#erased.add(senderId);
    if (this.#erased.size > before) this.#eraseHeld();
    const messages = items.map(this.#shown);
    messages.forEach((message) => this.#note(message));
    return messages;
  }

  #eraseHeld() {
    this.window?.change(this.#shown);
    this.#early = this.#early.map(this.#shown);
    this.lastMessage &&= this.#shown(this.lastMessage);
  }

  #shown = (message) => (this.#erased.has(message.senderId) && !message.erased ? { ...message, text: '', erased: true } : message);

  #note(message) {
    this.headSeq = Math.max(this.headSeq, message.seq);
    this.read(message.senderId, message.seq); // who wrote it has read up to it
    if (message.seq <= (this.lastMessage?.seq ?? 0)) return;
    this.lastMessage = message;
    if (message.sentAt > this.updatedAt) this.updatedAt = message.sentAt;
  }
}

/** The whole history of a young room needs no fetching. */
const isWhole = (messages, headSeq) => messages[0]?.seq === 1 && messages.at(-1).seq === headSeq;

export class RoomStore {
  #rooms = new Map();

  constructor(me) {
    this.me = me;
  }

  get(roomId) {
    return this.#rooms.get(roomId);
  }

  getOrAdd(roomId) {
    if (!this.#rooms.has(roomId)) this.#rooms.set(roomId, new Room(roomId, this.me));
    return this.#rooms.get(roomId);
  }

  describe(summary) {
    const room = this.getOrAdd(summary.roomId);
    room.describe(summary);
    return room;
  }

  all() {
    return [...this.#rooms.values()];
  }

  newestFirst() {
    return this.all()
      .filter((room) => room.known)
      .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : 0));
  }

  /** My room on that post, as its borrower. */
  onPost(postId) {
    return this.all().find((room) => room.post?.postId === postId && room.borrower?.userId === this.me);
  }

  /**
   * What a catch-up starts from. It tells only of rooms whose head is beyond the one it is given; so that it also
   * tells who has read on meanwhile, it is given one less for rooms in which anybody still can.
   *
   * @param answered rooms that this catch-up told of already
   */
  heads(answered) {
    const headOf = (room) => (room.settled || answered.has(room.roomId) ? room.heldSeq : room.heldSeq - 1);
    return Object.fromEntries(this.all().map((room) => [room.roomId, headOf(room)]));
  }

  get unread() {
    return this.all().reduce((sum, room) => sum + room.unread, 0);
  }
}
