// From a handle to a connected account: the product's backend confirms, this page looks on.
import { h } from '../dom.js';
import { asProblem } from '../api.js';
import { t } from '../messages.js';
import { logo, spinner } from '../parts.js';
import { choose } from './choose.js';
import { done } from './done.js';
import { failed, failure } from './failure.js';
import { tell, withQuery } from './deliver.js';
import { awaitOutcome } from './window.js';
import { begin } from './start.js';
import { TITLE } from './flow.js';

/** @typedef {import('./flow.js').Flow} Flow */
/** @typedef {import('contract').Session} Session */

const PACE = 1500;
const SLOW = 8000;
const LATE = 300_000;

/** @param {string} [handle] what the product's backend confirms with; without one a window may still bring it @returns {import('./flow.js').Step} */
export function finishing(handle) {
  let first = true;
  return (flow) => {
    const text = h('span', null, t('finishing_text'));
    const again = h('button', { type: 'button', class: 'wide', id: 'start-again', hidden: true, onclick: () => void flow.retry(() => begin(flow, flow.app?.slug)) }, t('start_again'));
    const names = { workspace: flow.workspace.name };
    const slow = setTimeout(() => {
      text.textContent = t('finishing_slow', names);
      again.hidden = false;
    }, handle ? SLOW : 0);
    const late = setTimeout(() => (text.textContent = t('finishing_late', names)), LATE);
    let gone = false;
    if (handle && first) void deliver(flow, handle, () => gone);
    first = false;
    const stopListening = handle ? undefined : awaitOutcome(flow.session.id, (outcome) => brought(flow, outcome));
    const stop = watch(flow, PACE, (session) => {
      if (session.status === 'completed' || session.status === 'choosing' || session.status === 'failed' || session.status === 'expired') arrived(flow, session);
    });
    return {
      title: t('finishing_title'),
      nodes: [
        flow.app ? logo(flow.app.logo_url, flow.app.name, 'big') : null,
        TITLE,
        h('p', { class: 'status', role: 'status' }, spinner(), text),
        again,
      ],
      leave: () => {
        gone = true;
        clearTimeout(slow);
        clearTimeout(late);
        stopListening?.();
        stop();
      },
    };
  };
}

/** Goes on with what a window brought. @param {Flow} flow @param {import('contract').Outcome} outcome */
export function brought(flow, { error, handle }) {
  flow.go(error ? failure(error) : finishing(handle), { replace: true });
}

/** @param {Flow} flow @param {string} handle @param {() => boolean} gone whether the page has gone on meanwhile */
async function deliver(flow, handle, gone) {
  flow.handed = await tell(flow, { handle });
  if (flow.handed || gone()) return;
  const back = flow.surroundings.returnUrl;
  if (back) location.replace(withQuery(back, { session_id: flow.session.id, handle }));
  else flow.go(failure('return_url_missing'), { replace: true });
}

/** Goes on as the session now stands. @param {Flow} flow @param {Session} session */
export function arrived(flow, session) {
  flow.session = session;
  if (session.status === 'completed') {
    // Who has the handle completed it, and knows.
    if (session.account && !flow.handed) void tell(flow, { account_id: session.account.id });
    flow.settle(done);
  } else if (session.status === 'choosing') {
    flow.go(choose, { replace: true });
  } else if (session.status === 'expired') {
    flow.settle(failure('session_expired'));
  } else if (session.status === 'failed') {
    const { code, oauth_error: refused } = session.error ?? {};
    flow.go(failure(refused === 'invalid_scope' ? refused : (code ?? 'internal_error')), { replace: true });
  } else {
    flow.go(finishing(), { replace: true });
  }
}

/**
 * Reads how the session stands, over and over; at once when the page comes into view again.
 * @param {Flow} flow @param {number} pace milliseconds between two reads @param {(session: Session) => void} look
 * @returns {() => void} stops it
 */
export function watch(flow, pace, look) {
  let stopped = false;
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const read = async () => {
    clearTimeout(timer);
    try {
      const session = await flow.api.get(flow.path);
      if (!stopped) look(session);
    } catch (error) {
      const problem = asProblem(error);
      if (!stopped && (problem.status === 401 || problem.status === 410 || problem.status === 404)) return flow.settle(failed(problem));
    }
    if (!stopped) timer = setTimeout(read, pace);
  };
  const seen = () => document.visibilityState === 'visible' && void read();
  document.addEventListener('visibilitychange', seen);
  timer = setTimeout(read, pace);
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
  };
}
