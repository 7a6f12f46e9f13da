/**
 * The conversation on screen: one object from the first glance at a post, through its first message, to the room
 * it becomes, so that the view never changes under the user's hands.
 */
import { ScrollKeeper } from './scroll-keeper.js';

export const TEXT_LIMIT = 4_000;

let opened = 0;

export class Conversation {
  key = ++opened;
  status = 'loading'; // loading · ready · gone · failed
  error = null;
  post = null;
  dividerSeq = 0; // "new messages" starts after it; 0 = no divider
  #client;
  #posts;
  #drafts;
  #changed;

  constructor({ client, posts, drafts, roomId, postId, changed }) {
    this.#client = client;
    this.#posts = posts;
    this.#drafts = drafts;
    this.#changed = changed;
    this.roomId = roomId;
    this.postId = postId;
    this.post = posts.known(postId) ?? null;
    this.scroll = new ScrollKeeper(() => this.#scrolled());
  }

  get room() {
    return this.#client.room(this.roomId);
  }

  get address() {
    return { postId: this.postId, ...this.room?.address };
  }

  get title() {
    return this.room?.post ?? this.post;
  }

  get counterpart() {
    return this.room?.counterpart ?? this.post?.lender;
  }

  get messages() {
    return this.room?.window?.messages ?? [];
  }

  /** What is not among `messages` yet. */
  get unstored() {
    return this.#client.unstored(this.address);
  }

  get loadingOlder() {
    return this.#client.isLoadingOlder(this.roomId);
  }

  async begin() {
    this.status = 'loading';
    this.#changed();
    try {
      if (!this.roomId) await this.#lookUpPost();
      if (this.roomId) await this.#enterRoom();
      this.status = 'ready';
    } catch (failure) {
      this.status = failure.status === 404 ? 'gone' : 'failed';
      this.error = failure;
    }
    this.#changed();
  }

  end() {
    this.scroll.detach();
    if (this.roomId) this.#client.leave(this.roomId);
  }

  /** The first message was stored, here or on another device of mine. */
  becomeRoom(roomId) {
    this.#drafts.move(this.#draftKey, roomId);
    this.roomId = roomId;
    this.#enterRoom().catch((failure) => (this.error = failure)).finally(this.#changed);
  }

  get draft() {
    return this.#drafts.get(this.#draftKey);
  }

  write(text) {
    this.#drafts.set(this.#draftKey, text);
    if (text && this.roomId) this.#client.company.tellTyping(this.roomId);
    this.#changed();
  }

  send() {
    const text = this.draft.toWellFormed().replaceAll('\0', '');
    if (!text.trim() || [...text].length > TEXT_LIMIT) return;
    this.#drafts.set(this.#draftKey, '');
    this.dividerSeq = 0;
    this.#client.send(this.address, text);
    this.scroll.jumpToBottom();
    this.#changed();
  }

  retry(id) {
    this.#client.retry(id);
  }

  discard(id) {
    this.#client.discard(id);
  }

  loadOlder() {
    return this.#client.loadOlder(this.roomId).catch(() => {}); // the button stays; scrolling tries again
  }

  jumpToNewest() {
    this.scroll.jumpToBottom();
    this.#changed();
  }

  /** A message came while nobody was looking: that is where "new" begins. */
  cameUnseen(message) {
    if (message.seq - 1 === this.room.readSeq) this.dividerSeq = message.seq - 1;
  }

  /** After each redraw or scroll: what is on screen counts as read, if somebody looks at the screen. */
  noticeRead() {
    if (!this.room?.window || this.status !== 'ready' || !isWatched()) return;
    const seq = this.scroll.newestVisible();
    if (seq > this.room.readSeq) this.#client.markRead(this.roomId, seq);
  }

  async #lookUpPost() {
    const [post, room] = await Promise.all([
      this.#posts.get(this.postId),
      this.#client.findRoomOnPost(this.postId),
    ]);
    this.post = post;
    if (!room) return;
    this.#drafts.move(this.#draftKey, room.roomId);
    this.roomId = room.roomId;
  }

  async #enterRoom() {
    this.#client.company.watch(this.roomId);
    await this.#client.open(this.roomId);
    const { readSeq, unread } = this.room;
    if (this.status === 'loading') this.dividerSeq = unread > 0 ? readSeq : 0;
  }

  #scrolled() {
    if (this.scroll.nearTop && this.room?.window?.hasOlder && !this.loadingOlder) this.loadOlder();
    this.#changed();
  }

  get #draftKey() {
    return this.roomId ?? `post:${this.postId}`;
  }
}

export const isWatched = () => document.visibilityState === 'visible' && document.hasFocus();
