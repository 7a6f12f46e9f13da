/**
 * What a conversation shows, in order, decided without drawing: days, the "new" mark, and messages grouped by
 * author and minute. Waiting and failed ones come last, as they have no number yet.
 */
import { dayKey } from '../format.js';

export function timeline({ messages, unstored, dividerSeq, me, readByOther }) {
  const shown = new Set(messages.map((message) => message.clientMessageId?.toLowerCase()));
  const bubbles = [
    ...messages.map((message) => storedBubble(message, me, readByOther)),
    ...unstored.filter((entry) => !shown.has(entry.id)).map(waitingBubble),
  ];
  markLastRead(bubbles);
  group(bubbles);
  return withDividers(bubbles, dividerSeq);
}

const storedBubble = (message, me, readByOther) => {
  const own = message.senderId === me;
  return {
    kind: 'message',
    // One key from first keystroke to storage: the bubble changes its state, not its place in the page.
    key: own && message.clientMessageId ? message.clientMessageId.toLowerCase() : message.messageId,
    own,
    text: message.text,
    erased: message.erased === true,
    at: message.sentAt,
    seq: message.seq,
    state: 'stored',
    unread: own && message.seq > readByOther,
  };
};

const waitingBubble = ({ id, text, createdAt, state, code }) => ({
  kind: 'message',
  key: id,
  own: true,
  text,
  at: createdAt,
  seq: '',
  state: state === 'stored' ? 'accepted' : state, // stored, but behind a hole that is being filled
  code,
});

function markLastRead(bubbles) {
  const last = bubbles.findLast((bubble) => bubble.own && bubble.state === 'stored' && !bubble.unread);
  // Words only where they tell news: once the other side has answered, they have plainly read it.
  if (last && !bubbles.some((bubble) => !bubble.own && bubble.seq > last.seq)) last.lastRead = true;
}

function group(bubbles) {
  bubbles.forEach((bubble, i) => {
    bubble.first = !together(bubbles[i - 1], bubble);
    bubble.last = !together(bubble, bubbles[i + 1]);
  });
}

const together = (a, b) => a && b && a.own === b.own && minute(a.at) === minute(b.at);

const minute = (time) => Math.floor(Date.parse(time) / 60_000);

function withDividers(bubbles, dividerSeq) {
  const items = [];
  let day;
  for (const bubble of bubbles) {
    if (dayKey(bubble.at) !== day) items.push({ kind: 'day', key: `day ${dayKey(bubble.at)}`, at: bubble.at });
    day = dayKey(bubble.at);
    if (dividerSeq > 0 && bubble.seq === dividerSeq + 1) items.push({ kind: 'new', key: 'new' });
    items.push(bubble);
  }
  return items;
}
