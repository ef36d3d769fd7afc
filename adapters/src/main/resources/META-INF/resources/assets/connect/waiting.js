// Waits while the user is at the app.
import { h } from '../dom.js';
import { t } from '../messages.js';
import { action, logo, spinner } from '../parts.js';
import { awaitOutcome, openWindow } from './window.js';
import { inFrame, leaving } from './deliver.js';
import { arrived, brought, watch } from './finish.js';
import { TITLE } from './flow.js';

const PACE = 2500;

/** How long a window may still take to bring what the session shows already. */
const GRACE = 2000;

/** @param {string} url of the consent @param {boolean} opened whether a window shows it @returns {import('./flow.js').Step} */
export function waiting(url, opened) {
  return (flow) => {
    const app = /** @type {import('contract').App} */ (flow.app);
    const names = { app: app.name };
    const status = h('p', { class: 'status', role: 'status' }, spinner(), h('span', null, t('waiting_status', names)));
    const again = () => {
      const other = openWindow(t('consent_opening', names));
      if (other) return other.location.replace(url);
      if (inFrame()) return;
      leaving(flow);
      window.opener = null;
      location.assign(url);
    };
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let late;
    const stopListening = awaitOutcome(flow.session.id, (outcome) => brought(flow, outcome));
    const stopWatching = watch(flow, PACE, (session) => {
      if (session.status === 'pending' || session.status === 'authorizing') return;
      stopWatching();
      late = setTimeout(() => arrived(flow, session), GRACE);
    });
    return {
      title: t(opened ? 'waiting_title' : 'open_title', names),
      nodes: [
        logo(app.logo_url, app.name, 'big'),
        TITLE,
        h('p', { class: 'soft' }, t(opened ? 'waiting_text' : 'open_text', names)),
        opened ? status : null,
        opened
          ? action(t('waiting_again'), { class: 'wide', id: 'open-again' }, again)
          : h('a', { class: 'button primary wide', id: 'open-consent', href: url, target: '_blank', rel: 'noopener noreferrer' }, t('open_button', names)),
        opened ? null : status,
        h('button', { type: 'button', class: 'plain wide', id: 'cancel', onclick: () => history.back() }, t('cancel')),
      ],
      cancel: true,
      leave: () => {
        clearTimeout(late);
        stopListening();
        stopWatching();
      },
    };
  };
}
