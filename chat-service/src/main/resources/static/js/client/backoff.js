/** Exponential backoff with full jitter: a crowd that lost one server doesn't come back as a crowd. */
export class Backoff {
  #attempt = 0;

  constructor(firstMs, mostMs) {
    this.firstMs = firstMs;
    this.mostMs = mostMs;
  }

  next() {
    return Math.random() * Math.min(this.mostMs, this.firstMs * 2 ** this.#attempt++);
  }

  reset() {
    this.#attempt = 0;
  }
}
