// A modal dialog; the browser keeps the focus in it and gives it back.
import { h, present } from '../dom.js';
import { heading } from '../parts.js';

/** @param {() => void} closed called once when it is closed, in whatever way */
export function dialog(closed) {
  const element = h('dialog', { class: 'modal', 'aria-labelledby': 'dialog-title' });
  element.addEventListener('close', () => {
    element.remove();
    closed();
  });
  document.body.append(element);
  return {
    element,
    close: () => element.close(),
    /** @param {string} title @param {import('../dom.js').Child[]} nodes @param {HTMLElement} focus */
    show(title, nodes, focus) {
      const top = heading('h2', title);
      top.id = 'dialog-title';
      element.replaceChildren(...present([top, nodes]));
      if (!element.open) element.showModal();
      focus.focus();
    },
  };
}
