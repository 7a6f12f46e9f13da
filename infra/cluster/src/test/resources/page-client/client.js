/** Drives the page's client library for PageClientScenariosIT, as a user who looks at every room. */
import { Api } from '/js/api.js';
import { ChatClient } from '/js/chat-client.js';
import { Session } from '/js/session.js';

const shown = {}; // room id -> seqs in order of their appearance
const sent = []; // {text, address, outcomes}
const reads = {}; // room and user id -> seq
const complaints = [];
let client;

window.underTest = {
  async start(timing) {
    const session = new Session(sessionStorage);
    await session.signIn('me', 'password');
    const api = new Api(session);
    client = new ChatClient({ api, session, userId: 'me', storage: sessionStorage, timing });
    client.addEventListener('change', look);
    client.start();
  },
  send(address, text) {
    sent.push({ text, address, outcomes: [] });
    client.send(address, text);
  },
  read: (roomId, seq) => client.markRead(roomId, seq),
  glance(roomId) {
    client.company.watch(roomId);
    client.company.unwatch(roomId);
  },
  shown: (roomId) => shown[roomId] ?? [],
  erased: (roomId) => client.room(roomId).window.messages.filter((message) => message.erased).map((message) => message.seq),
  outcomes: (text) => sent.find((entry) => entry.text === text).outcomes,
  readBy: (roomId, userId) => client.room(roomId)?.reads.get(userId) ?? 0,
  gaveUp: () => client.connection.state === 'stopped',
  complaints: () => complaints,
};

function look() {
  for (const room of client.rooms()) {
    if (!room.window && !room.opening) client.open(room.roomId).catch(() => {}); // the next change tries again
    lookAtMessages(room);
    lookAtReads(room);
  }
  sent.forEach(lookAtOutcome);
}

function lookAtMessages({ roomId, window }) {
  const seqs = window?.messages.map((message) => message.seq) ?? [];
  if (seqs.some((seq, at) => seq !== at + 1)) complaints.push(`${roomId} showed ${seqs}`);
  const before = (shown[roomId] ??= []);
  if (seqs.length < before.length) complaints.push(`${roomId} took messages back`);
  before.push(...seqs.slice(before.length));
}

function lookAtReads({ roomId, reads: positions }) {
  for (const [userId, seq] of positions) {
    const key = `${roomId} ${userId}`;
    if (seq < (reads[key] ?? 0)) complaints.push(`${key} had read ${reads[key]} and then ${seq}`);
    reads[key] = seq;
  }
}

function lookAtOutcome({ text, address, outcomes }) {
  const entry = client.unstored(address).find((unstored) => unstored.text === text);
  if (entry?.state === 'pending') return;
  const outcome = entry?.state === 'failed' ? `failed ${entry.code}` : 'accepted'; // stored ones leave
  if (outcomes.at(-1) !== outcome) outcomes.push(outcome);
}
