// Connected Accounts: opens the hosted pages from a product's page. Types and words: connect.d.ts.
(() => {
  'use strict';

  const TYPE = 'connected-accounts';
  const LIFE = 30 * 60_000;
  const PACE = 2000;
  /** How often a closed window's session is found untouched until it counts as given up; one never heard of may only look closed. */
  const POLLS = { heard: 2, unheard: 30 };
  /** What an untouched session is called. One never heard of may only look closed: once its link was opened, somebody is at it. */
  const UNTOUCHED = { heard: ['pending', 'opened', 'authorizing'], unheard: ['pending'] };
  /** How long a frame may say nothing. */
  const SILENCE = 60_000;

  /** @typedef {import('./connect.js').OpenOptions} OpenOptions */
  /** @typedef {import('./connect.js').Connected} Connected */

  class ConnectError extends Error {
    /** @param {string} code @param {string} message */
    constructor(code, message) {
      super(message);
      this.name = 'ConnectError';
      this.code = code;
    }
  }

  /**
   * The page's address, its origin and the session that it is for.
   * @param {OpenOptions} options
   */
  function read({ connect_url, app }) {
    const url = new URL(connect_url, location.href);
    const session = /\/connect\/([^/]+)$/.exec(url.pathname)?.[1];
    if (!session || !/^https?:$/.test(url.protocol)) throw new ConnectError('invalid_url', 'connect_url is not the address of a connect session');
    if (app) {
      const fragment = new URLSearchParams(url.hash.slice(1));
      fragment.set('app', app);
      url.hash = String(fragment);
    }
    return { url: url.href, base: url.href.split('#')[0], origin: url.origin, session };
  }

  /** @param {string} url @param {string} session */
  function popUp(url, session) {
    const [width, height] = [480, 760];
    const left = Math.max(0, Math.round(screenX + (outerWidth - width) / 2));
    const top = Math.max(0, Math.round(screenY + (outerHeight - height) / 2));
    const opened = window.open(url, `${TYPE}-${session}`, `popup,width=${width},height=${height},left=${left},top=${top}`);
    if (!opened) throw new ConnectError('popup_blocked', 'The browser blocked the window');
    opened.focus();
    return opened;
  }

  /** @param {string} url @param {HTMLElement} container @param {string} [title] */
  function frame(url, container, title = 'Connect an account') {
    const element = document.createElement('iframe');
    element.title = title;
    element.allow = 'clipboard-write';
    element.referrerPolicy = 'no-referrer';
    element.style.cssText = 'border:0;width:100%;height:100%;min-height:640px';
    element.src = url;
    container.append(element);
    return element;
  }

  /** What is open, by session: a second click brings its window to the front. @type {Map<string, {promise: Promise<Connected>, shown: HTMLIFrameElement | Window}>} */
  const running = new Map();

  /** @param {OpenOptions} options @returns {Promise<Connected>} */
  function open(options) {
    try {
      if (options.signal?.aborted) throw new ConnectError('aborted', 'Given up by the page');
      const target = read(options);
      const before = running.get(target.session);
      if (before && isOpen(before.shown)) {
        before.shown.focus();
        return before.promise;
      }
      const element = options.container ? frame(target.url, options.container, options.title) : undefined;
      const opened = element ? undefined : popUp(target.url, target.session);
      const entry = { promise: attend(target, options, element, opened), shown: /** @type {HTMLIFrameElement | Window} */ (element ?? opened) };
      running.set(target.session, entry);
      return entry.promise.finally(() => running.get(target.session) === entry && running.delete(target.session));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** @param {HTMLIFrameElement | Window} shown */
  const isOpen = (shown) => (shown instanceof HTMLIFrameElement ? shown.isConnected : !shown.closed);

  /**
   * Waits for the page to tell how it went.
   * @param {ReturnType<typeof read>} target @param {OpenOptions} options
   * @param {HTMLIFrameElement} [element] @param {Window} [opened]
   * @returns {Promise<Connected>}
   */
  function attend({ base, origin, session }, { onconnect, signal }, element, opened) {
    return new Promise((resolve, reject) => {
      const source = () => element?.contentWindow ?? opened;
      // Whether the window can still be asked if it is open: it spoke, and has not gone to another site since.
      let heard = false;
      let left = false;
      let over = false;
      let pending = 0;
      const began = Date.now();
      /** @type {ReturnType<typeof setTimeout>} */
      let timer;

      /** @param {() => void} settle */
      const end = (settle) => {
        if (over) return;
        over = true;
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        // The page goes on to its last words, and its window closes itself; a frame is taken away when it says so.
        if (!element) removeEventListener('message', hear);
        settle();
      };
      /** @param {string} code @param {string} message */
      const fail = (code, message) => end(() => reject(new ConnectError(code, message)));
      const close = () => {
        element?.remove();
        removeEventListener('message', hear);
      };
      const abort = () => {
        opened?.close();
        fail('aborted', 'Given up by the page');
        close();
      };

      /** @param {MessageEvent} event */
      const hear = (event) => {
        const { data } = event;
        if (event.origin !== origin || !event.source || event.source !== source() || !data) return;
        const mine = data.session_id === session;
        if (!mine && data.manage_session_id !== session) return;
        if (data.type === `${TYPE}:closed`) {
          if (!mine) return;
          fail('closed', 'Closed by the user');
          return close();
        }
        if (data.type === `${TYPE}:ready`) heard = true;
        else if (data.type !== `${TYPE}:leaving` && (data.type !== TYPE || !take(data, mine))) return;
        left = data.type === `${TYPE}:leaving`;
        /** @type {Window} */ (event.source).postMessage({ type: `${TYPE}:received`, session_id: data.session_id }, origin);
      };

      /** @param {any} data @param {boolean} mine @returns {boolean} whether somebody has it now */
      const take = (data, mine) => {
        const { session_id, handle, account_id } = data;
        /** @type {Connected} */
        const result = typeof handle === 'string' ? { session_id, handle } : { session_id, account_id };
        if (mine) end(() => resolve(result));
        else onconnect?.(result);
        return mine || Boolean(onconnect);
      };

      /** Asks the service, when the window is closed, or looks closed because a site in between cut the tie. */
      const ask = async () => {
        try {
          const { status } = await (await fetch(`${base}/status`, { credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(10_000) })).json();
          if (over) return;
          if (status === 'completed') return end(() => resolve({ session_id: session }));
          if (status === 'failed' || status === 'expired') return fail(status, `The session is ${status}`);
          pending = UNTOUCHED[heard ? 'heard' : 'unheard'].includes(status) ? pending + 1 : 0;
        } catch {
          // It is asked again.
        }
        if (!left && pending >= (heard ? POLLS.heard : POLLS.unheard)) fail('closed', 'Closed by the user');
        else if (Date.now() - began > LIFE) fail('expired', 'Nothing came in half an hour');
      };

      const look = async () => {
        if (running.get(session)?.shown !== (element ?? opened)) fail('closed', 'Opened anew');
        else if (opened?.closed) await ask();
        else if (element && !element.isConnected) fail('closed', 'The frame was taken away');
        else if (element && !heard && Date.now() - began > SILENCE) fail('silent', 'The page in the frame says nothing: its link was used before, or this origin is not registered');
        if (!over) timer = setTimeout(look, opened?.closed ? PACE : 500);
      };

      addEventListener('message', hear);
      signal?.addEventListener('abort', abort);
      timer = setTimeout(look, 500);
    });
  }

  /** Shows the page in place of this one. @param {OpenOptions} options */
  function redirect(options) {
    location.assign(read(options).url);
  }

  /** @type {import('./connect.js').ConnectedAccountsApi} */
  const api = { open, redirect };
  Object.defineProperty(globalThis, 'ConnectedAccounts', { value: Object.freeze(api), configurable: true });
})();
