// OAuth: what the app has to know first, then its own page in a window.
import { h, webLink } from '../dom.js';
import { Problem } from '../api.js';
import { t } from '../messages.js';
import { logo, notice, outside } from '../parts.js';
import { missingScopes } from '../status.js';
import { Form } from './form.js';
import { openWindow } from './window.js';
import { waiting } from './waiting.js';
import { inFrame, leaving } from './deliver.js';
import { TITLE } from './flow.js';

/** @typedef {import('./flow.js').Flow} Flow */
/** @typedef {import('contract').AuthMethod} AuthMethod */

/** @param {AuthMethod} auth @returns {import('./flow.js').Step} */
export function consent(auth) {
  return (flow) => {
    const app = /** @type {import('contract').App} */ (flow.app);
    const names = { app: app.name, workspace: flow.workspace.name };
    /** @type {Window | null} */
    let opened = null;
    let gone = false;
    const form = new Form({
      fields: auth.fields,
      pointer: '/fields',
      button: t('consent_button', names),
      busy: t('consent_opening', names),
      prepare: () => (opened = openWindow(t('consent_opening', names))),
      send: async (fields) => {
        try {
          const url = await authorize(flow, { app: app.slug, auth: auth.id, ...(auth.fields.length ? { fields } : {}), ...kept(flow) });
          if (gone) return opened?.close();
          lead(flow, url, opened);
        } catch (error) {
          opened?.close();
          throw error;
        }
      },
    });
    return {
      title: t(flow.account ? 'reconnect_title' : 'connect_title', names),
      nodes: [
        logo(app.logo_url, app.name, 'big'),
        TITLE,
        h('p', { class: 'soft' }, flow.account ? t('reconnect_text', { account: flow.account.display_name }) : t('consent_text', names)),
        scopes(flow, auth),
        auth.fields.length ? h('p', null, t('consent_fields', names)) : null,
        form.element,
        notice('info', t('consent_trust', names), ' ', auth.fields.length && app.docs_url ? outside(app.docs_url, t('docs', names)) : null),
      ],
      focus: form.first,
      leave: () => (gone = true),
    };
  };
}

/** @param {Flow} flow @param {object} request */
async function authorize(flow, request) {
  const { authorization_url: url } = await flow.api.post(`${flow.path}/authorize`, request);
  const href = webLink(url);
  if (!href) throw new Problem({ code: 'provider_error' });
  return href;
}

/** @param {Flow} flow @param {string} url @param {Window | null} opened */
function lead(flow, url, opened) {
  if (opened) opened.location.replace(url);
  if (opened || inFrame()) return flow.go(waiting(url, opened !== null));
  leaving(flow);
  // The app must not be able to put another page in the product's place; the product looks at the session meanwhile.
  window.opener = null;
  location.assign(url);
}

/**
 * What an account that gives more access must not lose. A session that was opened to reconnect it asks for that by itself.
 * @param {Flow} flow
 */
function kept({ session, account }) {
  return account && !session.account_id ? { scopes: [...new Set([...account.requested_scopes, ...account.needed_scopes])].slice(0, 200) } : {};
}

/** What is asked for: in a reconnect for more access only what is missing. @param {Flow} flow @param {AuthMethod} auth */
function scopes({ session, account, workspace }, auth) {
  const wanted = [...new Set([...auth.scopes, ...(session.scopes ?? [])])];
  const missing = account ? [...new Set([...missingScopes(session, account), ...account.missing_scopes])] : [];
  const names = { workspace: workspace.name };
  /** @param {string[]} all */
  const list = (all) => h('ul', { class: 'scopes' }, all.map((scope) => h('li', null, h('code', null, scope))));
  if (missing.length) return h('div', { class: 'missing', id: 'missing-scopes' }, h('p', null, t('scopes_missing', names)), list(missing));
  if (!wanted.length) return null;
  return h('details', { class: 'quiet' }, h('summary', null, t('scopes_title', names)), list(wanted));
}
