/** Holds what the views show and redraws them; the views ask it and tell it, and know nothing of each other. */
import { Api } from './api.js';
import { ChatClient } from './chat-client.js';
import { Conversation, isWatched } from './conversation.js';
import { Drafts } from './drafts.js';
import { choose, t } from './i18n.js';
import { Posts } from './posts.js';
import { paths, Router } from './router.js';
import { Session } from './session.js';

export class App {
  phase = 'boot'; // boot · signed-out · signed-in
  me = null;
  client = null;
  posts = null;
  drafts = null;
  conversation = null;
  announcement = '';
  note = null; // key of a text for the sign-in view
  #session = new Session();
  #node;
  #redraw;
  #moved;

  /**
   * @param redraw asks for a redraw soon
   * @param moved called after another view came up, with the route before
   */
  constructor({ node, redraw, moved }) {
    this.#node = node;
    this.#redraw = redraw;
    this.#moved = moved;
    this.api = new Api(this.#session);
    this.#session.ended = () => this.#leave();
    this.router = new Router((before) => this.#routed(before));
  }

  get route() {
    return this.router.route;
  }

  changed = () => this.#redraw();

  async start() {
    if (!this.#session.remembered) return this.#leave();
    this.changed();
    for (;;) {
      try {
        return await this.#enter();
      } catch (failure) {
        if (failure.code === 'unauthenticated') return this.#leave();
        await new Promise((resume) => setTimeout(resume, 2_000));
      }
    }
  }

  async signIn(username, password) {
    await this.#session.signIn(username, password);
    await this.#enter();
    this.#moved(null);
  }

  async register(username, password, displayName) {
    await this.api.register(username, password, displayName);
    await this.signIn(username, password);
  }

  async signOut() {
    this.client.forgetUnsent();
    this.drafts.clear();
    this.#leave();
    this.router.replace(paths.posts);
    await this.#session.signOut();
  }

  /**
   * Deletes the account for good, and all that this tab knows of it. A refused token ends here as well: an earlier
   * try may have succeeded though its answer was lost, and if none did, signing in again shows it.
   */
  async deleteAccount() {
    const { client, drafts } = this; // the socket's end may sign out before the answer is here
    try {
      await this.api.deleteMe();
      this.note = 'account.deleted';
    } catch (failure) {
      if (failure.code !== 'unauthenticated') throw failure;
      this.note = 'error.unauthenticated';
    }
    client.forgetUnsent();
    drafts.clear();
    this.#session.forget();
    this.#leave();
    this.router.replace(paths.posts);
  }

  speak(language) {
    choose(language);
    this.changed();
  }

  wake() {
    this.client?.wake();
    this.changed();
  }

  async #enter() {
    const me = await this.api.me();
    this.me = me;
    this.note = null;
    this.drafts = new Drafts(me.userId);
    this.posts = new Posts({ api: this.api, changed: this.changed });
    this.client = this.#connect(me.userId);
    this.phase = 'signed-in';
    this.#routed(null);
  }

  #connect(userId) {
    const client = new ChatClient({
      api: this.api,
      session: this.#session,
      userId,
      node: this.#node,
      storage: sessionStorage,
    });
    client.addEventListener('change', () => this.#clientChanged());
    client.addEventListener('message', ({ detail }) => this.#heard(detail));
    client.addEventListener('signed-out', () => this.#leave());
    client.start();
    return client;
  }

  /** What the user wrote stays in the tab: a session that ran out is no reason to lose it. */
  #leave() {
    this.conversation?.scroll.detach();
    this.client?.stop();
    Object.assign(this, { phase: 'signed-out', me: null, client: null, conversation: null, announcement: '' });
    this.changed();
  }

  #routed(before) {
    if (this.phase === 'signed-in') this.#show(this.route);
    this.changed();
    this.#moved(before);
  }

  #show(route) {
    const open = this.conversation;
    const stays = open && (route.roomId ? open.roomId === route.roomId : route.name === 'postChat' && open.postId === route.postId);
    if (!stays) {
      open?.end();
      this.conversation = route.name === 'room' || route.name === 'postChat' ? this.#converse(route) : null;
    }
    if (['posts', 'post', 'newPost'].includes(route.name)) this.posts.visit();
  }

  #converse({ roomId, postId }) {
    const { client, posts, drafts, changed } = this;
    const found = postId && client.roomOnPost(postId);
    const conversation = new Conversation({ client, posts, drafts, postId, roomId: roomId ?? found?.roomId, changed });
    conversation.begin().then(() => this.#settleAddress());
    return conversation;
  }

  #clientChanged() {
    const { conversation } = this;
    if (conversation && !conversation.roomId && conversation.status === 'ready') {
      const room = this.client.roomOnPost(conversation.postId);
      if (room) conversation.becomeRoom(room.roomId);
    }
    this.#settleAddress();
    this.changed();
  }

  /** A conversation that began on a post moves to its room's address, without a new history entry. */
  #settleAddress() {
    const roomId = this.conversation?.roomId;
    if (roomId && this.route.name === 'postChat') this.router.replace(paths.room(roomId));
  }

  #heard(message) {
    const room = this.client.room(message.roomId);
    if (this.conversation?.roomId === message.roomId && !isWatched()) this.conversation.cameUnseen(message);
    this.announcement = `${room.counterpart?.displayName ?? ''}: ${message.erased ? t('message.erased') : message.text}`;
    this.changed();
  }
}
