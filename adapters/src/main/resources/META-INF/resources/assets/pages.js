// The page of a connect session: redeems its link, then shows what the session is for.
import { asProblem, enter } from './api.js';
import { h } from './dom.js';
import { applyAccent } from './theme.js';
import { head, say } from './head.js';
import { bring } from './connect/window.js';
import { Flow } from './connect/flow.js';
import { start } from './connect/start.js';
import { farewell, inFrame, ready } from './connect/deliver.js';
import { t } from './messages.js';

/** @typedef {import('contract').Outcome} Outcome */

const page = /** @type {HTMLElement} */ (document.getElementById('page'));
const session = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const fragment = new URLSearchParams(location.hash.slice(1));
const ticket = fragment.get('ticket');
const app = fragment.get('app') ?? history.state?.app;

/** How many entries of the history stand on the accounts page, when it is loaded again under a flow that ran above it. */
const above = history.state?.flow ? history.state.index + 1 : 0;

/** Leaves nothing in the address that could be copied or come back by the history. */
const strip = () => history.replaceState({ app }, '', location.pathname);

/** What came back from a consent, which never comes with a ticket. @returns {Outcome | undefined} */
function returned() {
  const [handle, error] = [fragment.get('handle'), fragment.get('error')];
  if (ticket || (!handle && !error && !fragment.has('done'))) return undefined;
  return { handle: handle ?? undefined, error: error ?? undefined };
}

async function main() {
  const outcome = returned();
  if (outcome) {
    strip();
    if (await bring(session, outcome)) {
      close();
      return say(page, { title: t('returned_title'), text: t('returned_taken'), kind: 'good' });
    }
  }
  await open(outcome);
}

/** @param {Outcome} [outcome] */
async function open(outcome) {
  try {
    const surroundings = await enter(session, ticket);
    strip();
    await show(surroundings, outcome);
  } catch (error) {
    refuse(asProblem(error), outcome);
  }
}

/** @param {import('./connect/flow.js').Surroundings} surroundings @param {Outcome} [outcome] */
async function show(surroundings, outcome) {
  const { session, workspace } = surroundings;
  applyAccent(workspace.accent_color);
  const content = h('div', { class: 'content' });
  const manage = session.kind === 'manage';
  page.replaceChildren(head(workspace, session), content);
  page.ariaBusy = null;
  document.body.dataset['view'] = manage ? 'accounts' : 'connect';
  if (manage) {
    const { AccountsPage } = await import('./accounts/page.js');
    if (above) history.go(-above);
    void ready({ workspace, session, surroundings, heard: false });
    return new AccountsPage(surroundings, content).open();
  }
  const flow = new Flow(surroundings, content);
  void ready(flow).then((listens) => listens && inFrame() && flow.allowClose(() => farewell(flow)));
  await start(flow, app, outcome);
}

/** @param {import('./api.js').Problem} problem @param {Outcome} [outcome] */
function refuse(problem, outcome) {
  if (problem.code === 'ticket_invalid') strip();
  if (outcome && problem.code === 'ticket_invalid') return say(page, { title: t('returned_lost_title'), text: t('returned_lost_text'), kind: 'good' });
  const again = ['offline', 'unreachable', 'unavailable', 'internal_error'].includes(problem.code);
  say(page, { problem, again: again ? () => open(outcome) : undefined });
}

void main();
