/** Sign in or register: one card, one form at a time. */
import { t } from '../i18n.js';
import { html, nothing } from '../lit.js';
import { errorNote, languageSwitch } from './parts.js';

const form = { registering: false, busy: false, error: null };

export const signIn = (app) => html`
  <main class="gate" id="main">
    <div class="gate-top">${languageSwitch(app)}</div>
    <div class="card">
      <p class="gate-brand"><img src="/favicon.svg" alt="" width="44" height="44" /><span>${t('brand')}</span></p>
      <p class="gate-tagline">${t('tagline')}</p>
      <h1 class="gate-title" tabindex="-1" data-focus aria-describedby="gate-note">${t(form.registering ? 'register.title' : 'signIn.title')}</h1>
      ${app.note ? html`<p class="note" id="gate-note" role="status" data-testid="signed-out-note">${t(app.note)}</p>` : nothing}
      <form @submit=${(event) => submit(event, app)} aria-describedby="gate-error">
        ${field('username', { autocomplete: 'username', hint: form.registering && t('hint.username') })}
        ${form.registering ? field('displayName', { autocomplete: 'nickname' }) : nothing}
        ${field('password', {
          type: 'password',
          autocomplete: form.registering ? 'new-password' : 'current-password',
          hint: form.registering && t('hint.password'),
        })}
        ${errorNote(form.error, 'gate-error')}
        <button class="button primary wide" data-testid="login-submit" ?disabled=${form.busy}>
          ${form.busy ? t('busy') : t(form.registering ? 'register.submit' : 'signIn.submit')}
        </button>
      </form>
      <button class="button link wide" type="button" data-testid="register-toggle" @click=${() => toggle(app)}>
        ${t(form.registering ? 'register.toSignIn' : 'signIn.toRegister')}
      </button>
    </div>
  </main>`;

const TEST_IDS = { username: 'login-username', password: 'login-password', displayName: 'register-display-name' };

const field = (name, { type = 'text', autocomplete, hint }) => html`
  <div class="field">
    <label for=${`field-${name}`}>${t(`field.${name}`)}</label>
    <input
      id=${`field-${name}`}
      name=${name}
      type=${type}
      required
      autocomplete=${autocomplete}
      autocapitalize="none"
      spellcheck="false"
      aria-describedby=${hint ? `hint-${name}` : nothing}
      data-testid=${TEST_IDS[name]}
    />
    ${hint ? html`<span class="hint" id=${`hint-${name}`}>${hint}</span>` : nothing}
  </div>`;

function toggle(app) {
  Object.assign(form, { registering: !form.registering, error: null });
  app.changed();
}

async function submit(event, app) {
  event.preventDefault();
  if (form.busy) return;
  const values = new FormData(event.currentTarget);
  const [username, displayName] = [values.get('username').trim(), values.get('displayName')?.trim()];
  Object.assign(form, { busy: true, error: null });
  app.changed();
  try {
    if (form.registering) await app.register(username, values.get('password'), displayName);
    else await app.signIn(username, values.get('password'));
    form.registering = false;
  } catch (failure) {
    form.error = failure;
  }
  form.busy = false;
  app.changed();
}
