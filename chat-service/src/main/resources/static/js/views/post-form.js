/** A new lending post. What was typed stays until it is posted. */
import { t } from '../i18n.js';
import { html } from '../lit.js';
import { paths } from '../router.js';
import { errorNote } from './parts.js';
import { backBar } from './room-list.js';

const form = { busy: false, error: null };

export const postForm = (app) => html`
  ${backBar(app, t('posts.title'))}
  <div class="scroller">
    <form class="post-form" @submit=${(event) => submit(event, app)} aria-describedby="post-error">
      <h1 tabindex="-1" data-focus>${t('newPost.title')}</h1>
      <div class="field">
        <label for="post-title">${t('field.title')}</label>
        <input id="post-title" name="title" required maxlength="100" autocomplete="off" placeholder=${t('newPost.titleHint')} data-testid="post-title" />
      </div>
      <div class="field">
        <label for="post-price">${t('field.pricePerDay')} <span class="hint">${t('optional')}</span></label>
        <input id="post-price" name="pricePerDay" type="number" inputmode="numeric" min="0" max="100000000" step="1" placeholder=${t('newPost.priceHint')} data-testid="post-price" />
      </div>
      <div class="field">
        <label for="post-description">${t('field.description')} <span class="hint">${t('optional')}</span></label>
        <textarea id="post-description" name="description" rows="6" maxlength="2000" placeholder=${t('newPost.descriptionHint')} data-testid="post-description"></textarea>
      </div>
      ${errorNote(form.error, 'post-error')}
      <div class="form-actions">
        <a class="button" href=${paths.posts}>${t('cancel')}</a>
        <button class="button primary" data-testid="post-submit" ?disabled=${form.busy}>${form.busy ? t('busy') : t('newPost.submit')}</button>
      </div>
    </form>
  </div>`;

async function submit(event, app) {
  event.preventDefault();
  if (form.busy) return;
  const element = event.currentTarget;
  Object.assign(form, { busy: true, error: null });
  app.changed();
  try {
    const post = await app.posts.create(fieldsOf(new FormData(element)));
    element.reset();
    app.router.replace(paths.post(post.postId));
  } catch (failure) {
    form.error = failure;
  }
  form.busy = false;
  app.changed();
}

function fieldsOf(values) {
  const description = values.get('description').trim();
  const pricePerDay = values.get('pricePerDay');
  return {
    title: values.get('title').trim(),
    ...(description && { description }),
    ...(pricePerDay !== '' && { pricePerDay: Number(pricePerDay) }),
  };
}
