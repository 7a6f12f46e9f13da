/** Small pieces that several views share. */
import { countUpTo999 } from '../format.js';
import { currentLanguage, errorText, t } from '../i18n.js';
import { html, nothing } from '../lit.js';
import { warningIcon } from './icons.js';

const HUES = 6;

/** A face for a name: its first letter on one of a few colours, the same one everywhere. */
export const avatar = (user, size = '') =>
  html`<span class="avatar ${size} hue-${hueOf(user?.userId)}" aria-hidden="true">${initial(user?.displayName)}</span>`;

export const tile = (post, size = '') =>
  html`<span class="tile ${size} hue-${hueOf(post?.postId)}" aria-hidden="true">${initial(post?.title)}</span>`;

export const empty = (icon, title, hint, action = nothing) => html`
  <div class="empty">
    <span class="empty-icon">${icon}</span>
    <p class="empty-title">${title}</p>
    <p class="empty-hint">${hint}</p>
    ${action}
  </div>`;

export const failed = (failure, again) => html`
  <div class="empty" role="alert">
    <span class="empty-icon">${warningIcon()}</span>
    <p class="empty-hint">${errorText(failure ?? {})}</p>
    <button class="button" type="button" @click=${again}>${t('retry')}</button>
  </div>`;

export const skeletons = (count) => html`
  <div class="skeletons" role="status">
    <span class="visually-hidden">${t('loading')}</span>
    ${Array.from({ length: count }, () => html`
      <div class="skeleton" aria-hidden="true"><span class="bone round"></span><span class="bone-lines"><span class="bone"></span><span class="bone short"></span></span></div>`)}
  </div>`;

export const errorNote = (failure, id) => (failure ? html`<p class="note-error" id=${id} role="alert">${errorText(failure)}</p>` : nothing);

export const unread = (count, testId = nothing) =>
  count > 0
    ? html`<span class="badge" data-testid=${testId}><span aria-hidden="true">${countUpTo999(count)}</span><span class="visually-hidden">${t('nav.unread', { count })}</span></span>`
    : nothing;

export const languageSwitch = (app) => html`
  <div class="languages" role="group" aria-label=${t('lang.label')}>
    ${language(app, 'ko', '한국어', '한')} ${language(app, 'en', 'English', 'EN')}
  </div>`;

const language = (app, tag, name, short) => html`
  <button type="button" lang=${tag} data-testid=${`lang-${tag}`} aria-pressed=${String(currentLanguage() === tag)} aria-label=${name.includes(short) ? name : `${short}, ${name}`} @click=${() => app.speak(tag)}>
    <span class="long">${name}</span><span class="short">${short}</span>
  </button>`;

function initial(name) {
  return [...(name?.trim() ?? '')][0]?.toUpperCase() ?? '';
}

function hueOf(id = '') {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.codePointAt(0)) % 9973;
  return sum % HUES;
}
