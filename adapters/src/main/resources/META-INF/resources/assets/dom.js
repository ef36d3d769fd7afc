// Builds elements. Data only ever becomes text or an attribute, never markup.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with attributes, listeners (`on…`) and children; what is null or false is left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown> | null} [props]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) put(element, name, value);
  element.append(...present(children));
  return element;
}

/** @param {HTMLElement} element @param {string} name @param {unknown} value */
function put(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith('on')) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
  else element.setAttribute(name, value === true ? '' : String(value));
}

/** @param {(Child | Child[])[]} children @returns {(Node | string)[]} */
export function present(children) {
  return /** @type {(Node | string)[]} */ (children.flat().filter((child) => child || child === ''));
}

let last = 0;

/** A new id, to tie a label or a description to its element. @param {string} prefix */
export const newId = (prefix) => `${prefix}-${++last}`;

/**
 * The link that a datum holds, if a browser may follow it.
 * @param {string | undefined} url
 */
export function webLink(url) {
  if (!url || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/** @type {HTMLElement | undefined} */
let voice;

/** Has a screen reader say it. @param {string} text */
export function announce(text) {
  if (!voice) {
    voice = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite', id: 'announcer' });
    document.body.append(voice);
  }
  // In a modal dialog all else is inert, and would not be heard.
  const dialog = document.querySelector('dialog[open]');
  (dialog ?? document.body).append(voice);
  voice.textContent = '';
  setTimeout(() => voice && (voice.textContent = text), 50);
}
