/**
 * Who is signed in in this tab: the access token in memory, the refresh token in the tab's storage.
 *
 * Two tabs may be two people, and a reload stays signed in. Tokens are never logged or put into a URL. Only a
 * refusal ends the session; a server that can't be reached does not.
 */
import { ApiError, call } from './http.js';

const REFRESH_KEY = 'maru.refresh';

export class Session {
  /** Called when a server refused to go on with this session. */
  ended = () => {};
  #access = null;
  #expiresAt = 0;
  #lifeMs = 0;
  #refreshing = null;
  #storage;

  constructor(storage = sessionStorage) {
    this.#storage = storage;
  }

  get remembered() {
    return this.#storage.getItem(REFRESH_KEY) !== null;
  }

  /** When the access token in hand ends, and how long it lived from the start, both in milliseconds. */
  get expiry() {
    return { expiresAt: this.#expiresAt, lifeMs: this.#lifeMs };
  }

  async signIn(username, password) {
    this.#keep(await call('POST', '/api/auth/login', { body: { username, password } }));
  }

  async signOut() {
    const refreshToken = this.#storage.getItem(REFRESH_KEY);
    const token = this.#access;
    this.forget();
    if (refreshToken) await call('POST', '/api/auth/logout', { body: { refreshToken }, token }).catch(() => {});
  }

  forget() {
    this.#access = null;
    this.#expiresAt = 0;
    this.#storage.removeItem(REFRESH_KEY);
  }

  /** An access token that lives at least `leastMs` from now; asks for a new one if need be. */
  async token(leastMs = 5_000) {
    if (!this.#access || this.#expiresAt - Date.now() < leastMs) await this.renew();
    return this.#access;
  }

  /** One refresh at a time, however many callers found out together. `refused` is the token a server turned down. */
  async renew(refused) {
    if (refused && refused !== this.#access) return;
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
    await this.#refreshing;
  }

  async #refresh() {
    const refreshToken = this.#storage.getItem(REFRESH_KEY);
    if (!refreshToken) throw new ApiError('unauthenticated', 401);
    try {
      this.#keep(await call('POST', '/api/auth/refresh', { body: { refreshToken } }));
    } catch (failure) {
      if (![400, 401, 403].includes(failure.status)) throw failure;
      this.forget();
      this.ended();
      throw new ApiError('unauthenticated', 401);
    }
  }

  #keep({ accessToken, expiresIn, refreshToken }) {
    this.#access = accessToken;
    this.#lifeMs = expiresIn * 1000;
    this.#expiresAt = Date.now() + this.#lifeMs;
    if (refreshToken) this.#storage.setItem(REFRESH_KEY, refreshToken);
  }
}
