// The form of a key-based app.
import { h } from '../dom.js';
import { t } from '../messages.js';
import { logo, notice, outside } from '../parts.js';
import { Form } from './form.js';
import { arrived, finishing } from './finish.js';
import { TITLE } from './flow.js';

const SLOW = 8000;

/** @param {import('contract').AuthMethod} auth @returns {import('./flow.js').Step} */
export function keys(auth) {
  return (flow) => {
    const app = /** @type {import('contract').App} */ (flow.app);
    const slow = h('p', { class: 'soft center', role: 'status' });
    let gone = false;
    const form = new Form({
      fields: auth.fields,
      pointer: '/fields',
      button: t('keys_button'),
      busy: auth.verifiable ? t('keys_checking', { app: app.name }) : t('keys_saving'),
      send: async (fields) => {
        const timer = setTimeout(() => (slow.textContent = t('keys_slow', { app: app.name })), SLOW);
        try {
          const session = await flow.api.post(`${flow.path}/credentials`, { app: app.slug, auth: auth.id, fields });
          if (gone) return;
          if (session.handle) return flow.go(finishing(session.handle), { replace: true });
          arrived(flow, session);
        } finally {
          clearTimeout(timer);
          slow.textContent = '';
        }
      },
    });
    const again = flow.account;
    return {
      title: t(again ? 'reconnect_title' : 'connect_title', { app: app.name }),
      nodes: [
        logo(app.logo_url, app.name, 'big'),
        TITLE,
        h('p', { class: 'soft' }, again ? t('reconnect_text_keys', { account: again.display_name }) : t('keys_text', { app: app.name })),
        form.element,
        slow,
        notice('info', t('keys_trust'), ' ', app.docs_url ? outside(app.docs_url, t('docs', { app: app.name })) : null),
      ],
      focus: form.first,
      leave: () => (gone = true),
    };
  };
}
