// Pieces that several views are made of.
import { h, announce, webLink } from './dom.js';
import { icon } from './icons.js';
import { messages } from './messages.js';

/** An image that gives way to a letter where it cannot be had. @param {string | undefined} url @param {string} name @param {string} [size] */
export function logo(url, name, size = '') {
  const letter = () => h('span', { class: `logo letter ${size}`, 'aria-hidden': 'true' }, [...name.trim()][0]?.toUpperCase() ?? '?');
  if (!url) return letter();
  const image = h('img', { class: `logo ${size}`, src: url, alt: '', width: 40, height: 40, loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer' });
  image.addEventListener('error', () => image.replaceWith(letter()), { once: true });
  return image;
}

export const spinner = () => h('span', { class: 'spinner', 'aria-hidden': 'true' });

/**
 * A button that takes no second click while its work goes on.
 * @param {string} label @param {{class?: string, busy?: string, id?: string, type?: string, name?: string}} options
 * @param {(event: Event) => unknown} work
 */
export function action(label, { busy, name, ...options }, work) {
  const text = h('span', null, label);
  const button = h('button', { type: 'button', 'aria-label': name, ...options }, text);
  button.addEventListener('click', (event) => {
    if (button.ariaDisabled === 'true') return event.preventDefault();
    if (button.type !== 'submit') void during(button, busy, () => work(event));
  });
  return button;
}

/**
 * A button for what comes next in a list, which is taken without a click when it comes into view.
 * @param {string} label @param {{class: string, id?: string}} options @param {() => unknown} work
 */
export function more(label, options, work) {
  const button = action(label, { ...options, busy: messages.loading }, work);
  const eye = new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting) return;
    eye.disconnect();
    button.click();
  });
  eye.observe(button);
  return button;
}

/**
 * Shows a button as busy until the work is over.
 * @param {HTMLButtonElement} button @param {string | undefined} busy @param {() => unknown} work
 */
export async function during(button, busy, work) {
  const text = button.querySelector('span');
  const label = text?.textContent ?? '';
  button.ariaDisabled = 'true';
  const waiting = setTimeout(() => {
    button.prepend(spinner());
    if (busy && text) text.textContent = busy;
    if (busy) announce(busy);
  }, 120);
  try {
    return await work();
  } finally {
    clearTimeout(waiting);
    button.querySelector('.spinner')?.remove();
    button.ariaDisabled = null;
    if (text) text.textContent = label;
  }
}

/** A link that leads out of the page and tells nobody where it came from. @param {string} url @param {string} text @param {Record<string, unknown>} [props] */
export function outside(url, text, props) {
  const href = webLink(url);
  if (!href) return null;
  return h('a', { class: 'outside', href, target: '_blank', rel: 'noopener noreferrer', ...props }, text, icon('outside'), h('span', { class: 'unseen' }, messages.new_tab));
}

/** @param {'error' | 'warn' | 'info' | 'good'} kind @param {...(import('./dom.js').Child)} children */
export function notice(kind, ...children) {
  const symbol = kind === 'good' ? 'check' : kind === 'info' ? 'lock' : 'alert';
  return h('div', { class: `notice ${kind}`, role: kind === 'error' ? 'alert' : null }, icon(symbol), h('div', null, children));
}

/** Grey shapes where rows will stand. @param {number} count */
export function skeleton(count) {
  return h('div', { class: 'skeleton', 'aria-hidden': 'true' }, Array.from({ length: count }, () => h('span')));
}

/** A heading that a screen reader starts from when the view changes. @param {'h1' | 'h2'} level @param {string} text */
export const heading = (level, text) => h(level, { tabindex: '-1', class: 'title', dir: 'auto' }, text);
