// Accounts that exist come first: most people want to use the one they have.
import { h, newId } from '../dom.js';
import { asProblem, words } from '../api.js';
import { t } from '../messages.js';
import { action, logo, notice } from '../parts.js';
import { missingScopes, statusWords } from '../status.js';
import { again, goOn } from './start.js';
import { tell } from './deliver.js';
import { TITLE } from './flow.js';

/** @typedef {import('contract').Account} Account */

/** @param {Account[]} accounts @param {() => Promise<import('./flow.js').Step>} other @returns {import('./flow.js').Step} */
export function existing(accounts, other) {
  return (flow) => {
    const app = /** @type {import('contract').App} */ (flow.app);
    const failure = h('div', null);
    let busy = false;
    /** @param {Account} account */
    const use = async (account) => {
      if (busy) return;
      busy = true;
      try {
        const [session, { done }] = await Promise.all([flow.api.post(`${flow.path}/use`, { account_id: account.id }), import('./done.js')]);
        flow.session = session;
        void tell(flow, { account_id: account.id });
        flow.settle(done);
      } catch (error) {
        const { title, text } = words(asProblem(error));
        failure.replaceChildren(notice('error', h('b', null, title), h('p', null, text)));
      } finally {
        busy = false;
      }
    };
    /** Asks for the access that is missing. @param {Account} account */
    const extend = (account) => goOn(flow, again(flow, app, account));
    return {
      title: t('existing_title', { app: app.name }),
      nodes: [
        logo(app.logo_url, app.name, 'big'),
        TITLE,
        h('p', { class: 'soft' }, t('existing_text')),
        failure,
        h('ul', { class: 'rows boxed', 'aria-label': t('existing_list', { app: app.name }) }, accounts.map((account) => row(account, flow.session, use, extend))),
        h('button', { type: 'button', class: 'wide', id: 'connect-another', onclick: () => { flow.account = undefined; void goOn(flow, other()); } }, t('existing_other')),
      ],
    };
  };
}

/**
 * @param {Account} account @param {import('contract').Session} session
 * @param {(account: Account) => Promise<void>} use @param {(account: Account) => Promise<void>} extend
 */
function row(account, session, use, extend) {
  const id = newId('account');
  const own = account.external_user_id === session.external_user_id;
  const lacking = missingScopes(session, account).length > 0;
  const trouble = account.status === 'active' ? undefined : statusWords(account.status);
  const texts = [account.identity?.email, own ? undefined : t('shared_by', { owner: account.external_user_id ?? t('owner_workspace') }), trouble, lacking ? t('existing_lacking') : undefined];
  const more = texts.filter((text) => text && text !== account.display_name).join(' · ');
  /** @param {string} label @param {string} busy @param {(account: Account) => Promise<void>} work */
  const button = (label, busy, work) => action(label, { class: 'small', busy, name: `${label}: ${account.display_name}` }, () => work(account));
  return h('li', { class: 'choice', 'data-account': account.id },
    h('span', { class: 'who', id }, h('b', { dir: 'auto' }, account.display_name), more ? h('small', { dir: 'auto' }, more) : null),
    // Only its owner could give more access to what is shared.
    lacking ? own && button(t('existing_extend'), t('loading'), extend) : button(t('existing_use'), t('existing_using'), use));
}
