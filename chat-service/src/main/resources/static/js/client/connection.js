/**
 * One live WebSocket to some gateway, for as long as it is wanted.
 *
 * It comes back by itself after every loss, with a new ticket each time; a dead link is found within two
 * heartbeats. It keeps no message: frames given to `send` while it isn't open are refused (false), and what was
 * missed is the catch-up's work.
 *
 * States: idle · connecting (the first attempt) · open (welcome came) · reconnecting · stopped (4403: coming back
 * would not help).
 */
import { Backoff } from './backoff.js';

const WELCOME_PATIENCE_MS = 10_000;
const PROBE_PATIENCE_MS = 5_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What a close code asks of us; any other code means: come back. */
const CLOSING = { 4401: 'sign-in-again', 4403: 'stop', 4400: 'ease-off', 4413: 'ease-off', 4429: 'ease-off' };

export class Connection {
  state = 'idle';
  node = null;
  #socket = null;
  #turn = 0; // an answer that belongs to an older turn is stale
  #timer = 0;
  #beat = 0;
  #backoff;
  #timing;
  #openedAt = 0;
  #heardAt = 0;
  #probe = null;
  #resumeAt = 0; // set by goaway: not before
  #tokenRefused = false;

  /**
   * @param ticket () => Promise<{ticket, url}>
   * @param tokens {renew(), token(leastMs), expiry}
   * @param frame called with each frame, `welcome` included, once the state is open
   * @param changed called after each change of state
   * @param signedOut called when the session is over
   * @param timing see timing.js
   */
  constructor({ ticket, tokens, frame, changed, signedOut, timing }) {
    Object.assign(this, { ticket, tokens, frame, changed, signedOut });
    this.#timing = timing;
    this.#backoff = new Backoff(timing);
  }

  start() {
    this.#become('connecting');
    this.#connect();
  }

  stop() {
    this.#leave();
    this.#become('idle');
  }

  /** The network or the user came back: try at once, or make sure that an open link is alive. */
  wake() {
    if (this.state === 'open') this.#ask(PROBE_PATIENCE_MS);
    else if (['connecting', 'reconnecting'].includes(this.state) && !this.#socket && now() >= this.#resumeAt) this.#connect();
  }

  send(frame) {
    if (this.state !== 'open' || this.#resumeAt > 0 || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  async #connect() {
    clearTimeout(this.#timer);
    this.#resumeAt = 0;
    const turn = ++this.#turn;
    try {
      if (this.#tokenRefused) await this.tokens.renew();
      this.#tokenRefused = false;
      const { ticket, url } = await this.ticket();
      if (turn !== this.#turn) return;
      this.#open(ticket, url);
    } catch (failure) {
      if (turn === this.#turn) this.#refused(failure);
    }
  }

  #open(ticket, url) {
    const address = new URL(url);
    address.searchParams.set('ticket', ticket);
    const socket = new WebSocket(address, ['chat.v1']);
    this.#socket = socket;
    socket.onmessage = (event) => this.#heard(event.data);
    socket.onclose = (event) => this.#closed(event.code);
    this.#timer = setTimeout(() => this.#closed(1006), WELCOME_PATIENCE_MS);
  }

  #heard(data) {
    this.#heardAt = now();
    this.#probe = null;
    const frame = parsed(data);
    if (frame?.type === 'welcome') this.#welcomed(frame);
    if (frame?.type === 'goaway') this.#sentAway(frame.reconnectAfterMs ?? 0);
    if (frame?.type && this.state === 'open') this.frame(frame);
  }

  #welcomed({ node, heartbeatSeconds }) {
    clearTimeout(this.#timer);
    this.#openedAt = now();
    this.node = node;
    // A little less than a heartbeat, so that two of them and the timer's own grain fit into two heartbeats.
    const quietMs = (heartbeatSeconds > 0 ? heartbeatSeconds : 25) * 900;
    this.#beat = setInterval(() => this.#watchLink(quietMs), Math.min(1_000, quietMs / 4));
    this.#renewLater();
    this.#become('open');
  }

  #watchLink(quietMs) {
    if (this.#probe && now() >= this.#probe.deadline) this.#closed(1006);
    else if (!this.#probe && now() - this.#heardAt >= quietMs) this.#ask(quietMs);
  }

  /** A browser can't see WebSocket pings, so it asks in the protocol. Silence after a question is a dead link. */
  #ask(patienceMs) {
    if (this.send({ type: 'ping' })) this.#probe ??= { deadline: now() + patienceMs };
  }

  #sentAway(afterMs) {
    clearTimeout(this.#timer);
    this.#resumeAt = now() + Math.max(1, afterMs);
    // The node flushes and closes; should it forget to, we leave when it is time to be elsewhere.
    this.#timer = setTimeout(() => this.#closed(1012), afterMs);
  }

  /** A fresh token before the old one ends keeps this connection; the timer may come late, then 4401 does it. */
  #renewLater() {
    const { expiresAt, lifeMs } = this.tokens.expiry;
    const leadMs = Math.min(60_000, lifeMs / 3);
    const turn = this.#turn;
    setTimeout(async () => {
      if (turn !== this.#turn) return;
      const token = await this.tokens.token(leadMs + 1_000).catch(() => null);
      if (turn !== this.#turn || !token || !this.send({ type: 'auth', token })) return;
      this.#renewLater();
    }, Math.min(LONGEST_TIMER_MS, Math.max(1_000, expiresAt - Date.now() - leadMs)));
  }

  #refused(failure) {
    if (failure.code === 'unauthenticated') return this.signedOut();
    if (failure.code === 'forbidden_origin' || failure.status === 403) return this.#halt();
    this.#comeBack(failure.retryAfterMs ?? 0);
  }

  #closed(code) {
    const settled = this.#openedAt > 0 && now() - this.#openedAt >= this.#timing.settledMs;
    this.#leave();
    if (settled) this.#backoff.reset();
    const closing = CLOSING[code];
    if (closing === 'stop') return this.#halt();
    this.#tokenRefused = closing === 'sign-in-again';
    this.#comeBack(closing === 'ease-off' ? this.#timing.easeOffMs : 0);
  }

  #comeBack(leastMs) {
    const waitMs = this.#resumeAt > 0 ? this.#resumeAt - now() : leastMs + this.#backoff.next();
    this.#become('reconnecting');
    this.#timer = setTimeout(() => this.#connect(), Math.max(0, waitMs));
  }

  #halt() {
    this.#leave();
    this.#become('stopped');
  }

  /** Lets go of the socket at once: on a dead link the closing handshake would take its own time-out. */
  #leave() {
    this.#turn++;
    clearTimeout(this.#timer);
    clearInterval(this.#beat);
    this.#probe = null;
    this.#openedAt = 0;
    if (!this.#socket) return;
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#socket = null;
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.changed(state);
  }
}

const now = () => performance.now();

function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null; // not a frame of ours: ignored, as an unknown type is
  }
}
