// Search and pick an app.
import { h, announce, newId } from '../dom.js';
import { icon } from '../icons.js';
import { asProblem, words } from '../api.js';
import { logo, skeleton, action, more, notice, during } from '../parts.js';
import { messages, t, count } from '../messages.js';
import { goOn, stepFor } from './start.js';
import { TITLE } from './flow.js';

/** @typedef {import('./flow.js').Flow} Flow */
/** @typedef {import('contract').App} App */

const DEBOUNCE = 180;

/** As many as a window shows; more come as they are scrolled to. */
const PAGE = '12';

/** @type {import('./flow.js').Step} */
export function pick(flow) {
  const id = newId('search');
  const few = flow.session.apps.length > 0 && flow.session.apps.length <= 6;
  const list = new AppList(flow, few);
  const input = h('input', {
    id, type: 'search', class: 'search', placeholder: t('pick_search'), autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search',
    oninput: () => list.search(input.value, DEBOUNCE),
    onkeydown: (/** @type {KeyboardEvent} */ event) => list.key(event),
  });
  const label = h('label', { for: id, class: 'unseen' }, t('pick_search'));
  list.search('', 0);
  return {
    title: t('pick_title'),
    nodes: [
      TITLE,
      h('p', { class: 'soft' }, t('pick_text', { workspace: flow.workspace.name })),
      few ? null : h('div', { class: 'searchbox' }, label, icon('search'), input),
      list.element,
    ],
    focus: few || matchMedia('(pointer: coarse)').matches ? undefined : input,
    leave: () => list.stop(),
  };
}

/** @param {string} category one of a workspace's own app may be any */
const categoryWords = (category) => /** @type {Record<string, string>} */ (messages.category)[category] ?? category.replaceAll(/[_-]/g, ' ');

class AppList {
  element = h('div', { class: 'apps', id: 'apps' });
  #rows = h('ul', { class: 'rows' });
  #query = '';
  #timer = 0;
  #running = new AbortController();
  /** Whether the rows are those of the query, and whether Enter was pressed before they were. */
  #found = false;
  #eager = false;

  /** @param {Flow} flow @param {boolean} few all are shown, where those that can be connected are for more */
  constructor(flow, few) {
    this.flow = flow;
    this.few = few;
    this.#rows.addEventListener('keydown', (event) => this.key(event));
  }

  stop() {
    clearTimeout(this.#timer);
    this.#running.abort();
  }

  /** @param {string} query @param {number} delay */
  search(query, delay) {
    this.stop();
    this.#query = query.trim();
    this.#found = this.#eager = false;
    this.#running = new AbortController();
    if (!delay) this.element.replaceChildren(skeleton(6));
    this.#timer = setTimeout(() => void this.#load(), delay);
  }

  /** @param {string} [cursor] */
  async #load(cursor) {
    const { signal } = this.#running;
    this.element.ariaBusy = 'true';
    try {
      const connectable = this.#query || this.few ? undefined : 'true';
      const page = await this.flow.api.get('/v1/apps', { query: { q: this.#query, connectable, limit: PAGE, cursor }, signal });
      if (!signal.aborted) this.#show(page, cursor !== undefined);
    } catch (error) {
      if (!signal.aborted) this.element.replaceChildren(this.#problem(error));
    } finally {
      if (!signal.aborted) this.element.ariaBusy = null;
    }
  }

  /** @param {import('contract').Page<App>} page @param {boolean} further */
  #show(page, further) {
    const asked = this.element.contains(document.activeElement) && document.activeElement?.classList.contains('plain');
    const rows = page.data.map((app) => h('li', null, this.#row(app)));
    if (further) this.#rows.append(...rows);
    else this.#rows.replaceChildren(...rows);
    this.element.replaceChildren(this.#rows.childElementCount ? this.#rows : this.#nothing());
    if (page.next_cursor) this.element.append(more(t('show_more'), { class: 'plain wide' }, () => this.#load(page.next_cursor)));
    else if (this.#query && this.#rows.childElementCount) this.element.append(this.#missing());
    if (further && asked) /** @type {HTMLElement | null} */ (rows[0]?.firstElementChild)?.focus();
    if (asked || (this.#query && !further)) this.#count(Boolean(page.next_cursor));
    this.#found = true;
    if (this.#eager) this.#first();
  }

  #first() {
    this.#eager = !this.#found;
    if (this.#found) this.#rows.querySelector('button')?.click();
  }

  /** @param {boolean} others whether there are, beside those that are shown */
  #count(others) {
    const n = this.#rows.childElementCount;
    announce(n === 0 ? t('pick_none', { query: this.#query }) : others ? t('apps_more', { n }) : count('apps', n));
  }

  /** @param {App} app */
  #row(app) {
    const button = h('button', { type: 'button', class: 'row', 'data-app': app.slug, onclick: () => this.#choose(app, button) },
      logo(app.logo_url, app.name), h('span', { class: 'name', dir: 'auto' }, app.name), app.connectable ? h('small', null, categoryWords(app.category)) : h('small', { class: 'unready' }, t('pick_unready')), icon('next'));
    return button;
  }

  /** @param {App} app @param {HTMLButtonElement} button */
  async #choose(app, button) {
    if (this.element.inert) return;
    this.element.inert = true;
    await during(button, undefined, async () => {
      try {
        this.flow.go(await stepFor(this.flow, app));
      } catch (error) {
        this.element.querySelector('.notice')?.remove();
        this.element.prepend(this.#problem(error, () => this.#choose(app, button)));
      }
    });
    this.element.inert = false;
  }

  #nothing() {
    const text = this.#query ? t('pick_none', { query: this.#query }) : t('pick_empty');
    return h('div', { class: 'empty' }, h('p', null, text), this.#missing('primary'));
  }

  #missing(kind = 'plain') {
    return h('button', { type: 'button', class: `${kind} wide`, id: 'request-app', onclick: () => void goOn(this.flow, import('./request.js').then(({ request }) => request(this.#query))) }, t('request_this'));
  }

  /** @param {unknown} error @param {() => unknown} again */
  #problem(error, again = () => this.#load()) {
    const { title, text } = words(asProblem(error));
    return notice('error', h('b', null, title), h('p', null, text), action(t('try_again'), { class: 'plain' }, again));
  }

  /** Arrows go through the rows; Enter in the search takes the first. @param {KeyboardEvent} event */
  key(event) {
    const rows = /** @type {HTMLElement[]} */ ([...this.#rows.querySelectorAll('button')]);
    const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === 'ArrowDown') rows[Math.min(at + 1, rows.length - 1)]?.focus();
    else if (event.key === 'ArrowUp' && at > 0) rows[at - 1].focus();
    else if (event.key === 'ArrowUp' && at === 0) /** @type {HTMLElement | null} */ (document.querySelector('.searchbox input'))?.focus();
    else if (event.key === 'Enter' && at < 0 && this.#query) this.#first();
    else return;
    event.preventDefault();
  }
}
