// Waits while the user is at the app.
import { h } from '../dom.js';
import { t } from '../messages.js';
import { action, logo, spinner } from '../parts.js';
import { awaitOutcome, openWindow } from './window.js';
import { inFrame, leaving } from './deliver.js';
import { arrived, finishing, watch } from './finish.js';
import { failure } from './failure.js';
import { TITLE } from './flow.js';

/** @typedef {import('contract').Outcome} Outcome */

const PACE = 2500;

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
      location.assign(url);
    };
    /** @param {Outcome} outcome */
    const take = (outcome) => {
      if (outcome.error) flow.go(failure(outcome.error), { replace: true });
      else flow.go(finishing(outcome.handle), { replace: true });
    };
    const stopListening = awaitOutcome(flow.session.id, take);
    const stopWatching = watch(flow, PACE, (session) => {
      if (session.status === 'pending' || session.status === 'authorizing') return;
      if (session.status === 'awaiting_completion') flow.go(finishing(), { replace: true });
      else arrived(flow, session);
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
        stopListening();
        stopWatching();
      },
    };
  };
}
