// One account in the list.
import { h, newId } from '../dom.js';
import { icon } from '../icons.js';
import { ago, count, moment, t } from '../messages.js';
import { action, logo } from '../parts.js';
import { reasonWords, statusWords } from '../status.js';
import { details } from './details.js';
import { editNickname } from './nickname.js';

/** @typedef {import('contract').Account} Account */
/** @typedef {import('./page.js').AccountsPage} AccountsPage */

const dead = new Set(['reauthorization_required', 'revoked']);

export class Row {
  element;
  #open = false;

  /** @param {AccountsPage} page @param {Account} account */
  constructor(page, account) {
    this.page = page;
    this.account = account;
    this.element = h('li', { class: 'account', 'data-account': account.id });
    this.#render();
  }

  /** Whether this session may change it: it is the user's own, or this is the workspace's view. */
  get changeable() {
    return this.page.ofWorkspace || this.account.external_user_id === this.page.session.external_user_id;
  }

  focus() {
    /** @type {HTMLElement | null} */ (this.element.querySelector('.do > .more'))?.focus();
  }

  /** @param {Account} account */
  update(account) {
    this.account = account;
    this.#render();
    this.focus();
  }

  #render() {
    const { account } = this;
    this.element.replaceChildren(h('div', { class: 'summary' },
      logo(account.app.logo_url, account.app.name),
      h('div', { class: 'who' }, this.#name(), h('small', { dir: 'auto' }, this.#about())),
      this.#status(),
      this.#trouble(),
      h('div', { class: 'do' }, dead.has(account.status) && this.changeable && this.page.mayConnect ? this.#reconnect() : null, this.#more())));
    if (this.#open) this.element.append(details(this));
  }

  #name() {
    const { account } = this;
    const name = h('div', { class: 'nameline' }, h('b', { dir: 'auto' }, account.display_name));
    if (this.changeable)
      name.append(h('button', { type: 'button', class: 'plain tiny rename', 'aria-label': t('rename_of', { account: account.display_name }), onclick: () => this.rename() }, icon('edit')));
    return name;
  }

  #about() {
    const { account, page } = this;
    const owner = page.ofWorkspace ? (account.external_user_id ?? t('owner_workspace')) : this.changeable ? undefined : (account.external_user_id ?? t('owner_workspace'));
    const texts = [account.app.name, account.identity?.email ?? account.identity?.name, owner, account.shared ? t('shared') : undefined, account.workflow_count ? count('used', account.workflow_count) : undefined];
    return texts.filter((text) => text && text !== account.display_name).join(' · ');
  }

  #status() {
    const { status } = this.account;
    const symbol = status === 'active' ? 'check' : status === 'degraded' ? 'clock' : 'alert';
    return h('span', { class: `pill ${status}` }, icon(symbol), statusWords(status));
  }

  /** Why it does not work and since when, or when it will end. */
  #trouble() {
    const { account } = this;
    if (account.status === 'active')
      return account.will_die_at ? h('p', { class: 'trouble', title: moment(account.will_die_at) }, t('will_die', { time: ago(account.will_die_at) })) : null;
    const since = h('time', { datetime: account.status_since, title: moment(account.status_since) }, t('since', { time: ago(account.status_since) }));
    return h('p', { class: 'trouble' }, reasonWords(account) ?? '', ' ', h('span', { class: 'soft' }, '(', since, ')'));
  }

  #reconnect() {
    const { account } = this;
    return action(t('reconnect'), { class: 'small primary reconnect', name: t('reconnect_of', { account: account.display_name }), busy: t('loading') }, () => this.reconnect());
  }

  reconnect() {
    return this.page.connect({ account_id: this.account.id });
  }

  remove() {
    return this.page.attempt(async () => (await import('./remove.js')).removeAccount(this));
  }

  #more() {
    const id = newId('details');
    const button = h('button', { type: 'button', class: 'plain more', 'aria-expanded': String(this.#open), 'aria-label': t('details_of', { account: this.account.display_name }) }, icon('down'));
    button.addEventListener('click', () => {
      this.#open = !this.#open;
      button.ariaExpanded = String(this.#open);
      if (this.#open) this.element.append(details(this, id));
      else this.element.querySelector('.details')?.remove();
    });
    return button;
  }

  rename() {
    const name = this.element.querySelector('.nameline');
    name?.replaceWith(editNickname(this, () => this.#render()));
    this.element.querySelector('input')?.focus();
  }
}
