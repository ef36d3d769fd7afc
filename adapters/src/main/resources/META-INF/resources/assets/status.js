// An account's status and its reason in words.
import { fill, messages } from './messages.js';

/** @param {string} status */
export const statusWords = (status) => /** @type {Record<string, string>} */ (messages.status)[status] ?? status.replaceAll('_', ' ');

/** @param {import('contract').Account} account */
export function reasonWords({ status_reason: reason, app }) {
  if (!reason) return undefined;
  return fill(/** @type {Record<string, string>} */ (messages.reason)[reason] ?? reason.replaceAll('_', ' '), { app: app.name });
}

const usable = new Set(['active', 'degraded']);

/** Whether steps may use it. @param {import('contract').Account} account */
export const isUsable = (account) => usable.has(account.status);

/** What the session asks for and the account has not given. @param {import('contract').Session} session @param {import('contract').Account} account */
export const missingScopes = ({ scopes }, account) => (account.auth_type === 'oauth2' ? (scopes ?? []).filter((scope) => !account.scopes.includes(scope)) : []);
