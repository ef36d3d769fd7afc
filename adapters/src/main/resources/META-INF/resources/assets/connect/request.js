// Ask for an app that is missing.
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../messages.js';
import { Form } from './form.js';
import { pick } from './pick.js';
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
        flow.go(thanks(asked.name, asked.votes), { replace: true });
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
