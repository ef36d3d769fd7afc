// A nickname, edited where it stands.
import { h, announce } from '../dom.js';
import { asProblem, complaint, words } from '../api.js';
import { t } from '../messages.js';
import { icon } from '../icons.js';
import { action } from '../parts.js';

/** @param {import('./row.js').Row} row @param {() => void} restore shows the row as it was */
export function editNickname(row, restore) {
  const { account, page } = row;
  const label = t('nickname_of', { account: account.display_name });
  const input = h('input', { type: 'text', name: 'nickname', value: account.nickname, maxlength: 100, placeholder: t('nickname'), 'aria-label': label, autocomplete: 'off', dir: 'auto' });
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const back = () => {
    restore();
    /** @type {HTMLElement | null} */ (row.element.querySelector('.rename'))?.focus();
  };
  const save = action(t('save'), { class: 'small primary', busy: t('saving') }, async () => {
    const nickname = input.value.trim();
    if (nickname === (account.nickname ?? '')) return back();
    try {
      row.account = await page.api.patch(`/v1/accounts/${account.id}`, { nickname });
      back();
      announce(t('renamed'));
    } catch (error) {
      const problem = asProblem(error);
      wrong.textContent = problem.errors[0] ? complaint(problem) : `${words(problem).title}. ${complaint(problem)}`;
    }
  });
  input.addEventListener('keydown', (event) => {
    // An input method's Enter only ends the word that is being written.
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    // Else the button that gets the focus is pressed by the same key.
    event.preventDefault();
    if (event.key === 'Enter') save.click();
    else back();
  });
  return h('div', { class: 'rename-form' }, input, save, h('button', { type: 'button', class: 'plain small more', 'aria-label': t('cancel'), onclick: back }, icon('close')), wrong);
}
