// Accounts that exist come first: most people want to use the one they have.
import { h, newId } from '../dom.js';
import { asProblem, words } from '../api.js';
import { t } from '../messages.js';
import { action, logo, notice } from '../parts.js';
import { statusWords } from '../status.js';
import { goOn } from './start.js';
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
    return {
      title: t('existing_title', { app: app.name }),
      nodes: [
        logo(app.logo_url, app.name, 'big'),
        TITLE,
        h('p', { class: 'soft' }, t('existing_text')),
        failure,
        h('ul', { class: 'rows boxed', 'aria-label': t('existing_list', { app: app.name }) }, accounts.map((account) => row(account, flow.session.external_user_id, use))),
        h('button', { type: 'button', class: 'wide', id: 'connect-another', onclick: () => void goOn(flow, other()) }, t('existing_other')),
      ],
    };
  };
}

/** @param {Account} account @param {string | undefined} user @param {(account: Account) => Promise<void>} use */
function row(account, user, use) {
  const id = newId('account');
  const shared = account.external_user_id !== user ? t('existing_shared') : undefined;
  const trouble = account.status === 'active' ? undefined : statusWords(account.status);
  const more = [account.identity?.email, shared, trouble].filter((text) => text && text !== account.display_name).join(' · ');
  const button = action(t('existing_use'), { class: 'small', busy: t('existing_using'), name: `${t('existing_use')}: ${account.display_name}` }, () => use(account));
  return h('li', { class: 'choice', 'data-account': account.id },
    h('span', { class: 'who', id }, h('b', { dir: 'auto' }, account.display_name), more ? h('small', { dir: 'auto' }, more) : null), button);
}
