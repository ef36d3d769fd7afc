// Tells the product's page, which opened this one or holds it in a frame, ids and the handle. Only windows of a registered
// origin ever get them, and only their answers count.

/** @typedef {import('./flow.js').Flow} Flow */

/**
 * Who tells: the connect view's flow, or the accounts page.
 * @typedef {Pick<Flow, 'workspace' | 'session' | 'surroundings' | 'heard'>} Teller
 */

const TYPE = 'connected-accounts';
const PATIENCE = 2000;

export const inFrame = () => parent !== window;

/** The window that the product's page shows, if there is one. @returns {Window | null} */
const product = () => (inFrame() ? parent : /** @type {Window | null} */ (opener));

/** @param {Teller} teller @param {string} type @param {object} [content] */
function post({ workspace, session, surroundings }, type, content) {
  const manager = surroundings.manager ? { manage_session_id: surroundings.manager } : {};
  const message = { type, session_id: session.id, ...manager, ...content };
  // The browser hands it over where the window shows this origin, and nowhere else.
  for (const origin of workspace.origins) {
    try {
      product()?.postMessage(message, origin);
    } catch {
      // Registered before it was looked at closely: no browser calls anything so, and the others are told.
    }
  }
}

/**
 * Tells of a handle or an account.
 * @param {Flow} flow @param {{handle: string} | {account_id: string}} content
 * @returns {Promise<boolean>} whether the product's page said that it has it
 */
export function tell(flow, content) {
  return say(flow, TYPE, content);
}

/** Says that the page is there. @param {Teller} flow @returns {Promise<boolean>} whether the product's page listens */
export const ready = (flow) => say(flow, `${TYPE}:ready`, {});

/** @param {Teller} flow @param {string} type @param {object} content @returns {Promise<boolean>} */
function say(flow, type, content) {
  const target = product();
  if (!target) return Promise.resolve(false);
  return new Promise((settle) => {
    /** @param {MessageEvent} event */
    const hear = ({ source, origin, data }) => {
      if (source !== target || !flow.workspace.origins.includes(origin)) return;
      if (data?.type === `${TYPE}:received` && data.session_id === flow.session.id) end(true);
    };
    /** @param {boolean} received */
    const end = (received) => {
      clearTimeout(timer);
      removeEventListener('message', hear);
      flow.heard ||= received;
      settle(received);
    };
    const timer = setTimeout(() => end(false), PATIENCE);
    addEventListener('message', hear);
    post(flow, type, content);
  });
}

/** Says that this window goes away to the app, and may come back without knowing who opened it. @param {Flow} flow */
export const leaving = (flow) => post(flow, `${TYPE}:leaving`);

/** Asks the product's page to close this window, or take away the frame. @param {Flow} flow */
export function farewell(flow) {
  post(flow, `${TYPE}:closed`);
  if (!inFrame()) close();
}

/**
 * The address to return to, with what it is told.
 * @param {string} url @param {Record<string, string>} query
 */
export function withQuery(url, query) {
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(query)}`;
}
