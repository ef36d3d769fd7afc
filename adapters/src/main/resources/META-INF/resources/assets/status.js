// An account's status and its reason in words.
import { fill, messages } from './messages.js';

/** @param {string} status */
export const statusWords = (status) => /** @type {Record<string, string>} */ (messages.status)[status] ?? status.replaceAll('_', ' ');

/** @param {import('contract').Account} account */
export function reasonWords({ status_reason: reason, app }) {
  if (!reason) return undefined;
  return fill(/** @type {Record<string, string>} */ (messages.reason)[reason] ?? reason.replaceAll('_', ' '), { app: app.name });
}
