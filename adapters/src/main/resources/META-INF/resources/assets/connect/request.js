// Ask for an app that is missing, or learn that it is here under another name.
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../messages.js';
import { Form } from './form.js';
import { logo } from '../parts.js';
import { pick } from './pick.js';
import { goOn, stepFor } from './start.js';
import { TITLE } from './flow.js';

/** @param {string} query what was searched for in vain @returns {import('./flow.js').Step} */
export function request(query) {
  return (flow) => {
    const form = new Form({
      fields: [
        { name: 'name', label: t('request_name'), required: true, secret: false, multiline: false, max_length: 100, default: query },
        { name: 'url', label: t('request_url'), required: false, secret: false, multiline: false, max_length: 2048, example: 'https://example.com' },
        { name: 'note', label: t('request_note'), required: false, secret: false, multiline: true, max_length: 1000 },
      ],
      pointer: '',
      button: t('request_send'),
      busy: t('request_sending'),
      send: async (values) => {
        if (values['url'] && !/^https?:/.test(values['url'])) values['url'] = `https://${values['url']}`;
        const asked = await flow.api.post('/v1/app-requests', values);
        const app = asked.app ? await flow.api.get(`/v1/apps/${encodeURIComponent(asked.app)}`) : undefined;
        flow.go(app ? here(app) : thanks(asked.name, asked.votes), { replace: true });
      },
    });
    return { title: t('request_title'), nodes: [TITLE, h('p', { class: 'soft' }, t('request_text')), form.element], focus: form.first };
  };
}

/** @param {string} name @param {number} votes @returns {import('./flow.js').Step} */
function thanks(name, votes) {
  return (flow) => ({
    title: t('request_thanks'),
    nodes: [
      h('div', { class: 'medal' }, icon('check')),
      TITLE,
      h('p', null, votes > 1 ? t('request_votes', { name, n: votes }) : t('request_first', { name })),
      h('button', { type: 'button', class: 'primary wide', onclick: () => flow.go(pick) }, t('request_back')),
    ],
  });
}

/** What was asked for is one of the apps, perhaps under another name. @param {import('contract').App} app @returns {import('./flow.js').Step} */
function here(app) {
  return (flow) => ({
    title: t('request_here', { app: app.name }),
    nodes: [
      logo(app.logo_url, app.name, 'big'),
      TITLE,
      h('p', null, app.connectable ? t('request_here_text') : t('not_connectable_text', { workspace: flow.workspace.name })),
      app.connectable ? h('button', { type: 'button', class: 'primary wide', id: 'connect-here', onclick: () => void goOn(flow, stepFor(flow, app)) }, t('connect_title', { app: app.name })) : null,
      h('button', { type: 'button', class: 'plain wide', onclick: () => flow.go(pick) }, t('request_back')),
    ],
  });
}
