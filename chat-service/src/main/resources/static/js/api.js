/** The REST contract by the names of the field. A 401 is met with one refresh and one more try, then it stands. */
import { ApiError, call } from './http.js';

export { ApiError };

export class Api {
  constructor(session) {
    this.session = session;
  }

  register = (username, password, displayName) =>
    call('POST', '/api/auth/register', { body: { username, password, displayName } });

  me = () => this.#ask('GET', '/api/me');
  deleteMe = () => this.#ask('DELETE', '/api/me');

  posts = (cursor) => this.#ask('GET', `/api/posts?${query({ limit: 30, cursor })}`);
  post = (postId) => this.#ask('GET', `/api/posts/${encodeURIComponent(postId)}`);
  createPost = (post) => this.#ask('POST', '/api/posts', post);
  roomOnPost = (postId) => this.#ask('GET', `/api/posts/${encodeURIComponent(postId)}/room`);

  rooms = (cursor) => this.#ask('GET', `/api/rooms?${query({ limit: 100, cursor })}`);
  room = (roomId) => this.#ask('GET', `/api/rooms/${encodeURIComponent(roomId)}`);
  messages = (roomId, page) =>
    this.#ask('GET', `/api/rooms/${encodeURIComponent(roomId)}/messages?${query(page)}`);
  sync = (heads, limit) => this.#ask('POST', '/api/sync', { heads, limit });
  socketTicket = (node) => this.#ask('POST', '/api/socket-tickets', node ? { node } : {});

  async #ask(method, path, body) {
    const token = await this.session.token();
    try {
      return await call(method, path, { body, token });
    } catch (failure) {
      if (failure.status !== 401) throw failure;
      await this.session.renew(token);
      return await call(method, path, { body, token: await this.session.token() });
    }
  }
}

function query(parameters) {
  return new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null));
}
