/** The lending posts seen so far: the list, page by page, and single posts by id. */
const STALE_MS = 30_000;

export class Posts {
  items = [];
  status = 'idle'; // idle · loading · ready · failed
  error = null;
  nextCursor = null;
  #byId = new Map();
  #sought = new Map(); // post id -> error, null while it is on its way
  #loadedAt = 0;
  #api;
  #changed;

  constructor({ api, changed }) {
    this.#api = api;
    this.#changed = changed;
  }

  known(postId) {
    return this.#byId.get(postId);
  }

  /** Coming back to the list shows what is there and looks for newer posts behind it. */
  async visit() {
    if (this.status !== 'loading' && Date.now() - this.#loadedAt > STALE_MS) await this.reload();
  }

  reload() {
    return this.#load(undefined, (page) => page.items);
  }

  more() {
    if (!this.nextCursor || this.status === 'loading') return Promise.resolve();
    const held = new Set(this.items.map((post) => post.postId));
    return this.#load(this.nextCursor, (page) => [...this.items, ...page.items.filter((post) => !held.has(post.postId))]);
  }

  /** The post, or what is in its way: {post}, {error} or, while it is on its way, neither. */
  look(postId) {
    const post = this.known(postId);
    if (!post && !this.#sought.has(postId)) this.#seek(postId);
    return { post, error: this.#sought.get(postId) };
  }

  seekAgain(postId) {
    this.#sought.delete(postId);
    this.#changed();
  }

  async get(postId) {
    return this.known(postId) ?? this.#keep(await this.#api.post(postId));
  }

  async create(fields) {
    const post = this.#keep(await this.#api.createPost(fields));
    this.items = [post, ...this.items.filter((other) => other.postId !== post.postId)];
    this.#changed();
    return post;
  }

  async #seek(postId) {
    this.#sought.set(postId, null);
    await this.get(postId).catch((failure) => this.#sought.set(postId, failure));
    this.#changed();
  }

  async #load(cursor, merged) {
    this.status = 'loading';
    this.#changed();
    try {
      const page = await this.#api.posts(cursor);
      page.items.forEach((post) => this.#keep(post));
      this.items = merged(page);
      this.nextCursor = page.nextCursor;
      this.status = 'ready';
      this.#loadedAt = Date.now();
    } catch (failure) {
      this.status = 'failed';
      this.error = failure;
    }
    this.#changed();
  }

  #keep(post) {
    this.#byId.set(post.postId, post);
    return post;
  }
}
