// What went wrong, in words, and the way on.
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { Problem, words } from '../api.js';
import { t } from '../messages.js';
import { action } from '../parts.js';
import { begin } from './start.js';
import { pick } from './pick.js';
import { TITLE } from './flow.js';

/** Nothing can be tried again here. */
const final = new Set(['session_expired', 'session_not_found', 'unauthenticated', 'ticket_invalid', 'session_state', 'user_mismatch', 'return_url_missing', 'method_missing']);
const elsewhere = new Set(['app_not_allowed', 'app_not_found', 'app_not_connectable']);

/** @param {string} code @returns {import('./flow.js').Step} */
export const failure = (code) => failed(new Problem({ code }));

/** @param {Problem} problem @returns {import('./flow.js').Step} */
export function failed(problem) {
  return (flow) => {
    const { title, text } = words(problem);
    const reconnecting = Boolean(flow.session.account_id);
    return {
      title,
      nodes: [
        h('div', { class: 'medal bad' }, icon('alert')),
        TITLE,
        h('p', { class: 'soft', 'data-code': problem.code }, text),
        elsewhere.has(problem.code) && !reconnecting && flow.session.apps.length !== 1
          ? h('button', { type: 'button', class: 'primary wide', onclick: () => flow.go(pick, { replace: true }) }, t('other_app'))
          : null,
        final.has(problem.code) || elsewhere.has(problem.code)
          ? null
          : action(t('try_again'), { class: 'primary wide', id: 'try-again', busy: t('loading') }, () => flow.retry(() => begin(flow, flow.app?.slug))),
      ],
    };
  };
}
