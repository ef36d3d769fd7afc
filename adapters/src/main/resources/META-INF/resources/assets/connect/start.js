// Decides which step of connecting comes first, and what follows from the choice of an app.
import { asProblem } from '../api.js';
import { t } from '../messages.js';
import { logo } from '../parts.js';
import { h } from '../dom.js';
import { isUsable } from '../status.js';
import { TITLE } from './flow.js';
import { pick } from './pick.js';
import { existing } from './existing.js';
import { methods, method } from './methods.js';
import { failed, failure } from './failure.js';

/** @typedef {import('./flow.js').Flow} Flow */
/** @typedef {import('contract').App} App */
/** @typedef {import('contract').Account} Account */

/** Of all that a user may use; who has more is better off with a search. */
const MOST_ACCOUNTS = 1000;

/** @param {Flow} flow @param {string} [app] the one asked for @param {import('contract').Outcome} [outcome] of a consent that came back to this page */
export async function start(flow, app, outcome) {
  const { status } = flow.session;
  const over = status === 'completed' || status === 'choosing' || status === 'expired';
  if (!over && !outcome && status !== 'awaiting_completion') return begin(flow, app);
  const [{ arrived, finishing }] = await Promise.all([import('./finish.js'), known(flow)]);
  if (over) return arrived(flow, flow.session);
  if (outcome?.error) return flow.go(failure(outcome.error));
  return flow.go(finishing(outcome?.handle));
}

/** The app of a session that is under way, for the texts of what follows. @param {Flow} flow */
async function known(flow) {
  const slug = flow.session.app ?? flow.session.account?.app.slug;
  if (slug) flow.app = await flow.api.get(`/v1/apps/${slug}`).catch(() => undefined);
}

/** The first step of a session that nothing was done in. @param {Flow} flow @param {string} [app] */
export async function begin(flow, app) {
  try {
    if (flow.session.account_id) return await reconnect(flow, flow.session.account_id);
    const only = app ?? (flow.session.apps.length === 1 ? flow.session.apps[0] : undefined);
    if (!only) return flow.go(pick, { replace: true });
    flow.go(await stepFor(flow, await flow.api.get(`/v1/apps/${encodeURIComponent(only)}`)), { replace: true });
  } catch (error) {
    flow.go(failed(asProblem(error)), { replace: true });
  }
}

/** @param {Flow} flow @param {string} id */
async function reconnect(flow, id) {
  const account = /** @type {Account} */ (await flow.api.get(`/v1/accounts/${encodeURIComponent(id)}`));
  const app = /** @type {App} */ (await flow.api.get(`/v1/apps/${account.app.slug}`));
  flow.go(await again(flow, app, account), { replace: true });
}

/** Connecting an account once more. @param {Flow} flow @param {App} app @param {Account} account */
export async function again(flow, app, account) {
  flow.account = account;
  flow.app = app;
  const same = app.auth.find((candidate) => candidate.id === account.auth);
  return same ? method(same) : failure('method_missing');
}

/**
 * What follows the choice of an app: its accounts that exist, its ways to connect, or the only one.
 * @param {Flow} flow @param {App} app @returns {Promise<import('./flow.js').Step>}
 */
export async function stepFor(flow, app) {
  flow.app = app;
  flow.account = undefined;
  const next = () => connecting(flow, app);
  // What it takes is loaded meanwhile.
  next().catch(() => undefined);
  // The accounts page has nothing to use an account for.
  const accounts = flow.surroundings.manager ? [] : await accountsOf(flow, app);
  return accounts.length ? existing(accounts, next) : next();
}

/** @param {Flow} flow @param {import('./flow.js').Step | Promise<import('./flow.js').Step>} step */
export async function goOn(flow, step) {
  try {
    flow.go(await step);
  } catch (error) {
    flow.go(failed(asProblem(error)));
  }
}

/** @param {Flow} flow @param {App} app @returns {Promise<import('./flow.js').Step>} */
async function connecting(flow, app) {
  const ways = app.auth.filter(({ connectable }) => connectable);
  if (!ways.length) return notConnectable(flow, app);
  return ways.length > 1 ? methods(ways) : method(ways[0]);
}

/**
 * The user's own come first: with what others share, steps act as somebody else.
 * @param {Flow} flow @param {App} app @returns {Promise<Account[]>}
 */
async function accountsOf(flow, app) {
  /** @type {Account[]} */
  const found = [];
  /** @type {string | undefined} */
  let cursor;
  do {
    const page = /** @type {import('contract').Page<Account>} */ (await flow.api.get('/v1/accounts', { query: { app: app.slug, limit: '200', cursor } }));
    found.push(...page.data.filter(isUsable));
    cursor = page.next_cursor;
  } while (cursor && found.length < MOST_ACCOUNTS);
  const isOthers = (/** @type {Account} */ account) => Number(account.external_user_id !== flow.session.external_user_id);
  return found.sort((one, other) => isOthers(one) - isOthers(other));
}

/** @param {Flow} flow @param {App} app @returns {import('./flow.js').Step} */
function notConnectable({ workspace }, app) {
  return (flow) => ({
    title: t('not_connectable_title', { app: app.name }),
    nodes: [
      logo(app.logo_url, app.name, 'big'),
      TITLE,
      h('p', null, t('not_connectable_text', { workspace: workspace.name })),
      flow.session.apps.length === 1 ? null : h('button', { type: 'button', class: 'primary wide', onclick: () => { flow.app = undefined; flow.go(pick); } }, t('other_app')),
    ],
  });
}
