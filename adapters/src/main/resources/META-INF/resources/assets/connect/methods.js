// The ways to connect an app, where it has several.
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../messages.js';
import { during, logo } from '../parts.js';
import { goOn } from './start.js';
import { TITLE } from './flow.js';

/** @typedef {import('contract').AuthMethod} AuthMethod */

/** @param {AuthMethod[]} ways @returns {import('./flow.js').Step} */
export function methods(ways) {
  return (flow) => {
    const app = /** @type {import('contract').App} */ (flow.app);
    return {
      title: t('methods_title', { app: app.name }),
      nodes: [
        logo(app.logo_url, app.name, 'big'),
        TITLE,
        h('ul', { class: 'rows boxed' }, ways.map((auth) => h('li', null,
          h('button', { type: 'button', class: 'row', 'data-auth': auth.id, onclick: (/** @type {{currentTarget: HTMLButtonElement}} */ { currentTarget }) => during(currentTarget, undefined, () => goOn(flow, method(auth))) },
            icon(auth.type === 'oauth2' ? 'outside' : 'lock'), h('span', { class: 'name', dir: 'auto' }, h('span', null, auth.label)), icon('next'))))),
      ],
    };
  };
}

/** The form of a method; its modules are loaded when it is known which. @param {AuthMethod} auth @returns {Promise<import('./flow.js').Step>} */
export async function method(auth) {
  if (auth.type === 'oauth2') return (await import('./consent.js')).consent(auth);
  return (await import('./keys.js')).keys(auth);
}
