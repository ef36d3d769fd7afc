// Connects an account above the list, in a session of its own.
import { h } from '../dom.js';
import { enter } from '../api.js';
import { t } from '../messages.js';
import { Flow } from '../connect/flow.js';
import { start } from '../connect/start.js';
import { rememberStart } from '../connect/done.js';

/** @typedef {import('contract').Account} Account */

/**
 * @param {import('../connect/flow.js').Surroundings} surroundings of the accounts page
 * @param {{app?: string, account_id?: string}} what
 * @param {(account: Account | null) => void} ended with the account, or null when it was given up
 */
export async function connectInPlace({ api, session }, what, ended) {
  const { connect_url: url } = await api.post(`/connect/${encodeURIComponent(session.id)}/sessions`, what);
  const link = new URL(url, location.href);
  const child = link.pathname.split('/').pop() ?? '';
  const entered = await enter(child, new URLSearchParams(link.hash.slice(1)).get('ticket'));
  rememberStart(child, session.id);
  const element = h('dialog', { class: 'modal flow', 'aria-label': t('accounts_connect') });
  document.body.append(element);
  const flow = new Flow({
    ...entered,
    manager: session.id,
    leave: (account) => {
      element.close();
      element.remove();
      ended(account);
    },
  }, element);
  flow.allowClose(() => flow.close());
  // Escape leaves by the history, as the button does.
  element.addEventListener('cancel', (event) => {
    event.preventDefault();
    flow.close();
  });
  element.addEventListener('close', () => flow.close());
  element.showModal();
  await start(flow, what.app);
}
