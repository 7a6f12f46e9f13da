/** Messages and the lines between them. A message's text is text: whatever it holds, none of it is markup. */
import { clock, day, fullTime } from '../format.js';
import { errorText, t } from '../i18n.js';
import { html, nothing } from '../lit.js';
import { checkIcon, clockIcon, warningIcon } from './icons.js';
import { avatar } from './parts.js';

export const dayDivider = ({ at }) => html`<div class="day" data-testid="day-divider"><time datetime=${at}>${day(at)}</time></div>`;

export const newDivider = () => html`<div class="new" data-testid="new-divider"><span>${t('room.new')}</span></div>`;

export const bubble = (item, conversation) => html`
  <div class="message ${item.first ? 'first' : ''} ${item.last ? 'last' : ''}" data-testid="message" data-seq=${item.seq} data-state=${item.state} data-own=${String(item.own)} data-erased=${String(item.erased === true)}>
    ${item.own ? nothing : html`<span class="face">${item.first ? avatar(conversation.counterpart, 'small') : nothing}</span>`}
    <div class="message-body">
      <span class=${item.first && !item.own ? 'author' : 'visually-hidden'} dir="auto">${item.own ? t('message.mine') : conversation.counterpart?.displayName}</span>
      <div class="bubble-line">
        <div class="bubble" data-testid="message-text" dir="auto">${item.erased ? t('message.erased') : item.text}</div>
        <div class="meta">${meta(item)}</div>
      </div>
      ${item.state === 'failed' ? failure(item, conversation) : nothing}
    </div>
  </div>`;

function meta(item) {
  switch (item.state) {
    case 'pending': return html`<span class="state" title=${t('message.pending')}>${clockIcon()}<span class="visually-hidden">${t('message.pending')}</span></span>`;
    case 'accepted': return html`<span class="state" title=${t('message.accepted')}>${checkIcon()}<span class="visually-hidden">${t('message.accepted')}</span></span>`;
    case 'failed': return html`<span class="state bad">${warningIcon()}</span>`;
    default: return html`${readMark(item)}<time class=${item.last ? '' : 'visually-hidden'} datetime=${item.at} title=${fullTime(item.at)}>${clock(item.at)}</time>`;
  }
}

/** A "1" as long as one person has not read it, as in KakaoTalk; a word on the last one that was read. */
function readMark({ unread, lastRead }) {
  if (unread) return html`<span class="read-mark" data-testid="read-mark" data-read="false" title=${t('message.unread')}><span aria-hidden="true">1</span><span class="visually-hidden">${t('message.unread')}</span></span>`;
  if (lastRead) return html`<span class="read-mark" data-testid="read-mark" data-read="true">${t('message.read')}</span>`;
  return nothing;
}

const failure = ({ key, code }, conversation) => html`
  <div class="failure" role="alert">
    <span>${t('message.failed')} · ${errorText({ code })}</span>
    <span class="failure-actions">
      <button class="button small" type="button" data-testid="retry" @click=${() => conversation.retry(key)}>${t('retry')}</button>
      <button class="button small" type="button" data-testid="delete" @click=${() => conversation.discard(key)}>${t('delete')}</button>
    </span>
  </div>`;
