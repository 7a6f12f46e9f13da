/** Exponential backoff with full jitter: a crowd that lost one server doesn't come back as a crowd. */
export class Backoff {
  #attempt = 0;

  constructor({ firstBackoffMs, mostBackoffMs }) {
    this.firstMs = firstBackoffMs;
    this.mostMs = mostBackoffMs;
  }

  next() {
    return Math.random() * Math.min(this.mostMs, this.firstMs * 2 ** this.#attempt++);
  }

  reset() {
    this.#attempt = 0;
  }
}
