// The steps of connecting one account, tied to the browser's history so that Back goes one step back.
import { h, newId } from '../dom.js';
import { icon } from '../icons.js';
import { heading, skeleton } from '../parts.js';
import { t } from '../messages.js';
import { begin } from './start.js';

/** @typedef {import('../dom.js').Child} Child */
/** @typedef {{title: string, nodes: Child[], focus?: HTMLElement, cancel?: boolean, leave?: () => void}} View `cancel` when it has a way back of its own */
/** @typedef {(flow: Flow) => View} Step */

/**
 * @typedef {object} Surroundings
 * @property {import('../api.js').Api} api
 * @property {import('contract').Session} session
 * @property {import('contract').Workspace} workspace
 * @property {string} [returnUrl]
 * @property {string} [manager] id of the session of the accounts page that this one was started from
 * @property {(account: import('contract').Account | null) => void} [leave] how it ends in place, where it is not a page of its own
 */

export class Flow {
  #id = newId(`flow-${Date.now()}`);
  /** @type {Step[]} */
  #steps = [];
  #index = -1;
  /** Where the browser is; behind the index once the flow is settled and Back was pressed. */
  #position = -1;
  #settled = false;
  #closing = false;
  /** @type {View | undefined} */
  #view;
  #back = h('button', { type: 'button', class: 'plain', id: 'back', onclick: () => history.back() }, icon('back'), h('span', null, t('back')));
  #content = h('div', { class: 'view' }, skeleton(4));
  /** @type {HTMLElement | undefined} */
  #close;
  #bar;
  /** @type {import('contract').App | undefined} */
  app;
  /** @type {import('contract').Account | undefined} the account that is reconnected */
  account;
  /** Whether the product's page listens: it has answered. */
  heard = false;
  /** Whether it has the handle. */
  handed = false;

  /** @param {Surroundings} surroundings @param {HTMLElement} host */
  constructor(surroundings, host) {
    this.api = surroundings.api;
    this.session = surroundings.session;
    this.workspace = surroundings.workspace;
    this.surroundings = surroundings;
    this.embedded = surroundings.leave !== undefined;
    this.#bar = h('div', { class: 'bar' }, this.#back);
    host.replaceChildren(this.#bar, this.#content);
    addEventListener('popstate', this.#popped);
    addEventListener('pageshow', this.#shown);
  }

  /** Offers to close it all. @param {() => void} close */
  allowClose(close) {
    this.#close = h('button', { type: 'button', class: 'plain end', id: 'close', 'aria-label': t('close'), onclick: close }, icon('close'));
    this.#bar.append(this.#close);
    this.#bar.hidden = false;
  }

  get path() {
    return `/v1/connect-sessions/${encodeURIComponent(this.session.id)}`;
  }

  /** Goes on to a step; the one before stays behind it, unless this one replaces it. @param {Step} step @param {{replace?: boolean}} [options] */
  go(step, { replace = false } = {}) {
    if (this.#closing) return;
    const first = this.#index < 0;
    // In place the first step stands on top of the page that it covers, so that Back uncovers that page.
    const over = first ? !this.embedded : replace;
    const index = replace && !first ? this.#index : this.#index + 1;
    this.#steps.length = index;
    this.#steps[index] = step;
    this.#index = this.#position = index;
    const state = { flow: this.#id, index, app: this.app?.slug };
    if (over) history.replaceState(state, '');
    else history.pushState(state, '');
    this.#render();
  }

  /** The end: from here Back leads to no step before. @param {Step} step */
  settle(step) {
    this.#settled = true;
    this.go(step, { replace: true });
  }

  /** After something failed: back to the step before it, or to another in its place. @param {() => unknown} begin */
  retry(begin) {
    if (this.#index > 0) return history.back();
    return begin();
  }

  /** Closes a flow that runs in place; the history is as before it then. */
  close() {
    if (this.#closing) return;
    this.#closing = true;
    if (this.#position >= 0) history.go(-(this.#position + 1));
    else this.#leave();
  }

  #popped = (/** @type {PopStateEvent} */ event) => {
    const { flow, index, app } = event.state ?? {};
    if (flow === this.#id && index < this.#steps.length) {
      this.#position = index;
      if (!this.#settled) this.#index = index;
      this.#render();
    } else if (this.embedded) {
      this.#leave();
    } else if (flow && !this.#settled) {
      this.#resume(app);
    }
  };

  /** An entry of before the page was loaded again: what it showed is gone, but what followed the choice of its app is not. @param {string} [app] */
  #resume(app) {
    this.#id = newId(`flow-${Date.now()}`);
    this.#steps = [];
    this.#index = this.#position = -1;
    this.app = undefined;
    void begin(this, app);
  }

  /** Comes back from the back-forward cache, where a button may still be busy. */
  #shown = (/** @type {PageTransitionEvent} */ event) => {
    if (event.persisted) this.#render();
  };

  #leave() {
    this.#closing = true;
    this.#view?.leave?.();
    removeEventListener('popstate', this.#popped);
    removeEventListener('pageshow', this.#shown);
    this.surroundings.leave?.(this.session.account ?? null);
  }

  #render() {
    if (this.#index < 0) return;
    this.#view?.leave?.();
    const view = this.#steps[this.#index](this);
    this.#view = view;
    const title = heading(this.embedded ? 'h2' : 'h1', view.title);
    title.id = this.embedded ? 'step-title' : 'view-title';
    this.#back.hidden = this.#index === 0 || this.#settled || view.cancel === true;
    this.#bar.hidden = !this.#close && this.#back.hidden;
    this.#content.replaceChildren(...view.nodes.map((node) => (node === TITLE ? title : node)).filter((node) => node instanceof Node));
    if (!title.isConnected) this.#content.prepend(title);
    if (!this.embedded) document.title = `${view.title} · ${this.workspace.name}`;
    (view.focus ?? title).focus({ preventScroll: true });
    (this.embedded ? this.#content.closest('dialog') : window)?.scrollTo(0, 0);
  }
}

/** Where the view's title stands among its nodes; it stands first where this is left out. */
export const TITLE = 'title';
