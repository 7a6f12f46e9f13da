/**
 * Keeps the reader's place in a message list over every redraw.
 *
 * At the bottom it stays at the bottom, whatever arrives or shrinks; anywhere else the first visible message stays
 * where it is on the screen, also when older history comes in above it. (`overflow-anchor` is off in the CSS: it
 * does nothing at the very top, where it would matter.)
 */
const NEAR_PX = 48;

export class ScrollKeeper {
  atBottom = true;
  #list = null;
  #anchor = null;
  #placed = false;
  #resized = new ResizeObserver(() => this.#hold());
  #onScroll;

  /** @param onScroll called after the reader or a redraw moved the list */
  constructor(onScroll) {
    this.#onScroll = onScroll;
  }

  beforeDraw() {
    this.#anchor = this.#list && !this.atBottom ? this.#firstVisible() : null;
  }

  /** @param landing the element a first visit starts at; without one it starts at the bottom */
  afterDraw(list, landing) {
    if (list !== this.#list) this.#attach(list);
    if (!list) return;
    if (!this.#placed && list.querySelector('.message')) this.#place(landing);
    else if (this.atBottom) this.#toBottom();
    else if (this.#anchor?.element.isConnected) list.scrollTop += topOf(this.#anchor.element) - this.#anchor.top;
  }

  jumpToBottom() {
    this.atBottom = true;
    this.#toBottom();
  }

  /** The seq of the last message that is on screen; 0 when none is. */
  newestVisible() {
    if (!this.#list) return 0;
    const edge = this.#list.getBoundingClientRect().bottom;
    const messages = this.#list.querySelectorAll('.message[data-state="stored"]');
    for (let i = messages.length - 1; i >= 0; i--) {
      // A message taller than the screen counts once its beginning was seen.
      if (topOf(messages[i]) < edge - 16) return Number(messages[i].dataset.seq);
    }
    return 0;
  }

  get nearTop() {
    return this.#list !== null && this.#list.scrollTop < 240;
  }

  detach() {
    this.#attach(null);
  }

  #attach(list) {
    this.#resized.disconnect();
    this.#list?.removeEventListener('scroll', this.#scrolled);
    this.#list = list;
    if (!list) return;
    list.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#resized.observe(list);
  }

  #scrolled = () => {
    const list = this.#list;
    this.atBottom = list.scrollHeight - list.clientHeight - list.scrollTop <= NEAR_PX;
    this.#onScroll();
  };

  #hold() {
    if (this.atBottom) this.#toBottom();
  }

  #place(landing) {
    this.#placed = true;
    this.#toBottom();
    if (!landing) return;
    const list = this.#list;
    list.scrollTop += topOf(landing) - topOf(list) - list.clientHeight / 4;
    this.atBottom = list.scrollHeight - list.clientHeight - list.scrollTop <= NEAR_PX;
  }

  #toBottom() {
    if (this.#list) this.#list.scrollTop = this.#list.scrollHeight;
  }

  #firstVisible() {
    const edge = topOf(this.#list);
    for (const element of this.#list.querySelectorAll('.message')) {
      const { top, bottom } = element.getBoundingClientRect();
      if (bottom > edge) return { element, top };
    }
    return null;
  }
}

const topOf = (element) => element.getBoundingClientRect().top;
