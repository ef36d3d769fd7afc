// The accounts of a user, or of the workspace: a list that is searched, filtered and paged.
import { h, announce } from '../dom.js';
import { icon } from '../icons.js';
import { asProblem, words } from '../api.js';
import { count, t } from '../messages.js';
import { action, heading, more, notice, skeleton } from '../parts.js';
import { Filters } from './filters.js';
import { Row } from './row.js';

/** @typedef {import('contract').Account} Account */
/** @typedef {import('contract').App} App */
/** @typedef {import('../connect/flow.js').Surroundings} Surroundings */

/** More than a window shows; more come as they are scrolled to. */
const PAGE = '20';

export class AccountsPage {
  #list = h('ul', { class: 'accounts', 'aria-label': t('accounts_list') });
  #trouble = h('div', null);
  #foot = h('div', { class: 'foot' });
  #title = heading('h1', t('accounts_title'));
  /** @type {Map<string, Row>} */
  #rows = new Map();
  /** @type {Map<string, Promise<App>>} */
  #apps = new Map();
  #running = new AbortController();
  #filters;

  /** @param {Surroundings} surroundings @param {HTMLElement} host */
  constructor(surroundings, host) {
    this.surroundings = surroundings;
    this.api = surroundings.api;
    this.session = surroundings.session;
    this.#title.id = 'view-title';
    this.#filters = new Filters(this, () => this.#reload());
    const connect = action(t('accounts_connect'), { class: 'primary', id: 'connect-account' }, () => this.connect({}));
    connect.prepend(icon('plus'));
    host.replaceChildren(h('div', { class: 'top' }, this.#title, this.mayConnect ? connect : null), this.#trouble, this.#filters.element, this.#list, this.#foot);
  }

  async open() {
    document.title = `${t('accounts_title')} · ${this.surroundings.workspace.name}`;
    this.#title.focus({ preventScroll: true });
    await this.#reload();
  }

  /** Whether it is the workspace's view, where accounts of many users stand. */
  get ofWorkspace() {
    return !this.session.external_user_id;
  }

  /** Somebody must be named, for whom the backend can vouch. */
  get mayConnect() {
    return Boolean(this.session.external_user_id || this.session.acting_user_id);
  }

  /** The app with its auth methods, read once. @param {string} slug @returns {Promise<App>} */
  app(slug) {
    let app = this.#apps.get(slug);
    if (!app) {
      app = /** @type {Promise<App>} */ (this.api.get(`/v1/apps/${slug}`));
      app.catch(() => this.#apps.delete(slug));
      this.#apps.set(slug, app);
    }
    return app;
  }

  async #reload() {
    this.#running.abort();
    this.#running = new AbortController();
    this.#rows.clear();
    this.#list.replaceChildren();
    this.#foot.replaceChildren(skeleton(5));
    await this.#load();
  }

  /** @param {string} [cursor] */
  async #load(cursor) {
    const { signal } = this.#running;
    try {
      const page = await this.api.get('/v1/accounts', { query: { ...this.#filters.query, limit: PAGE, cursor }, signal });
      if (!signal.aborted) this.#show(page, cursor !== undefined);
    } catch (error) {
      if (!signal.aborted) this.#failed(error, cursor);
    }
  }

  /** @param {import('contract').Page<Account>} page @param {boolean} further */
  #show(page, further) {
    const asked = further && this.#foot.contains(document.activeElement);
    const rows = page.data.filter(({ id }) => !this.#rows.has(id)).map((account) => new Row(this, account));
    for (const row of rows) this.#rows.set(row.account.id, row);
    this.#list.append(...rows.map((row) => row.element));
    this.#filters.seen(page.data);
    this.#foot.replaceChildren();
    if (page.next_cursor) this.#foot.append(more(t('load_more'), { class: 'wide', id: 'load-more' }, () => this.#load(page.next_cursor)));
    if (asked) rows[0]?.focus();
    this.#settle(asked || (!further && this.#filters.active));
  }

  /** Says how many there are, or why none. @param {boolean} aloud */
  #settle(aloud) {
    const n = this.#rows.size;
    if (aloud) announce(n ? count('shown', n) : t('accounts_no_match'));
    this.#list.hidden = n === 0;
    this.#filters.element.hidden = n === 0 && !this.#filters.active;
    if (n > 0 || this.#foot.childElementCount) return;
    this.#foot.replaceChildren(this.#filters.active
      ? h('div', { class: 'empty' }, h('p', null, t('accounts_no_match')), action(t('accounts_clear'), { class: 'plain' }, () => this.#filters.clear()))
      : h('div', { class: 'empty' }, h('h2', null, t('accounts_none_title')), h('p', { class: 'soft' }, t('accounts_none_text'))));
  }

  /** @param {unknown} error @param {string} [cursor] */
  #failed(error, cursor) {
    const { title, text } = words(asProblem(error));
    this.#foot.replaceChildren(notice('error', h('b', null, title), h('p', null, text),
      action(t('try_again'), { class: 'plain', busy: t('loading') }, () => this.#load(cursor))));
  }

  /** Connects an account, or reconnects one, without leaving the list. @param {{app?: string, account_id?: string}} what */
  connect(what) {
    return this.attempt(async () => {
      const { connectInPlace } = await import('./connecting.js');
      await connectInPlace(this.surroundings, what, (account) => void this.#connected(account));
    });
  }

  /** Says above the list what went wrong. @param {() => Promise<void>} work */
  async attempt(work) {
    this.#trouble.replaceChildren();
    try {
      await work();
    } catch (error) {
      const { title, text } = words(asProblem(error));
      this.#trouble.replaceChildren(notice('error', h('b', null, title), h('p', null, text)));
      this.#trouble.scrollIntoView({ block: 'nearest' });
    }
  }

  /** @param {Account | null} account */
  async #connected(account) {
    if (!account) return;
    const fresh = await this.api.get(`/v1/accounts/${account.id}`).catch(() => account);
    const row = this.#rows.get(account.id);
    if (row) return row.update(fresh);
    const added = new Row(this, fresh);
    this.#rows.set(fresh.id, added);
    this.#list.prepend(added.element);
    this.#filters.seen([fresh]);
    this.#foot.querySelector('.empty')?.remove();
    this.#settle(false);
    added.focus();
  }

  /** @param {string} id */
  removed(id) {
    const element = this.#rows.get(id)?.element;
    const next = element?.nextElementSibling ?? element?.previousElementSibling;
    this.#rows.delete(id);
    element?.remove();
    this.#settle(false);
    const neighbour = next instanceof HTMLElement ? this.#rows.get(next.dataset['account'] ?? '') : undefined;
    if (neighbour) neighbour.focus();
    else this.#title.focus();
  }
}
