/** The frame around every view: bar, navigation, connection, the two panes. */
import { t } from '../i18n.js';
import { html, nothing } from '../lit.js';
import { parent, paths } from '../router.js';
import { accountButton, accountDialog } from './account.js';
import { conversationView } from './conversation.js';
import { chatIcon, postsIcon, signOutIcon } from './icons.js';
import { empty, languageSwitch, unread } from './parts.js';
import { postDetail } from './post-detail.js';
import { postForm } from './post-form.js';
import { postList } from './post-list.js';
import { roomList } from './room-list.js';
import { signIn } from './sign-in.js';

export function shell(app) {
  if (app.phase === 'boot') return html`<p class="boot" role="status">${t('boot.waiting')}</p>`;
  return app.phase === 'signed-in' ? signedIn(app) : signIn(app);
}

const signedIn = (app) => {
  const section = parent(app.route);
  const isList = app.route.name === 'posts' || app.route.name === 'rooms';
  return html`
    <button class="skip" type="button" @click=${() => document.getElementById('main').focus()}>${t('skip')}</button>
    <div class="app" data-pane=${isList ? 'list' : 'detail'} data-view=${app.route.name}>
      <header class="topbar">
        <a class="brand" href=${paths.posts}><img src="/favicon.svg" alt="" width="28" height="28" />${t('brand')}</a>
        ${navigation(app, section)}
        ${connection(app.client.connection)}
        ${accountButton(app)}
        ${languageSwitch(app)}
        <button class="button icon-button" type="button" data-testid="sign-out" aria-label=${t('signOut')} title=${t('signOut')} @click=${() => signOut(app)}>
          ${signOutIcon()}
        </button>
      </header>
      ${banner(app.client.connection)}
      <main class="panes" id="main" tabindex="-1">
        <section class="pane list-pane" aria-label=${t(section === paths.rooms ? 'rooms.title' : 'posts.title')}>
          ${section === paths.rooms ? roomList(app) : postList(app)}
        </section>
        <div class="pane detail-pane">${detail(app)}</div>
      </main>
      <div class="visually-hidden" aria-live="polite">${app.announcement}</div>
    </div>
    ${accountDialog(app)}`;
};

function detail(app) {
  switch (app.route.name) {
    case 'post': return postDetail(app, app.route.postId);
    case 'newPost': return postForm(app);
    case 'room':
    case 'postChat': return conversationView(app, app.conversation);
    case 'rooms': return empty(chatIcon(), t('rooms.pick'), t('rooms.pick.hint'));
    default: return empty(postsIcon(), t('posts.pick'), t('posts.pick.hint'));
  }
}

const navigation = (app, section) => html`
  <nav class="nav" aria-label=${t('nav.label')}>
    <a href=${paths.posts} data-testid="nav-posts" aria-current=${section === paths.posts ? 'page' : nothing}>
      ${postsIcon()}<span>${t('nav.posts')}</span>
    </a>
    <a href=${paths.rooms} data-testid="nav-rooms" aria-current=${section === paths.rooms ? 'page' : nothing}>
      ${chatIcon()}<span>${t('nav.rooms')}</span>${unread(app.client.unread)}
    </a>
  </nav>`;

const connection = ({ state, node }) => {
  const label = state === 'open' && node ? t('connection.node', { node }) : t(`connection.${state}`);
  return html`<span class="connection" data-testid="connection" data-state=${state} data-node=${node ?? ''} role="img" aria-label=${label} title=${label}></span>`;
};

/** Shown when it matters: the style sheet waits a moment, so that a short break doesn't flash. */
const banner = (link) => html`
  <div class="banner" role="status" data-state=${link.state}>
    ${link.state === 'reconnecting' || link.state === 'stopped' ? html`<span>${t(`connection.${link.state}`)}</span>` : nothing}
    ${link.state === 'stopped' ? html`<button class="button" type="button" @click=${() => link.start()}>${t('retry')}</button>` : nothing}
  </div>`;

function signOut(app) {
  if (!app.client.unsent || window.confirm(t('signOut.unsent'))) app.signOut();
}
