/** A conversation: who and about what, the messages, and the composer. */
import { ago } from '../format.js';
import { t } from '../i18n.js';
import { html, keyed, nothing, repeat } from '../lit.js';
import { paths } from '../router.js';
import { bubble, dayDivider, newDivider } from './bubbles.js';
import { composer } from './composer.js';
import { backIcon, chatIcon, downIcon } from './icons.js';
import { avatar, empty, failed, skeletons } from './parts.js';
import { timeline } from './timeline.js';

export const conversationView = (app, conversation) => (conversation ? keyed(conversation.key, view(app, conversation)) : nothing);

const view = (app, conversation) => html`
  <section class="conversation" data-testid="conversation" data-room-id=${conversation.roomId ?? ''} aria-labelledby="conversation-title">
    ${head(app, conversation)} ${body(app, conversation)}
  </section>`;

const head = (app, conversation) => {
  const { counterpart, title } = conversation;
  return html`
    <header class="conversation-head">
      <button class="button icon-button back" type="button" aria-label=${`${t('back')}: ${t('rooms.title')}`} @click=${() => app.router.back()}>${backIcon()}</button>
      ${counterpart ? avatar(counterpart) : nothing}
      <div class="conversation-who">
        <h1 id="conversation-title" tabindex="-1" data-focus dir="auto">${counterpart?.displayName ?? ''}</h1>
        ${presence(app, counterpart)}
      </div>
      ${title ? html`<a class="about" href=${paths.post(title.postId)}><span dir="auto">${title.title}</span></a>` : nothing}
    </header>`;
};

function presence(app, counterpart) {
  const known = counterpart && app.client.company.presenceOf(counterpart.userId);
  if (!known) return html`<span class="presence"></span>`;
  const { online, lastSeenAt } = known;
  const text = online ? t('presence.online') : lastSeenAt ? t('presence.lastSeen', { when: ago(lastSeenAt) }) : t('presence.offline');
  return html`<span class="presence" data-testid="presence" data-online=${String(online)}>${text}</span>`;
}

function body(app, conversation) {
  const { status, error, room } = conversation;
  if (status === 'gone') return empty(chatIcon(), t('room.gone'), t('room.gone.hint'));
  if (status === 'failed') return failed(error, () => conversation.begin());
  const name = conversation.counterpart?.displayName ?? '';
  return html`
    <div class="messages-frame">
      <!-- The log is not live by itself: older pages and redraws would be read out. New messages are announced apart. -->
      <div class="messages" role="log" aria-live="off" tabindex="0" aria-label=${t('room.log', { name })} aria-busy=${String(status === 'loading')}>
        <div class="messages-inner">
          ${status === 'loading' && !room?.window ? skeletons(4) : history(app, conversation, name)}
          <div class="typing-place" role="status">${typing(app, conversation, name)}</div>
        </div>
      </div>
      ${jumpButton(conversation)}
    </div>
    ${composer(conversation)}`;
}

function history(app, conversation, name) {
  const { messages, unstored, dividerSeq, room } = conversation;
  const items = timeline({ messages, unstored, dividerSeq, me: app.me.userId, readByOther: room?.counterpartReadSeq ?? 0 });
  if (items.length === 0) return empty(avatar(conversation.counterpart, 'large'), t('room.start', { name }), t('room.start.hint'));
  return html`
    ${beginning(conversation)}
    ${repeat(items, (item) => item.key, (item) => drawn(item, conversation))}`;
}

function drawn(item, conversation) {
  switch (item.kind) {
    case 'day': return dayDivider(item);
    case 'new': return newDivider();
    default: return bubble(item, conversation);
  }
}

function beginning(conversation) {
  if (!conversation.room?.window?.hasOlder) return html`<p class="beginning">${t('room.begin')}</p>`;
  const loading = conversation.loadingOlder;
  return html`<p class="beginning"><button class="button" type="button" ?disabled=${loading} @click=${() => conversation.loadOlder()}>${t(loading ? 'loading' : 'room.older')}</button></p>`;
}

const typing = (app, conversation, name) =>
  conversation.roomId && app.client.company.isWriting(conversation.roomId)
    ? html`<div class="typing" data-testid="typing-indicator"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><span>${t('room.typing', { name })}</span></div>`
    : nothing;

function jumpButton(conversation) {
  if (conversation.scroll.atBottom) return nothing;
  const count = conversation.room?.unread ?? 0;
  return html`<button class="button jump" type="button" data-testid="jump-newest" @click=${() => conversation.jumpToNewest()}>
    ${downIcon()}<span>${count > 0 ? t('room.jump.new', { count }) : t('room.jump')}</span>
  </button>`;
}
