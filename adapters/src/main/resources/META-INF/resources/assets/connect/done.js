// It is connected: as whom, under which nickname, and back to where the user came from.
import { h, newId } from '../dom.js';
import { icon } from '../icons.js';
import { asProblem, complaint } from '../api.js';
import { t } from '../messages.js';
import { action, logo } from '../parts.js';
import { farewell, withQuery } from './deliver.js';
import { TITLE } from './flow.js';

/** @typedef {import('./flow.js').Flow} Flow */
/** @typedef {import('contract').Account} Account */

/** @type {import('./flow.js').Step} */
export function done(flow) {
  const { account, external_user_id: user } = flow.session;
  const app = account?.app ?? flow.app;
  const nickname = account && account.external_user_id === user ? new Nickname(flow, account) : undefined;
  const after = h('p', { class: 'soft', role: 'status' });
  const finish = async () => {
    if (nickname && !(await nickname.save())) return;
    leave(flow, () => (after.textContent = t('closable')));
  };
  const { title, text } = asWhom(app?.name ?? '', account);
  return {
    title,
    nodes: [
      h('div', { class: 'medal' }, app ? logo(app.logo_url, app.name, 'big') : null, h('span', { class: 'badge' }, icon('check'))),
      TITLE,
      h('p', { class: 'soft' }, text || t('done_text', { workspace: flow.workspace.name })),
      nickname?.element,
      action(t('done'), { class: 'primary wide', id: 'done', busy: t('saving') }, finish),
      after,
    ],
  };
}

/** @param {string} app @param {Account} [account] */
function asWhom(app, account) {
  const { name, email, id } = account?.identity ?? {};
  const who = name ?? email ?? id ?? account?.nickname;
  if (!who) return { title: t('done_title_plain', { app }), text: '' };
  return { title: t('done_title', { name: who }), text: email && email !== who ? `${app} · ${email}` : app };
}

class Nickname {
  #error;
  #input;
  element;

  /** @param {Flow} flow @param {Account} account */
  constructor(flow, account) {
    this.flow = flow;
    this.account = account;
    const id = newId('nickname');
    this.#error = h('p', { class: 'wrong', id: `${id}-error`, hidden: true });
    this.#input = h('input', { id, name: 'nickname', type: 'text', maxlength: 100, autocomplete: 'off', value: account.nickname, dir: 'auto', 'aria-describedby': `${id}-hint ${id}-error` });
    this.#input.addEventListener('keydown', (event) => event.key === 'Enter' && document.getElementById('done')?.click());
    this.element = h('div', { class: 'field' },
      h('label', { for: id }, t('nickname'), h('small', null, ` (${t('optional')})`)), this.#input,
      h('p', { class: 'hint', id: `${id}-hint` }, t('nickname_hint')), this.#error);
  }

  /** @returns {Promise<boolean>} whether it is kept, or did not change */
  async save() {
    const nickname = this.#input.value.trim();
    if (nickname === (this.account.nickname ?? '')) return true;
    try {
      const account = await this.flow.api.patch(`/v1/accounts/${this.account.id}`, { nickname });
      this.flow.session = { ...this.flow.session, account };
      this.account = account;
      return true;
    } catch (error) {
      this.#error.textContent = complaint(asProblem(error));
      this.#error.hidden = false;
      this.#input.ariaInvalid = 'true';
      this.#input.focus();
      return false;
    }
  }
}

/** @param {Flow} flow @param {() => void} stay what to do when this window cannot be left */
function leave(flow, stay) {
  const { surroundings, session } = flow;
  if (flow.embedded) return flow.close();
  const back = surroundings.returnUrl;
  const parentPage = startedFrom(session.id);
  if (flow.heard) {
    farewell(flow);
  } else if (parentPage) {
    return location.assign(`/connect/${parentPage}`);
  } else if (back) {
    return location.assign(withQuery(back, { session_id: session.id }));
  } else {
    farewell(flow);
  }
  setTimeout(stay, 300);
}

const FROM = 'connected-accounts:from:';

/** Remembers, in this tab, the accounts page that a session was started from; an id is no secret. @param {string} session @param {string} manager */
export function rememberStart(session, manager) {
  try {
    sessionStorage.setItem(FROM + session, manager);
  } catch {
    // Without storage the way back is the browser's.
  }
}

/** @param {string} session */
function startedFrom(session) {
  try {
    return sessionStorage.getItem(FROM + session);
  } catch {
    return null;
  }
}
