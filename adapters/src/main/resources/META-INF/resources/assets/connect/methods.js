// The ways to connect an app, where it has several.
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../messages.js';
import { logo } from '../parts.js';
import { consent } from './consent.js';
import { keys } from './keys.js';
import { TITLE } from './flow.js';

/** @typedef {import('contract').AuthMethod} AuthMethod */

/** @type {import('./flow.js').Step} */
export function methods(flow) {
  const app = /** @type {import('contract').App} */ (flow.app);
  return {
    title: t('methods_title', { app: app.name }),
    nodes: [
      logo(app.logo_url, app.name, 'big'),
      TITLE,
      h('ul', { class: 'rows boxed' }, app.auth.map((auth) => h('li', null,
        h('button', { type: 'button', class: 'row', 'data-auth': auth.id, onclick: () => flow.go(method(auth)) },
          icon(auth.type === 'oauth2' ? 'outside' : 'lock'), h('span', { class: 'name', dir: 'auto' }, auth.label), icon('next'))))),
    ],
  };
}

/** @param {AuthMethod} auth @returns {import('./flow.js').Step} */
export const method = (auth) => (auth.type === 'oauth2' ? consent(auth) : keys(auth));
