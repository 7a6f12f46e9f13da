/** One lending post. */
import { fullTime, price } from '../format.js';
import { t } from '../i18n.js';
import { html } from '../lit.js';
import { paths } from '../router.js';
import { postsIcon } from './icons.js';
import { avatar, empty, failed, skeletons, tile } from './parts.js';
import { chatButton } from './post-list.js';
import { backBar } from './room-list.js';

export function postDetail(app, postId) {
  const { post, error } = app.posts.look(postId);
  if (post) return html`${backBar(app, t('posts.title'))}${shown(app, post)}`;
  if (error?.status === 404) return html`${backBar(app, t('posts.title'))}${empty(postsIcon(), t('post.gone'), t('post.gone.hint'))}`;
  return html`${backBar(app, t('posts.title'))}${error ? failed(error, () => app.posts.seekAgain(postId)) : skeletons(3)}`;
}

const shown = (app, post) => html`
  <article class="scroller post">
    ${tile(post, 'large')}
    <h1 class="post-title" tabindex="-1" data-focus dir="auto">${post.title}</h1>
    <p class="post-price">${price(post.pricePerDay)}</p>
    <p class="post-lender">
      ${avatar(post.lender)}
      <span><span class="visually-hidden">${t('post.by')}: </span><strong dir="auto">${post.lender.displayName}</strong><br /><time class="item-meta" datetime=${post.createdAt}>${fullTime(post.createdAt)}</time></span>
    </p>
    <p class="post-description" dir="auto">${post.description || t('post.noDescription')}</p>
    <div class="post-actions">
      ${post.lender.userId === app.me.userId
        ? html`<p class="item-meta">${t('post.mine.hint')} <a href=${paths.rooms}>${t('nav.rooms')}</a></p>`
        : chatButton(app, post, 'primary wide')}
    </div>
  </article>`;
