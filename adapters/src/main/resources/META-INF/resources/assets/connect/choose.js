// "Which site?": some apps ask after the consent.
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { asProblem, words } from '../api.js';
import { t } from '../messages.js';
import { during, logo, notice } from '../parts.js';
import { arrived } from './finish.js';
import { TITLE } from './flow.js';

/** @type {import('./flow.js').Step} */
export function choose(flow) {
  const { app, session } = flow;
  const problem = h('div', null);
  const list = h('ul', { class: 'rows boxed' }, (session.options ?? []).map(({ id, label }) => {
    const button = h('button', { type: 'button', class: 'row', 'data-option': id, onclick: () => take(id, button) }, h('span', { class: 'name', dir: 'auto' }, h('span', null, label)), icon('next'));
    return h('li', null, button);
  }));
  /** @param {string} option @param {HTMLButtonElement} button */
  const take = async (option, button) => {
    if (list.inert) return;
    list.inert = true;
    problem.replaceChildren();
    await during(button, undefined, async () => {
      try {
        arrived(flow, await flow.api.post(`${flow.path}/choose`, { option }));
      } catch (error) {
        const { title, text } = words(asProblem(error));
        problem.replaceChildren(notice('error', h('b', null, title), h('p', null, text)));
      }
    });
    list.inert = false;
  };
  return {
    title: t('choose_title'),
    nodes: [
      app ? logo(app.logo_url, app.name, 'big') : null,
      TITLE,
      h('p', { class: 'soft' }, t('choose_text', { app: app?.name ?? '' })),
      problem,
      list,
    ],
  };
}
