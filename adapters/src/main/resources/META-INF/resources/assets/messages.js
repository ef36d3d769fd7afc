// Every text of the pages, in English. Another language is another file of this shape. The service reads it too, for the
// pages that it writes itself: texts alone, no expressions.

export const messages = {
  no_script: 'This page needs JavaScript. Switch it on for this site, then load the page again.',
  loading: 'Loading…',
  new_tab: '(opens in a new tab)',
  back: 'Back',
  close: 'Close',
  cancel: 'Cancel',
  try_again: 'Try again',
  done: 'Done',
  save: 'Save',
  show_more: 'Show more',
  optional: 'optional',
  for_user: 'For {user}',

  pick_title: 'Connect an app',
  pick_text: 'Choose the app that {workspace} should work with.',
  pick_search: 'Search apps',
  pick_none: 'No app found for “{query}”.',
  pick_empty: 'There are no apps to connect yet.',
  pick_unready: 'Not set up here yet',
  apps_one: '{n} app',
  apps_other: '{n} apps',
  apps_more: '{n} apps, and more',
  request_this: 'Request this app',

  request_title: 'Request an app',
  request_text: 'Tell us what is missing. The more people ask for an app, the sooner it comes.',
  request_name: 'Name of the app',
  request_url: 'Its website',
  request_note: 'What would you use it for?',
  request_send: 'Send request',
  request_sending: 'Sending…',
  request_thanks: 'Thank you',
  request_first: '{name} is on the list now. You are the first to ask for it.',
  request_votes: '{name} is on the list. {n} people have asked for it.',
  request_here: '{app} is here already',
  request_here_text: 'You can connect it now.',
  request_back: 'Back to the apps',

  existing_title: 'Which {app} account?',
  existing_text: 'Use one that is connected already, or connect another.',
  existing_list: 'Connected {app} accounts',
  existing_use: 'Use this account',
  existing_using: 'Connecting…',
  existing_other: 'Connect another account',
  existing_lacking: 'Needs more access',
  existing_extend: 'Give access',
  shared_by: 'shared by {owner}',

  methods_title: 'How do you want to connect {app}?',

  connect_title: 'Connect {app}',
  reconnect_title: 'Reconnect {app}',
  reconnect_text: 'Sign in as the same account as before: {account}.',
  reconnect_text_keys: 'Enter new credentials for the same account as before: {account}.',
  scopes_missing: '{workspace} needs more access than this account has given so far:',
  scopes_title: 'What {workspace} will ask for',
  consent_text: '{workspace} opens a window where you sign in to {app} and allow access.',
  consent_fields: '{app} needs to know this first.',
  consent_button: 'Continue to {app}',
  consent_opening: 'Opening {app}…',
  consent_trust: 'You sign in at {app}. Your password is never seen here, and you can remove access at any time.',
  keys_text: 'Enter your {app} credentials.',
  keys_button: 'Connect',
  keys_checking: 'Checking with {app}…',
  keys_saving: 'Connecting…',
  keys_slow: 'Still waiting for {app}. This can take up to a minute.',
  keys_trust: 'Stored encrypted, and never shown again.',
  where: 'Where do I find this?',
  docs: 'Help from {app}',
  show: 'Show',
  hide: 'Hide',
  show_field: 'Show {field}',
  hide_field: 'Hide {field}',
  example: 'For example {example}',
  choose_one: 'Choose…',

  error_summary: 'Please check this',
  field_required: '{field} is missing',
  field_choose: '{field} is not chosen yet',
  field_pattern: 'This does not look right',
  field_pattern_example: 'This does not look right. For example: {example}',
  field_short: 'Enter at least {n} characters',
  field_long: 'Enter at most {n} characters',
  field_server: 'This {detail}',

  not_connectable_title: '{app} cannot be connected yet',
  not_connectable_text: 'It still has to be set up here. Ask {workspace} about it.',
  other_app: 'Choose another app',

  waiting_title: 'Continue at {app}',
  waiting_text: 'Sign in and allow access in the window that has opened. This page goes on by itself.',
  waiting_status: 'Waiting for {app}…',
  waiting_again: 'Open the window again',
  open_title: 'One more click',
  open_text: 'Your browser did not let the window open by itself.',
  open_button: 'Open {app}',

  choose_title: 'Which one should be used?',
  choose_text: 'Your {app} account has more than one.',

  finishing_title: 'Almost there',
  finishing_text: 'Finishing the connection…',
  finishing_slow: '{workspace} has to confirm the connection. This page goes on by itself as soon as it has.',
  finishing_late: '{workspace} has not confirmed the connection. Go back to {workspace}, or start again here.',
  start_again: 'Start again',

  done_title: 'Connected as {name}',
  done_title_plain: '{app} is connected',
  done_text: '{workspace} can now use this account.',
  nickname: 'Nickname',
  nickname_hint: 'A name by which you tell it from others, such as “Team” or “Private”.',
  saving: 'Saving…',
  connected: 'Connected',
  closable: 'You can close this window now.',

  returned_title: 'Back from the app',
  returned_taken: 'The other window goes on. You can close this one.',
  returned_lost_title: 'Go back to where you started',
  returned_lost_text: 'This window cannot finish the connection. Return to the page where you began; it goes on there.',

  accounts_title: 'Connected accounts',
  accounts_connect: 'Connect account',
  accounts_search: 'Search accounts',
  accounts_app: 'App',
  accounts_app_all: 'All apps',
  accounts_status: 'Status',
  accounts_status_all: 'Any status',
  accounts_none_title: 'No accounts yet',
  accounts_none_text: 'Accounts that you connect appear here.',
  accounts_no_match: 'No account matches.',
  accounts_clear: 'Clear the filters',
  accounts_list: 'Accounts',
  shown_one: '{n} account shown',
  shown_other: '{n} accounts shown',
  load_more: 'Load more',
  details_of: 'Details of {account}',
  reconnect: 'Reconnect',
  reconnect_of: 'Reconnect {account}',
  rename_of: 'Rename {account}',
  nickname_of: 'Nickname of {account}',
  renamed: 'Saved.',
  remove: 'Remove',
  remove_of: 'Remove {account}',
  owner: 'Owner',
  owner_workspace: 'The workspace',
  shared: 'Shared',
  shared_note: 'Everybody in the workspace may use it.',
  identity: 'Account at the app',
  since: 'since {time}',
  will_die: 'Ends {time} unless it is used or reconnected before',
  permissions: 'Permissions',
  permissions_none: 'None named',
  names: 'What a step finds',
  copy: 'Copy',
  copy_of: 'Copy {name}',
  copied: 'Copied',
  last_used: 'Last used',
  last_refreshed: 'Last refreshed',
  connected_at: 'Connected',
  never: 'Never',
  workflows: 'Used by',
  workflows_none: 'No workflow',
  workflows_step: 'step {step}',
  used_one: '{n} workflow',
  used_other: '{n} workflows',
  more_links: 'and more',
  account_id: 'Account ID',
  not_yours: 'Shared by {owner}. Only its owner can change it.',

  remove_title: 'Remove {account}?',
  remove_text: 'Access is revoked at {app} where it allows that, and what is stored here is destroyed.',
  remove_links: 'These workflows use it and would stop working:',
  remove_unread: 'It could not be read which workflows use it. If any does, you are asked again before it is removed.',
  remove_others_unread: 'The accounts that could take over could not be read. Cancel, and try again.',
  remove_choice: 'What should happen to them?',
  remove_replace: 'Let them use another account',
  remove_replace_with: 'Use instead',
  remove_choose: 'Choose an account',
  remove_no_other: 'There is no other {app} account that they could use.',
  remove_force: 'Remove it anyway',
  remove_force_hint: 'Their steps fail until they are given another account.',
  remove_button: 'Remove account',
  remove_button_replace: 'Replace and remove',
  removing: 'Removing…',
  removed_title: '{account} is removed',
  removed_links_one: '{n} step lost it.',
  removed_links_other: '{n} steps lost it.',
  replaced_links_one: '{n} step uses {other} now.',
  replaced_links_other: '{n} steps use {other} now.',

  revocation: {
    revoked: 'Its access was revoked at {app}.',
    not_supported: '{app} offers no way to revoke access from here. To be sure, remove it in the settings of {app} too.',
    failed: '{app} did not revoke its access. What was stored here is destroyed; remove it in the settings of {app} too.',
    skipped_shared_grant: 'Its access at {app} stays, since another account here shares it.',
    nothing_to_revoke: 'There was nothing to revoke at {app}.',
  },

  status: {
    active: 'Working',
    degraded: 'Working, with trouble',
    reauthorization_required: 'Needs reconnecting',
    revoked: 'Revoked',
  },

  reason: {
    revoked: 'Access was taken back at {app}.',
    revoked_by_operator: 'It was disconnected for safety. Connect it again.',
    expired_idle: 'It was not used for so long that {app} ended the access.',
    rotated_reuse: '{app} ended the access, since an old token was used again.',
    policy: 'A policy at {app} ended the access.',
    invalid_grant: '{app} no longer accepts this access.',
    ambiguous_rotation: 'An answer of {app} was lost, and with it the access.',
    no_refresh_token: 'The access ran out, and {app} gave nothing to renew it with.',
    key_rejected: '{app} no longer accepts the key.',
    provider_down: '{app} does not answer at the moment. It is tried again.',
    provider_incident: '{app} has trouble with many accounts at the moment. It is tried again.',
    throttled: '{app} asks to wait. It is tried again.',
  },

  category: {
    accounting: 'Accounting', ai: 'AI', analytics: 'Analytics', cloud: 'Cloud', communication: 'Communication', crm: 'CRM', database: 'Database', design: 'Design', 'developer-tools': 'Developer tools',
    ecommerce: 'E-commerce', education: 'Education', files: 'Files', finance: 'Finance', forms: 'Forms', gaming: 'Gaming', government: 'Government', health: 'Health', hr: 'HR', identity: 'Identity', iot: 'IoT',
    'it-ops': 'IT operations', legal: 'Legal', location: 'Location', logistics: 'Logistics', marketing: 'Marketing', media: 'Media', observability: 'Observability', other: 'Other', payments: 'Payments',
    productivity: 'Productivity', research: 'Research', search: 'Search', security: 'Security', social: 'Social', sports: 'Sports', support: 'Support', travel: 'Travel', utility: 'Utility', website: 'Websites',
  },

  problems: {
    offline: { title: 'You are offline', text: 'Check your connection to the internet, then try again.' },
    unreachable: { title: 'No connection', text: 'The service cannot be reached. Try again in a moment.' },
    unavailable: { title: 'Not available at the moment', text: 'Try again in a moment. Nothing is lost.' },
    internal_error: { title: 'Something went wrong', text: 'This is not your fault. Try again in a moment.' },
    rate_limited: { title: 'Too much at once', text: 'Wait a moment, then try again.' },
    ticket_invalid: { title: 'This link does not work any more', text: 'It was used before, or in another browser, or it is not complete. Ask for a new one where you got it.' },
    session_expired: { title: 'This link has run out', text: 'Ask for a new one where you got it.' },
    session_not_found: { title: 'This link does not lead anywhere', text: 'Check that it is complete, or ask for a new one where you got it.' },
    unauthenticated: { title: 'This link has run out', text: 'Ask for a new one where you got it.' },
    session_state: { title: 'This was finished already', text: 'Go back to where you came from, or ask for a new link there.' },
    consent_denied: { title: 'Access was not allowed', text: 'Nothing was connected. If that was a mistake, try again and allow it.' },
    provider_error: { title: 'The app refused', text: 'It did not accept the request. Try again; if it goes on, tell whoever sent you here.' },
    invalid_scope: { title: 'The app refused a permission', text: 'It does not give one of the permissions that were asked for. Try again; if it goes on, tell whoever sent you here that it may be misspelled in a workflow.' },
    token_rejected: { title: 'The app did not accept its own answer', text: 'Nothing was connected. Try again.' },
    credentials_rejected: { title: 'Not accepted', text: 'The app does not accept these credentials. Check that they are complete and allowed to do this.' },
    identity_mismatch: { title: 'That was another account', text: 'To reconnect, sign in as the same account as before. Sign out at the app first if it picks another by itself.' },
    identity_taken: { title: 'This account is taken', text: 'Somebody else here has connected it already. Use an account of your own; sign out at the app first if it picks this one by itself. If it is yours, tell whoever sent you here.' },
    authorization_code_expired: { title: 'That took too long', text: 'The permission ran out before it could be used. Try again.' },
    provider_unavailable: { title: 'The app does not answer', text: 'Try again in a few minutes.' },
    provider_timeout: { title: 'The answer of the app was lost', text: 'Nothing was connected. Try again.' },
    verification_unavailable: { title: 'The app could not be asked', text: 'It does not answer at the moment, so your credentials could not be checked. Try again in a moment.' },
    destination_refused: { title: 'This address cannot be used', text: 'Check what you entered.' },
    invalid_request: { title: 'Please check this', text: 'Something in the form is not right.' },
    state_invalid: { title: 'This step is over', text: 'It was finished in another window, begun anew, or has run out. Go back to where you came from.' },
    issuer_mismatch: { title: 'The answer came from somewhere else', text: 'For your safety nothing was connected. Try again.' },
    callback_invalid: { title: 'The answer of the app was not complete', text: 'Nothing was connected. Try again.' },
    handle_invalid: { title: 'That took too long', text: 'This step was used before or has run out. Try again.' },
    user_mismatch: { title: 'This belongs to somebody else', text: 'Nothing was connected. Begin again where you are signed in as the person it is for.' },
    app_not_connectable: { title: 'This cannot be connected yet', text: 'It still has to be set up here. Tell whoever sent you here.' },
    app_not_allowed: { title: 'This app is not offered here', text: 'Choose another app.' },
    app_not_found: { title: 'There is no such app', text: 'Choose another app.' },
    account_not_found: { title: 'This account is gone', text: 'It was removed meanwhile.' },
    account_unavailable: { title: 'This account cannot be used', text: 'It needs to be reconnected first. Connect it again instead.' },
    account_linked: { title: 'Workflows use this account', text: 'Choose what should happen to them.' },
    session_limited: { title: 'This is not yours to change', text: 'Only its owner can do that.' },
    return_url_missing: { title: 'This is not set up yet', text: 'Whoever sent you here has to register the page to return to, its return URL.' },
    idempotency_in_progress: { title: 'This is under way', text: 'Wait a moment, then try again.' },
    method_missing: { title: 'This cannot be connected here', text: 'The way in which this account was connected is not offered any more.' },
  },
};

