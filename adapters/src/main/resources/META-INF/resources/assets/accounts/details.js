// All there is to know of one account.
import { h, announce } from '../dom.js';
import { icon } from '../icons.js';
import { ago, moment, t } from '../messages.js';
import { action, outside } from '../parts.js';

/** @typedef {import('contract').StepLink} StepLink */
/** @typedef {import('contract').StepLinkReference} StepLinkReference */
/** @typedef {import('./row.js').Row} Row */

/** @param {Row} row @param {string} [id] */
export function details(row, id) {
  const { account, page } = row;
  const names = h('dd', null, t('loading'));
  const users = h('dd', null, t('loading'));
  void page.app(account.app.slug).then((app) => names.replaceChildren(...stepNames(account, app)), () => names.replaceChildren('–'));
  void usedBy(page.api, account.id).then((content) => users.replaceChildren(content), () => users.replaceChildren('–'));
  const { identity } = account;
  return h('div', { class: 'details', id },
    h('dl', null,
      identity ? entry(t('identity'), [identity.name, identity.email, identity.id].filter(Boolean).join(' · ')) : null,
      page.ofWorkspace || account.shared ? entry(t('owner'), account.external_user_id ?? t('owner_workspace'), account.shared ? h('small', null, t('shared_note')) : null) : null,
      h('dt', null, t('names')), names,
      h('dt', null, t('workflows')), users,
      entry(t('permissions'), account.scopes.length ? scopes(account.scopes) : t('permissions_none')),
      account.missing_scopes.length && account.auth_type === 'oauth2' ? entry(t('existing_lacking'), scopes(account.missing_scopes)) : null,
      entry(t('last_used'), time(account.last_used_at)),
      account.auth_type === 'oauth2' ? entry(t('last_refreshed'), time(account.last_refreshed_at)) : null,
      entry(t('connected_at'), time(account.created_at)),
      entry(t('account_id'), copyable(account.id))),
    actions(row));
}

/** @param {Row} row */
function actions(row) {
  const { account } = row;
  const name = { account: account.display_name };
  if (!row.changeable) return h('p', { class: 'soft' }, t('not_yours', { owner: account.external_user_id ?? t('owner_workspace') }));
  return h('div', { class: 'actions' },
    row.page.mayConnect && action(t('reconnect'), { class: 'small', name: t('reconnect_of', name), busy: t('loading') }, () => row.reconnect()),
    action(t('remove'), { class: 'small danger', name: t('remove_of', name) }, () => row.remove()));
}

/** @param {string} term @param {...(import('../dom.js').Child)} content @returns {Node[]} */
const entry = (term, ...content) => [h('dt', null, term), h('dd', null, content.map((part) => (typeof part === 'string' ? h('bdi', null, part) : part)))];

/** @param {string[]} all */
const scopes = (all) => h('ul', { class: 'scopes' }, all.map((scope) => h('li', null, h('code', null, scope))));

/** @param {string | undefined} at */
const time = (at) => (at ? h('time', { datetime: at, title: moment(at) }, ago(at)) : t('never'));

/** @param {import('contract').Account} account @param {import('contract').App} app */
function stepNames(account, app) {
  const auths = app.auth.find((auth) => auth.id === account.auth)?.auths ?? [];
  return auths.length ? auths.map(({ name }) => copyable(`auths.${app.slug}.${name}`)) : ['–'];
}

/** @param {string} text */
function copyable(text) {
  const code = h('code', null, text);
  const button = h('button', { type: 'button', class: 'plain tiny', 'aria-label': t('copy_of', { name: text }), title: t('copy') }, icon('copy'));
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.replaceChildren(icon('check'));
      announce(t('copied'));
      setTimeout(() => button.replaceChildren(icon('copy')), 1500);
    } catch {
      // Where the clipboard is out of reach the text is marked, for the keys that copy.
      getSelection()?.selectAllChildren(code);
    }
  });
  return h('span', { class: 'copyable' }, code, button);
}

/** @param {import('../api.js').Api} api @param {string} id */
async function usedBy(api, id) {
  const page = /** @type {import('contract').Page<StepLink>} */ (await api.get(`/v1/accounts/${id}/step-links`, { query: { limit: '100' } }));
  return page.data.length ? workflowList(page.data, Boolean(page.next_cursor)) : t('workflows_none');
}

/**
 * The workflows by name, each once, with the steps.
 * @param {StepLinkReference[]} links @param {boolean} more whether there are others
 */
export function workflowList(links, more) {
  return h('ul', { class: 'workflows' }, [...grouped(links).values()].map(([first, ...others]) => {
    const name = first.workflow_name ?? first.workflow_id;
    const steps = [first, ...others].map((link) => link.step_id).join(', ');
    return h('li', null, (first.workflow_url && outside(first.workflow_url, name)) ?? h('span', { dir: 'auto' }, name), h('small', null, ` ${t('workflows_step', { step: steps })}`));
  }), more ? h('li', null, t('more_links')) : null);
}

/** @param {StepLinkReference[]} links */
function grouped(links) {
  /** @type {Map<string, StepLinkReference[]>} */
  const map = new Map();
  for (const link of links) map.set(link.workflow_id, [...(map.get(link.workflow_id) ?? []), link]);
  return map;
}
