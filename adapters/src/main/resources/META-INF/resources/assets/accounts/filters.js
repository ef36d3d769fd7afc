// Search, app and status above the list.
import { h, newId } from '../dom.js';
import { icon } from '../icons.js';
import { messages, t } from '../messages.js';

const DEBOUNCE = 250;

export class Filters {
  /** @type {Map<string, string>} slugs by what is shown for them, in small letters */
  #slugs = new Map();
  #timer = 0;
  /** The app that the list shows; empty for all. */
  #applied = '';
  #search = h('input', { type: 'search', class: 'search', id: 'search-accounts', placeholder: t('accounts_search'), autocomplete: 'off', spellcheck: 'false' });
  #known = h('datalist', { id: newId('apps') });
  #app = h('input', { type: 'search', id: 'filter-app', placeholder: t('accounts_app_all'), list: this.#known.id, autocomplete: 'off', spellcheck: 'false' });
  #status = h('select', { id: 'filter-status' },
    h('option', { value: '' }, t('accounts_status_all')),
    Object.entries(messages.status).map(([value, text]) => h('option', { value }, text)));
  element;

  /** @param {import('./page.js').AccountsPage} page @param {() => unknown} changed */
  constructor(page, changed) {
    this.page = page;
    this.changed = changed;
    this.#search.addEventListener('input', () => this.#later(changed));
    this.#status.addEventListener('change', () => changed());
    this.#app.addEventListener('input', () => this.#later(() => this.#typed()));
    this.#app.addEventListener('change', () => this.#apply(this.#slug() ?? sluggish(this.#app.value)));
    this.element = h('form', { class: 'filters', role: 'search', onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      h('div', { class: 'searchbox' }, h('label', { for: 'search-accounts', class: 'unseen' }, t('accounts_search')), icon('search'), this.#search),
      h('div', null, h('label', { for: 'filter-app', class: 'unseen' }, t('accounts_app')), this.#app, this.#known),
      h('div', null, h('label', { for: 'filter-status', class: 'unseen' }, t('accounts_status')), this.#status));
  }

  get query() {
    return { q: this.#search.value.trim(), app: this.#applied, status: this.#status.value };
  }

  get active() {
    return Object.values(this.query).some(Boolean);
  }

  clear() {
    this.#search.value = this.#app.value = this.#status.value = this.#applied = '';
    this.#search.focus();
    return this.changed();
  }

  /** Offers the apps of these accounts. @param {import('contract').Account[]} accounts */
  seen(accounts) {
    this.#offer(accounts.map((account) => account.app));
  }

  /** @param {{slug: string, name: string}[]} apps */
  #offer(apps) {
    for (const { slug, name } of apps) {
      if (this.#slugs.has(name.toLowerCase())) continue;
      this.#slugs.set(name.toLowerCase(), slug);
      this.#known.append(h('option', { value: name }));
    }
  }

  /** @returns {string | undefined} */
  #slug() {
    const typed = this.#app.value.trim().toLowerCase();
    return this.#slugs.get(typed) ?? ([...this.#slugs.values()].includes(typed) ? typed : undefined);
  }

  /** Offers what is meant, and filters as soon as that is clear; else when the field is left. */
  async #typed() {
    const typed = this.#app.value.trim();
    if (typed && !this.#slug()) this.#offer((await this.page.api.get('/v1/apps', { query: { q: typed, limit: '20' } }).catch(() => ({ data: [] }))).data);
    const slug = this.#slug();
    if (slug || !this.#app.value.trim()) this.#apply(slug ?? '');
  }

  /** @param {string} slug */
  #apply(slug) {
    if (slug === this.#applied) return;
    this.#applied = slug;
    this.changed();
  }

  /** @param {() => unknown} work */
  #later(work) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(work, DEBOUNCE);
  }
}

/** What no app is called by is looked for as a slug, and found nowhere. @param {string} text */
const sluggish = (text) => text.trim().toLowerCase().replace(/[^a-z0-9_]+/g, '_').slice(0, 64);