/** @typedef {{[K in keyof typeof messages]: (typeof messages)[K] extends string ? K : never}[keyof typeof messages]} Key */
/** @typedef {Record<string, string | number>} Values */

/** @param {string} text @param {Values} [values] */
export const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** @param {Key} key @param {Values} [values] */
export const t = (key, values) => fill(messages[key], values);

const language = document.documentElement.lang || 'en';
const rules = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

/** @typedef {Key extends infer K ? K extends `${infer Stem}_other` ? Stem : never : never} Counted */

/** @param {Counted} stem @param {number} n @param {Values} [values] */
export function count(stem, n, values) {
  const key = /** @type {Key} */ (`${stem}_${rules.select(n)}`);
  return fill(messages[key] ?? messages[/** @type {Key} */ (`${stem}_other`)], { ...values, n: numbers.format(n) });
}

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const exact = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const units = [['year', 31_536_000], ['month', 2_592_000], ['week', 604_800], ['day', 86_400], ['hour', 3600], ['minute', 60]];

/** How long ago, or in how long. @param {string} time RFC 3339 */
export function ago(time) {
  const seconds = (Date.parse(time) - Date.now()) / 1000;
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return relative.format(unit === 'second' ? 0 : Math.round(seconds / length), unit);
}

/** @param {string} time RFC 3339 */
export const moment = (time) => exact.format(new Date(time));
