// Removing an account: guarded, where workflows use it.
import { h, newId } from '../dom.js';
import { asProblem, complaint, words } from '../api.js';
import { count, fill, messages, t } from '../messages.js';
import { action, notice } from '../parts.js';
import { isUsable } from '../status.js';
import { dialog } from './dialog.js';
import { workflowList } from './details.js';

/** @typedef {import('contract').Account} Account */
/** @typedef {import('contract').StepLinkReference} StepLinkReference */
/** @typedef {import('./row.js').Row} Row */

/** @param {Row} row */
export async function removeAccount(row) {
  const { api } = row.page;
  const [links, others] = await Promise.all([
    api.get(`/v1/accounts/${row.account.id}/step-links`, { query: { limit: '100' } }).catch(() => undefined),
    substitutes(row).catch(() => undefined),
  ]);
  new Removal(row, links, others).ask();
}

/** The accounts that could take over: steps find the same names there. @param {Row} row @returns {Promise<Account[]>} */
async function substitutes({ page, account }) {
  const found = await page.api.get('/v1/accounts', { query: { app: account.app.slug, limit: '200', external_user_id: page.ofWorkspace ? account.external_user_id : undefined } });
  return found.data.filter((/** @type {Account} */ other) => other.id !== account.id && other.auth === account.auth && isUsable(other));
}

/** What is shared by somebody else comes last: who chooses it has workflows act as another person. @param {Account[]} others @param {Row} row */
const ownFirst = (others, row) => [...others.filter((other) => isOwn(other, row)), ...others.filter((other) => !isOwn(other, row))];

/** @param {Account} other @param {Row} row */
const isOwn = (other, { account }) => other.external_user_id === account.external_user_id;

/** @param {Account} other @param {Row} row */
function option(other, row) {
  const { display_name: name, identity } = other;
  const owner = isOwn(other, row) ? undefined : t('shared_by', { owner: other.external_user_id ?? t('owner_workspace') });
  return h('option', { value: other.id }, [name, identity?.email === name ? undefined : identity?.email, owner].filter(Boolean).join(' · '));
}

/** @typedef {{data: StepLinkReference[], next_cursor?: string, others?: string}} Links `others` is said of those that this session may not see */

class Removal {
  #gone = false;
  /** Whether it was refused because of links, seen or not. */
  #linked = false;

  /** @param {Row} row @param {Links | undefined} links undefined, as the others, where they could not be read @param {Account[] | undefined} others */
  constructor(row, links, others) {
    this.row = row;
    this.links = links;
    this.others = others && ownFirst(others, row);
    this.names = { account: row.account.display_name, app: row.account.app.name };
    this.dialog = dialog(() => this.#gone && row.page.removed(row.account.id));
  }

  ask() {
    const choice = this.links && (this.links.data.length || this.#linked) ? new Choice(this, this.links) : undefined;
    const problem = h('div', null, this.links ? null : notice('warn', t('remove_unread')));
    const confirm = action(t('remove_button'), { class: 'danger solid', id: 'confirm-remove', busy: t('removing') }, () => this.#remove(choice?.query, problem));
    choice?.onchange((replace) => {
      const text = confirm.querySelector('span');
      if (text) text.textContent = t(replace ? 'remove_button_replace' : 'remove_button');
    });
    const cancel = h('button', { type: 'button', id: 'cancel-remove', onclick: () => this.dialog.close() }, t('cancel'));
    this.dialog.show(t('remove_title', this.names), [
      h('p', { class: 'soft' }, t('remove_text', this.names)),
      choice?.element,
      problem,
      h('div', { class: 'buttons' }, cancel, confirm),
    ], cancel);
  }

  /** @param {Record<string, string> | undefined} query @param {HTMLElement} problem */
  async #remove(query, problem) {
    const { page, account } = this.row;
    if (query?.replace_with === '') return problem.replaceChildren(notice('error', t('remove_choose')));
    try {
      const removed = await page.api.delete(`/v1/accounts/${account.id}`, { query });
      this.#gone = true;
      this.#tell(removed, query?.replace_with);
    } catch (error) {
      const why = asProblem(error);
      if (why.code === 'account_not_found') {
        this.#gone = true;
        return this.dialog.close();
      }
      if (why.code === 'account_linked' && !query) {
        // Steps took it up since the dialog was opened, or steps that this session may not see.
        this.#linked = true;
        this.links = { data: why.links, others: /\d/.test(why.detail ?? '') ? why.detail : undefined };
        return this.ask();
      }
      problem.replaceChildren(notice('error', h('b', null, words(why).title), h('p', null, complaint(why))));
    }
  }

  /** @param {import('contract').RemovedAccount} removed @param {string} [replacement] */
  #tell(removed, replacement) {
    const other = this.others?.find(({ id }) => id === replacement)?.display_name ?? '';
    const revocation = /** @type {Record<string, string>} */ (messages.revocation)[removed.revocation];
    const close = h('button', { type: 'button', class: 'primary', id: 'removed-done', onclick: () => this.dialog.close() }, t('done'));
    this.dialog.show(t('removed_title', this.names), [
      h('div', { role: 'status' },
        revocation ? h('p', { id: 'revocation', 'data-revocation': removed.revocation }, fill(revocation, this.names)) : null,
        removed.replaced_links ? h('p', null, count('replaced_links', removed.replaced_links, { other })) : null,
        removed.removed_links ? h('p', null, count('removed_links', removed.removed_links)) : null),
      h('div', { class: 'buttons' }, close),
    ], close);
  }
}

/** What becomes of the workflows. */
class Choice {
  #replace = this.#radio('replace', t('remove_replace'));
  #force = this.#radio('force', t('remove_force'));
  #select;
  element;

  /** @param {Removal} removal @param {Links} links */
  constructor({ others: found, names, row }, links) {
    const others = found ?? [];
    const id = newId('replacement');
    this.#select = h('select', { id, name: 'replace_with', onchange: () => this.#replace.input.click() },
      others.length && !isOwn(others[0], row) ? h('option', { value: '' }, t('remove_choose')) : null,
      others.map((other) => option(other, row)));
    (others.length ? this.#replace : this.#force).input.checked = true;
    this.#replace.input.disabled = !others.length;
    this.element = h('div', null,
      links.data.length ? h('p', null, t('remove_links')) : null,
      workflowList(links.data, Boolean(links.next_cursor)),
      links.others ? h('p', { class: 'soft', id: 'other-links' }, links.others) : null,
      h('fieldset', { class: 'options' }, h('legend', null, t('remove_choice')),
        h('div', { class: 'option' }, this.#replace.label,
          others.length ? h('div', { class: 'field' }, h('label', { for: id }, t('remove_replace_with')), this.#select) : h('p', { class: 'hint' }, found ? t('remove_no_other', names) : t('remove_others_unread'))),
        h('div', { class: 'option' }, this.#force.label, h('p', { class: 'hint' }, t('remove_force_hint')))));
  }

  /** @param {string} value @param {string} text */
  #radio(value, text) {
    const input = h('input', { type: 'radio', name: 'links', value });
    return { input, label: h('label', null, input, h('span', null, text)) };
  }

  /** @param {(replace: boolean) => void} changed */
  onchange(changed) {
    const look = () => changed(this.#replace.input.checked);
    this.element.addEventListener('change', look);
    look();
  }

  /** @returns {Record<string, string>} */
  get query() {
    return this.#replace.input.checked ? { replace_with: this.#select.value } : { force: 'true' };
  }
}
