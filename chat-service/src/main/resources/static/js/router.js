/**
 * The address bar as the one truth about what is shown; built and parsed here and nowhere else.
 *
 *   #/posts · #/posts/new · #/posts/{id} · #/posts/{id}/chat · #/rooms · #/rooms/{id}
 *
 * Every history entry carries its depth, so that the page's own back button can tell a way back inside the page
 * from one that would leave it.
 */
export const paths = {
  posts: '#/posts',
  newPost: '#/posts/new',
  post: (postId) => `#/posts/${encodeURIComponent(postId)}`,
  postChat: (postId) => `#/posts/${encodeURIComponent(postId)}/chat`,
  rooms: '#/rooms',
  room: (roomId) => `#/rooms/${encodeURIComponent(roomId)}`,
};

export function parse(hash) {
  const [section, id, leaf] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  if (section === 'rooms') return id ? { name: 'room', roomId: id } : { name: 'rooms' };
  if (section !== 'posts' || !id) return { name: 'posts' };
  if (id === 'new') return { name: 'newPost' };
  return { name: leaf === 'chat' ? 'postChat' : 'post', postId: id };
}

/** The list beside (on a phone: behind) a view. */
export function parent(route) {
  return ['rooms', 'room', 'postChat'].includes(route.name) ? paths.rooms : paths.posts;
}

export class Router {
  route = parse(location.hash);
  #depth = 0;
  #started = false;
  #changed;

  constructor(changed) {
    this.#changed = changed;
    window.addEventListener('hashchange', () => this.#follow());
    this.#mark();
  }

  go(path) {
    if (location.hash !== path) location.hash = path;
  }

  replace(path) {
    history.replaceState({ depth: this.#depth }, '', path);
    this.#follow();
  }

  back() {
    if (this.#depth > 0) history.back();
    else this.replace(parent(this.route));
  }

  #follow() {
    this.#mark();
    const before = this.route;
    this.route = parse(location.hash);
    this.#changed(before);
  }

  #mark() {
    if (history.state?.depth === undefined) {
      history.replaceState({ depth: this.#started ? this.#depth + 1 : 0 }, '', location.href);
    }
    this.#started = true;
    this.#depth = history.state.depth;
  }
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // typed by hand; it will not be found
  }
}
