/** The lending posts, newest first, each with its chat button. */
import { price, short } from '../format.js';
import { t } from '../i18n.js';
import { html, nothing, repeat } from '../lit.js';
import { paths } from '../router.js';
import { plusIcon, postsIcon, refreshIcon } from './icons.js';
import { empty, failed, skeletons, tile } from './parts.js';

export const postList = (app) => html`
  <header class="pane-head">
    <h1 tabindex="-1" data-focus>${t('posts.title')}</h1>
    <button class="button icon-button" type="button" aria-label=${t('refresh')} title=${t('refresh')} @click=${() => app.posts.reload()}>${refreshIcon()}</button>
    <a class="button primary" href=${paths.newPost} data-testid="post-new">${plusIcon()}<span>${t('posts.new')}</span></a>
  </header>
  <div class="scroller" @scroll=${(event) => nearEnd(event.currentTarget) && app.posts.more()}>${content(app)}</div>`;

function content(app) {
  const { items, status, error, nextCursor } = app.posts;
  if (items.length === 0 && status === 'failed') return failed(error, () => app.posts.reload());
  if (items.length === 0 && status !== 'ready') return skeletons(5);
  if (items.length === 0) return empty(postsIcon(), t('posts.empty'), t('posts.empty.hint'));
  return html`
    <ul class="items">${repeat(items, (post) => post.postId, (post) => item(app, post))}</ul>
    ${nextCursor ? html`<button class="button wide" type="button" ?disabled=${status === 'loading'} @click=${() => app.posts.more()}>${t('more')}</button>` : nothing}`;
}

const item = (app, post) => html`
  <li class="item post-item" data-testid="post-item" data-post-id=${post.postId} data-current=${app.route.postId === post.postId}>
    ${tile(post)}
    <div class="item-body">
      <a class="item-link" href=${paths.post(post.postId)} aria-current=${app.route.postId === post.postId ? 'true' : nothing}><span class="item-title" dir="auto">${post.title}</span></a>
      <span class="item-meta"><span dir="auto">${post.lender.displayName}</span> · <time datetime=${post.createdAt}>${short(post.createdAt)}</time></span>
      <span class="price">${price(post.pricePerDay)}</span>
    </div>
    ${chatButton(app, post)}
  </li>`;

/** Nobody chats with himself: on one's own post there is a mark instead of the button. */
export const chatButton = (app, post, kind = 'tonal') =>
  post.lender.userId === app.me.userId
    ? html`<span class="mine">${t('post.mine')}</span>`
    : html`<button class="button ${kind} raised" type="button" data-testid="post-chat" aria-label=${`${t('post.chat')}: ${post.title}`}
        @click=${() => app.router.go(paths.postChat(post.postId))}>${t('post.chat')}</button>`;

const nearEnd = (scroller) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 300;
