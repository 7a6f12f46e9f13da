/** Where a message is written. Enter sends, Shift+Enter breaks the line, and composing Hangul never sends. */
import { TEXT_LIMIT } from '../conversation.js';
import { number } from '../format.js';
import { t } from '../i18n.js';
import { html, live, nothing } from '../lit.js';
import { sendIcon } from './icons.js';

const COUNT_FROM = TEXT_LIMIT - 400;
const COMPOSING_KEY = 229; // Safari ends the composition before the Enter that ended it; only this code is left

export function composer(conversation) {
  const { draft } = conversation;
  const length = [...draft].length;
  return html`
    <form class="composer" @submit=${(event) => submit(event, conversation)}>
      <div class="composer-field">
        <textarea
          rows="1"
          data-testid="composer"
          aria-label=${t('composer.label')}
          placeholder=${t('composer.hint')}
          enterkeyhint="send"
          autocomplete="off"
          dir="auto"
          aria-invalid=${String(length > TEXT_LIMIT)}
          aria-describedby=${length > COUNT_FROM ? 'composer-count' : nothing}
          .value=${live(draft)}
          @input=${(event) => conversation.write(event.currentTarget.value)}
          @keydown=${(event) => sendOnEnter(event, conversation)}
        ></textarea>
        ${length > COUNT_FROM ? count(length) : nothing}
      </div>
      <button class="button primary send" data-testid="send" aria-label=${t('composer.send')} title=${t('composer.send')} ?disabled=${!draft.trim() || length > TEXT_LIMIT}>
        ${sendIcon()}
      </button>
    </form>`;
}

const count = (length) => html`
  <span class="composer-count" id="composer-count" role="status" data-over=${String(length > TEXT_LIMIT)}>
    ${length > TEXT_LIMIT
      ? t('composer.over', { count: number(length - TEXT_LIMIT) })
      : t('composer.count', { count: number(length), limit: number(TEXT_LIMIT) })}
  </span>`;

function sendOnEnter(event, conversation) {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === COMPOSING_KEY) return;
  event.preventDefault();
  conversation.send();
}

function submit(event, conversation) {
  event.preventDefault();
  conversation.send();
  event.currentTarget.querySelector('textarea').focus();
}

/** The field grows with its text, up to what the style sheet allows. */
export function fitComposer(root) {
  const field = root.querySelector('[data-testid="composer"]');
  if (!field || field.dataset.fitted === field.value) return;
  field.dataset.fitted = field.value;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
