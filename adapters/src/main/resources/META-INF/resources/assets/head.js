// The top of every page, and the page that has one thing to say.
import { h } from './dom.js';
import { icon } from './icons.js';
import { words } from './api.js';
import { t } from './messages.js';
import { action, logo } from './parts.js';

/** Whose page this is, and for whom. @param {import('contract').Workspace} workspace @param {import('contract').Session} session */
export function head(workspace, session) {
  const user = session.external_user_id;
  return h('header', { class: 'head' },
    logo(workspace.logo_url, workspace.name, 'small'),
    h('span', { class: 'brand', dir: 'auto' }, workspace.name),
    user ? h('span', { class: 'for', title: t('for_user', { user }) }, t('for_user', { user })) : null);
}

/**
 * A page with nothing but a message.
 * @param {HTMLElement} page
 * @param {{title?: string, text?: string, kind?: 'good', problem?: import('./api.js').Problem, again?: () => unknown}} content
 */
export function say(page, { title, text, kind, problem, again }) {
  const told = problem ? words(problem) : { title: title ?? '', text: text ?? '' };
  const heading = h('h1', { class: 'title', id: 'view-title', tabindex: '-1' }, told.title);
  page.ariaBusy = null;
  page.replaceChildren(h('div', { class: 'content' }, h('div', { class: 'view' },
    h('div', { class: `medal ${kind ?? 'bad'}` }, icon(kind ? 'check' : 'alert')),
    heading,
    h('p', { class: 'soft', 'data-code': problem?.code }, told.text),
    again ? action(t('try_again'), { class: 'primary wide', id: 'try-again', busy: t('loading') }, again) : null)));
  document.title = told.title;
  heading.focus();
}
