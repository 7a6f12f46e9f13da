/**
 * The user's own account, and the way to delete it: a modal dialog in two steps, of which the second says what goes
 * and wants the user's name typed.
 */
import { t } from '../i18n.js';
import { html, live, nothing } from '../lit.js';
import { avatar, errorNote } from './parts.js';

const form = { asked: null, typed: '', busy: false, error: null };

export const accountButton = (app) => html`
  <button class="me" type="button" dir="auto" data-testid="account" aria-haspopup="dialog" aria-label=${t('account.open', { name: app.me.displayName })}
    @click=${() => dialog().showModal()}>${app.me.displayName}</button>`;

export const accountDialog = (app) => html`
  <dialog class="dialog" id="account-dialog" data-testid="account-dialog" aria-labelledby="account-title"
    @cancel=${(event) => form.busy && event.preventDefault()} @close=${() => reset(app)}>
    ${form.asked === app.client ? confirmation(app) : overview(app)}
  </dialog>`;

const overview = (app) => html`
  <h2 id="account-title">${t('account.title')}</h2>
  <div class="dialog-who">
    ${avatar(app.me)}
    <div><strong dir="auto">${app.me.displayName}</strong>${app.me.username ? html`<small>@${app.me.username}</small>` : nothing}</div>
  </div>
  <div class="dialog-actions">
    <button class="button link" type="button" data-testid="account-delete" @click=${() => ask(app)}>${t('account.delete')}</button>
    <button class="button" type="button" autofocus @click=${() => dialog().close()}>${t('account.close')}</button>
  </div>`;

const confirmation = (app) => html`
  <h2 id="account-title" tabindex="-1">${t('account.delete.ask')}</h2>
  <form @submit=${(event) => submit(event, app)} aria-describedby="account-facts account-error">
    <div class="dialog-facts" id="account-facts">
      <p>${t('account.delete.texts')}</p>
      <p>${t('account.delete.rest')}</p>
      <p class="final">${t('account.delete.final')}</p>
    </div>
    <div class="field">
      <label for="account-confirm">${t('account.delete.type', { word: word(app) })}</label>
      <input id="account-confirm" data-testid="account-confirm" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="account-facts"
        .value=${live(form.typed)} @input=${(event) => type(event, app)} />
    </div>
    ${errorNote(form.error, 'account-error')}
    <div class="dialog-actions">
      <button class="button" type="button" ?disabled=${form.busy} @click=${() => dialog().close()}>${t('cancel')}</button>
      <button class="button danger" data-testid="account-delete-for-good" ?disabled=${form.busy || !isTyped(app)}>
        ${form.busy ? t('busy') : t('account.delete.submit')}
      </button>
    </div>
  </form>`;

/** What is to be typed; another issuer's users have no user name here. */
const word = ({ me }) => me.username ?? me.displayName;

const isTyped = (app) => form.typed.trim().toLowerCase() === word(app).trim().toLowerCase();

const dialog = () => document.getElementById('account-dialog');

/** The heading takes the focus, so that what goes is read out; not from who has begun to type before it was drawn. */
function ask(app) {
  Object.assign(form, { asked: app.client, typed: '', error: null }); // another sign-in begins at the first step
  app.changed();
  requestAnimationFrame(() => requestAnimationFrame(focusHeading));
}

function focusHeading() {
  if (!document.activeElement?.closest('#account-dialog input')) document.getElementById('account-title')?.focus();
}

function type(event, app) {
  form.typed = event.currentTarget.value;
  app.changed();
}

function reset(app) {
  Object.assign(form, { asked: null, typed: '', busy: false, error: null });
  app.changed();
}

async function submit(event, app) {
  event.preventDefault();
  if (form.busy || !isTyped(app)) return;
  Object.assign(form, { busy: true, error: null });
  app.changed();
  try {
    await app.deleteAccount();
    reset(app);
  } catch (failure) {
    Object.assign(form, { busy: false, error: failure });
    app.changed();
  }
}
