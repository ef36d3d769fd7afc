// One field of a form: its label, hint, help, and what is wrong with it.
import { h, newId } from '../dom.js';
import { t } from '../messages.js';
import { outside } from '../parts.js';

/** @typedef {import('contract').InputField} InputField */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/** Neither a browser nor a password manager may keep or change what is typed in. */
const QUIET = {
  autocomplete: 'off', autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false',
  'data-1p-ignore': true, 'data-lpignore': 'true', 'data-bwignore': true, 'data-form-type': 'other',
};

export class Field {
  #error = h('p', { class: 'wrong', hidden: true });
  /** @type {Control} */
  control;
  element;

  /** @param {InputField} field */
  constructor(field) {
    this.field = field;
    const id = newId(`field-${field.name}`);
    this.#error.id = `${id}-error`;
    this.control = this.#control(id);
    const hint = field.hint && h('p', { class: 'hint', id: `${id}-hint`, dir: 'auto' }, field.hint);
    if (hint) this.control.setAttribute('aria-describedby', hint.id);
    this.control.addEventListener('input', () => this.complain(null));
    this.element = h('div', { class: 'field', 'data-field': field.name },
      h('div', { class: 'labels' },
        h('label', { for: id, dir: 'auto' }, field.label, field.required ? null : h('small', null, ` (${t('optional')})`)),
        field.help_url ? outside(field.help_url, t('where'), { 'aria-describedby': id }) : null),
      field.secret ? this.#secret() : this.control, hint, this.#error);
  }

  /** @param {string} id @returns {Control} */
  #control(id) {
    const { field } = this;
    const common = { id, name: field.name, required: field.required, ...QUIET };
    if (field.options?.length) return this.#select(common, field.options);
    const example = field.example ? t('example', { example: field.example }) : null;
    if (field.multiline)
      return h('textarea', { ...common, rows: 4, class: field.secret ? 'masked' : null, placeholder: example, dir: 'auto' }, field.default ?? '');
    const input = h('input', { ...common, type: field.secret ? 'password' : 'text', placeholder: example, value: field.default, dir: 'auto', inputmode: { email: 'email', url: 'url', number: 'numeric' }[field.type ?? ''] });
    input.addEventListener('paste', (event) => pasteTrimmed(event, input));
    return input;
  }

  /** @param {Record<string, unknown>} common @param {import('contract').InputField['options'] & {}} options */
  #select(common, options) {
    const empty = this.field.default ? null : h('option', { value: '' }, t('choose_one'));
    return h('select', common, empty, options.map((option) => h('option', { value: option.value, selected: option.value === this.field.default }, option.label)));
  }

  #secret() {
    const { control, field } = this;
    const toggle = h('button', { type: 'button', class: 'plain', 'aria-label': t('show_field', { field: field.label }) }, t('show'));
    let shown = false;
    toggle.addEventListener('click', () => {
      shown = !shown;
      toggle.ariaLabel = t(shown ? 'hide_field' : 'show_field', { field: field.label });
      toggle.textContent = t(shown ? 'hide' : 'show');
      if (control instanceof HTMLInputElement) control.type = shown ? 'text' : 'password';
      else control.classList.toggle('masked', !shown);
    });
    return h('div', { class: 'secret' }, control, toggle);
  }

  get value() {
    return this.control.value.trim();
  }

  /** What is wrong with the value, as far as the definition tells. @returns {string | null} */
  check() {
    const { value, field } = this;
    if (!value) return field.required ? t(field.options?.length ? 'field_choose' : 'field_required', { field: field.label }) : null;
    if (field.min_length && value.length < field.min_length) return t('field_short', { n: field.min_length });
    if (field.max_length && value.length > field.max_length) return t('field_long', { n: field.max_length });
    if (field.pattern && !matches(field.pattern, value)) return field.example ? t('field_pattern_example', { example: field.example }) : t('field_pattern');
    return null;
  }

  /** Shows what is wrong, or that nothing is. @param {string | null} error */
  complain(error) {
    this.#error.textContent = error ?? '';
    this.#error.hidden = !error;
    this.control.ariaInvalid = error ? 'true' : null;
    const described = [error ? this.#error.id : '', this.field.hint ? `${this.control.id}-hint` : ''].filter(Boolean).join(' ');
    if (described) this.control.setAttribute('aria-describedby', described);
    else this.control.removeAttribute('aria-describedby');
  }
}

/** The service's patterns are Java's; one that is none here is left to the service. @param {string} pattern @param {string} value */
function matches(pattern, value) {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true;
  }
}

/** What is copied from a page often brings blanks and a line's end. @param {ClipboardEvent} event @param {HTMLInputElement} input */
function pasteTrimmed(event, input) {
  const text = event.clipboardData?.getData('text/plain');
  if (text === undefined || text === text.trim()) return;
  event.preventDefault();
  input.setRangeText(text.trim().replace(/\s*[\r\n]+\s*/g, ' '), input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
