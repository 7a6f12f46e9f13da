/**
 * Starts the page and keeps the screen, the title and the focus in step with the app.
 *
 * Hooks for outside browser tests; they are stable, texts and classes are not (all are `data-testid`):
 *   login-username · login-password · login-submit · register-toggle · register-display-name
 *   nav-posts · nav-rooms · lang-ko · lang-en · sign-out
 *   account               opens account-dialog; in it account-delete, then account-confirm (input) and account-delete-for-good
 *   signed-out-note       why one is signed out, if there is more to say than that
 *   connection            data-state = idle|connecting|open|reconnecting|stopped, data-node = the welcome's node
 *   post-item             data-post-id; holds post-chat, unless the post is one's own
 *   post-chat             in a list item and in a post's detail
 *   post-new · post-title · post-description · post-price · post-submit
 *   room-item             data-room-id; holds unread-count while there is something unread
 *   conversation          data-room-id, empty until the room is known to exist
 *   composer (textarea) · send (button)
 *   message               data-seq (empty until stored), data-state = pending|accepted|stored|failed, data-own = true|false,
 *                         data-erased = true|false; holds message-text, and if it failed retry and delete
 *   read-mark             on own stored messages: data-read = false ("1", each unread one) or true (a word, the last read one)
 *   presence              data-online = true|false
 *   day-divider · new-divider · typing-indicator · jump-newest
 *
 * `?node=NAME` in the page's address asks for that gateway (honoured in the local profile only).
 */
import { App } from './app.js';
import { t } from './i18n.js';
import { render } from './lit.js';
import { fitComposer } from './views/composer.js';
import { shell } from './views/shell.js';

const SOON_MS = 120; // a hidden page gets no animation frames, yet its title tells of new messages
const root = document.getElementById('app');
let pending = false;
let refocus = null; // {before}: another view came up, it gets the focus after the next drawing

const app = new App({
  node: new URLSearchParams(location.search).get('node'),
  redraw: soon,
  moved: (before) => {
    refocus = { before };
    soon();
  },
});

function soon() {
  if (pending) return;
  pending = true;
  const timer = setTimeout(draw, SOON_MS);
  const frame = requestAnimationFrame(draw);

  function draw() {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    pending = false;
    drawNow();
  }
}

function drawNow() {
  const { conversation } = app;
  conversation?.scroll.beforeDraw();
  render(shell(app), root);
  fitComposer(root);
  conversation?.scroll.afterDraw(root.querySelector('.messages'), root.querySelector('.new'));
  conversation?.noticeRead();
  const unread = app.client?.unread ?? 0;
  document.title = unread > 0 ? `(${unread}) ${t('brand')}` : t('brand');
  if (refocus) moveFocus(refocus.before);
}

/** A view that came up says where it begins; a list that came back, where the reader had left it. */
function moveFocus(before) {
  refocus = null;
  if (!before || sameView(before, app.route)) return;
  const fine = matchMedia('(hover: hover) and (pointer: fine)').matches;
  const pane = app.phase === 'signed-out' ? '.gate' : ['posts', 'rooms'].includes(app.route.name) ? '.list-pane' : '.detail-pane';
  const left = before.postId
    ? root.querySelector(`[data-post-id="${CSS.escape(before.postId)}"] a`)
    : before.roomId && root.querySelector(`[data-room-id="${CSS.escape(before.roomId)}"].room-item`);
  const composer = fine && root.querySelector('[data-testid="composer"]');
  const target = pane === '.list-pane' ? left : composer;
  (target || root.querySelector(`${pane} [data-focus]`))?.focus({ preventScroll: pane === '.detail-pane' });
}

/** A post's chat that became a room is the same view: the focus stays in the composer. */
const sameView = (before, after) => before.name === 'postChat' && after.name === 'room';

for (const [target, event] of [[window, 'online'], [window, 'focus'], [document, 'visibilitychange']]) {
  target.addEventListener(event, () => document.visibilityState === 'visible' && app.wake());
}

app.start();
