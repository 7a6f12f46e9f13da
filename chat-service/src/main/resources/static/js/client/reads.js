/**
 * Tells the cluster how far this user has read: forward only, at most one frame a second and room.
 *
 * The local position moves at once; what couldn't be sent is sent after the next `welcome`.
 */
const GRAIN_MS = 1_000;

export class Reads {
  #wanted = new Map(); // room id -> seq not told yet
  #resting = new Map(); // room id -> timer: told less than a second ago
  #told = new Map(); // room id -> seq told on this connection
  #send;

  constructor({ send }) {
    this.#send = send;
  }

  mark(room, seq) {
    const upTo = Math.min(seq, room.headSeq);
    if (upTo <= room.readSeq) return false;
    room.read(room.me, upTo);
    this.#wanted.set(room.roomId, upTo);
    if (!this.#resting.has(room.roomId)) this.#tell(room.roomId);
    return true;
  }

  /** A new connection may have lost what the old one took: the last positions are told once more. */
  connected() {
    for (const [roomId, seq] of this.#told) if (!this.#wanted.has(roomId)) this.#wanted.set(roomId, seq);
    this.#told.clear();
    for (const roomId of [...this.#wanted.keys()]) this.#tell(roomId);
  }

  stop() {
    this.#resting.forEach((timer) => clearTimeout(timer));
  }

  #tell(roomId) {
    const seq = this.#wanted.get(roomId);
    if (seq === undefined || !this.#send({ type: 'read', roomId, seq })) return;
    this.#wanted.delete(roomId);
    this.#told.set(roomId, seq);
    clearTimeout(this.#resting.get(roomId));
    this.#resting.set(roomId, setTimeout(() => {
      this.#resting.delete(roomId);
      this.#tell(roomId);
    }, GRAIN_MS));
  }
}
