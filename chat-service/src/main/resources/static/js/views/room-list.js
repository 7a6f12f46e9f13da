/** The chats, newest activity first: last message, unread count, draft, who is typing. */
import { short } from '../format.js';
import { t } from '../i18n.js';
import { html, nothing, repeat } from '../lit.js';
import { paths } from '../router.js';
import { backIcon, chatIcon } from './icons.js';
import { avatar, empty, skeletons, unread } from './parts.js';

export const roomList = (app) => html`
  <header class="pane-head"><h1 tabindex="-1" data-focus>${t('rooms.title')}</h1></header>
  <div class="scroller">${content(app)}</div>`;

/** The way back on a phone, where one pane is on screen. */
export const backBar = (app, label) => html`
  <div class="back-bar">
    <button class="button icon-button" type="button" aria-label=${`${t('back')}: ${label}`} @click=${() => app.router.back()}>${backIcon()}</button>
  </div>`;

function content(app) {
  const rooms = app.client.rooms();
  if (rooms.length === 0 && !app.client.listed) return skeletons(5);
  if (rooms.length === 0) {
    return empty(chatIcon(), t('rooms.empty'), t('rooms.empty.hint'), html`<a class="button primary" href=${paths.posts}>${t('rooms.browse')}</a>`);
  }
  return html`<ul class="items">${repeat(rooms, (room) => room.roomId, (room) => item(app, room))}</ul>`;
}

const item = (app, room) => html`
  <li>
    <a class="item room-item" href=${paths.room(room.roomId)} data-testid="room-item" data-room-id=${room.roomId}
      aria-current=${app.conversation?.roomId === room.roomId ? 'true' : nothing}>
      ${avatar(room.counterpart)}
      <span class="item-body">
        <span class="item-line">
          <strong class="item-title" dir="auto">${room.counterpart.displayName}</strong>
          ${room.updatedAt ? html`<time class="item-meta" datetime=${room.updatedAt}>${short(room.updatedAt)}</time>` : nothing}
        </span>
        <span class="item-about" dir="auto">${room.post.title}</span>
        <span class="item-line"><span class="item-preview" dir="auto">${preview(app, room)}</span>${unread(room.unread, 'unread-count')}</span>
      </span>
    </a>
  </li>`;

function preview(app, room) {
  if (app.client.company.isWriting(room.roomId)) return html`<em class="writing">${t('room.typingShort')}</em>`;
  const draft = app.conversation?.roomId === room.roomId ? '' : app.drafts.get(room.roomId);
  if (draft) return html`<span class="draft">${t('rooms.draft')}</span> ${draft}`;
  const waiting = app.client.unstored(room.address).at(-1);
  if (waiting) return t('rooms.you', { text: waiting.text });
  if (!room.lastMessage) return '';
  const { senderId, text, erased } = room.lastMessage;
  if (erased) return html`<em class="erased">${t('message.erased')}</em>`;
  return senderId === app.me.userId ? t('rooms.you', { text }) : text;
}
