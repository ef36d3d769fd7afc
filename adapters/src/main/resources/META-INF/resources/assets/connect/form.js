// A form of fields: checked here first, then by the service, whose complaints go to the fields that they name.
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { asProblem, words } from '../api.js';
import { t } from '../messages.js';
import { action, during } from '../parts.js';
import { Field } from './field.js';

/**
 * @typedef {object} Setting
 * @property {import('contract').InputField[]} fields
 * @property {string} pointer where the fields stand in the body, such as `/fields`
 * @property {string} button
 * @property {string} busy
 * @property {(values: Record<string, string>) => Promise<void>} send refuses with a problem
 * @property {() => void} [prepare] what only a click may do; called before anything else once the fields are right
 */

export class Form {
  #summary = h('div', { class: 'notice error', role: 'alert', tabindex: '-1', hidden: true, id: 'form-error' });
  #fields;
  #button;
  element;

  /** @param {Setting} setting */
  constructor(setting) {
    this.setting = setting;
    this.#fields = setting.fields.map((field) => new Field(field));
    this.#button = action(setting.button, { class: 'primary wide', type: 'submit', id: 'submit' }, () => undefined);
    this.element = h('form', { novalidate: true, autocomplete: 'off', onsubmit: (/** @type {SubmitEvent} */ event) => this.#submit(event) },
      this.#summary, this.#fields.map((field) => field.element), this.#button);
  }

  /** Where to begin; a telephone's keyboard does not jump up by itself. */
  get first() {
    return matchMedia('(pointer: coarse)').matches ? undefined : this.#fields.find((field) => !field.control.value)?.control;
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    if (this.#button.ariaDisabled === 'true') return;
    this.#summary.hidden = true;
    const wrong = this.#fields.filter((field) => {
      const error = field.check();
      field.complain(error);
      return error;
    });
    if (wrong.length) return this.#summarize(t('error_summary'), undefined, wrong);
    this.setting.prepare?.();
    void during(this.#button, this.setting.busy, () => this.#send());
  }

  async #send() {
    const values = Object.fromEntries(this.#fields.map((field) => [field.field.name, field.value]).filter(([, value]) => value));
    try {
      await this.setting.send(values);
    } catch (error) {
      this.#refused(asProblem(error));
    }
  }

  /** @param {import('../api.js').Problem} problem */
  #refused(problem) {
    const wrong = this.#fields.filter((field) => {
      const error = problem.errors.find(({ pointer }) => pointer === `${this.setting.pointer}/${field.field.name}`);
      if (error) field.complain(t('field_server', { detail: error.detail }));
      return error;
    });
    const { title, text } = words(problem);
    if (wrong.length) this.#summarize(t('error_summary'), undefined, wrong);
    else this.#summarize(title, text, []);
  }

  /** @param {string} title @param {string | undefined} text @param {Field[]} wrong */
  #summarize(title, text, wrong) {
    const links = wrong.map((field) => h('li', null, h('button', { type: 'button', class: 'link', onclick: () => field.control.focus() }, field.field.label)));
    this.#summary.replaceChildren(icon('alert'), h('div', null, h('b', null, title), text ? h('p', null, text) : '', links.length ? h('ul', null, links) : ''));
    this.#summary.hidden = false;
    this.#summary.focus();
  }
}
