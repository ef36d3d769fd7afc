// Speaks to the service. The token lives in an object alone: no storage, no cookie, no address.
import { messages, t } from './messages.js';

/** @typedef {import('contract').ProblemBody} ProblemBody */
/** @typedef {{query?: Record<string, string | undefined>, signal?: AbortSignal}} Options */

/** Why the service, or the way to it, said no; `code` is one of openapi.yaml, or `offline`, `unreachable`. */
export class Problem extends Error {
  /** @param {Partial<ProblemBody> & {code: string}} body @param {number} [wait] seconds to wait before another try */
  constructor(body, wait = 0) {
    super(body.code);
    this.code = body.code;
    this.status = body.status ?? 0;
    this.detail = body.detail;
    this.errors = body.errors ?? [];
    this.links = body.links ?? [];
    this.wait = wait;
  }
}

/** @param {unknown} error @returns {Problem} */
export function asProblem(error) {
  return error instanceof Problem ? error : new Problem({ code: 'internal_error' });
}

/** @param {number} millis */
export const pause = (millis) => new Promise((done) => setTimeout(done, millis));

/** Also where the page is not a secure context, as on a plain address in a test; `randomUUID` is missing there. */
export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const TIMEOUT = 60_000;
const RETRIES = [400, 1500];

/**
 * One request, without retries.
 * @param {string} method @param {string} path @param {Record<string, string>} headers @param {unknown} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
async function send(method, path, headers, body, signal) {
  const timeout = AbortSignal.timeout(TIMEOUT);
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (response.status === 204) return undefined;
    const answer = await response.json();
    if (response.ok) return answer;
    throw new Problem(answer?.code ? answer : { code: unknown(response.status) }, Number(response.headers.get('Retry-After')) || 0);
  } catch (error) {
    if (error instanceof Problem || signal?.aborted) throw error;
    if (response) throw new Problem({ status: response.status, code: unknown(response.status) });
    throw new Problem({ code: navigator.onLine ? 'unreachable' : 'offline' });
  }
}

/** @param {number} status */
const unknown = (status) => (status >= 502 && status <= 504 ? 'unavailable' : 'internal_error');

const passing = new Set(['unavailable', 'unreachable']);

/**
 * Sends again what may be sent again: a read when the service is away for a moment, a change only when no answer came,
 * under the same key or, where the ticket is redeemed, the same nonce.
 * @param {string} method @param {string} path @param {Record<string, string>} headers @param {any} [body]
 * @param {AbortSignal} [signal]
 */
async function persist(method, path, headers, body, signal) {
  const repeatable = 'Idempotency-Key' in headers || Boolean(body?.nonce);
  for (let attempt = 0; ; attempt++) {
    try {
      return await send(method, path, headers, body, signal);
    } catch (error) {
      const again = error instanceof Problem && (method === 'GET' ? passing.has(error.code) : error.code === 'unreachable' && repeatable);
      if (!again || attempt >= RETRIES.length || error.wait > 5) throw error;
      await pause(error.wait ? error.wait * 1000 : RETRIES[attempt]);
    }
  }
}

/** What the page may do with the token that its link was redeemed for. */
export class Api {
  #token;

  /** @param {string} token */
  constructor(token) {
    this.#token = token;
  }

  /** @param {string} path @param {Options} [options] */
  get(path, { query, signal } = {}) {
    return persist('GET', withQuery(path, query), this.#headers(), undefined, signal);
  }

  /** @param {string} path @param {unknown} body */
  post(path, body) {
    return persist('POST', path, { ...this.#headers(), 'Idempotency-Key': newKey() }, body);
  }

  /** @param {string} path @param {unknown} body */
  patch(path, body) {
    return persist('PATCH', path, this.#headers(), body);
  }

  /** @param {string} path @param {Options} [options] */
  delete(path, { query } = {}) {
    return persist('DELETE', withQuery(path, query), this.#headers());
  }

  #headers() {
    return { Authorization: `Bearer ${this.#token}`, Accept: 'application/json, application/problem+json' };
  }
}

/** @param {string} path @param {Record<string, string | undefined>} [query] */
function withQuery(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value);
  return given.length ? `${path}?${new URLSearchParams(/** @type {[string, string][]} */ (given))}` : path;
}

/**
 * Redeems the link of a session, and reads what it is for.
 * @param {string} id @param {string | null} ticket
 * @returns {Promise<{api: Api, session: import('contract').Session, workspace: import('contract').Workspace, returnUrl?: string}>}
 */
export async function enter(id, ticket) {
  const { token, workspace, return_url: returnUrl } = await redeem(id, ticket);
  const api = new Api(token);
  const session = await api.get(`/v1/connect-sessions/${encodeURIComponent(id)}`);
  return { api, session, workspace, returnUrl };
}

/**
 * By its ticket, or, where that was done before in this browser, by the cookie of then.
 * @param {string} session @param {string | null} ticket
 * @returns {Promise<import('contract').Redeemed>}
 */
async function redeem(session, ticket) {
  const path = `/connect/${encodeURIComponent(session)}/redeem`;
  if (ticket) {
    const nonce = nonceFor(session);
    try {
      const redeemed = await persist('POST', path, {}, { ticket, nonce });
      nonces.removeItem(session);
      return redeemed;
    } catch (error) {
      if (asProblem(error).code !== 'ticket_invalid') throw error;
    }
  }
  return send('POST', path, {}, {});
}

/** This tab's, so that a link is not lost with an answer, nor by loading the page again. */
const nonces = tabStorage();

/** @param {string} session whose ticket opens once, and again only with the same nonce */
function nonceFor(session) {
  const nonce = nonces.getItem(session) ?? newKey();
  try {
    nonces.setItem(session, nonce);
  } catch {
    // Full: then it does not outlive this page.
  }
  return nonce;
}

/** Memory where a browser keeps nothing for the page, as in some frames. @returns {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} */
function tabStorage() {
  try {
    return sessionStorage;
  } catch {
    const kept = new Map();
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
  }
}

/** What to tell people of a problem. @param {Problem} problem @returns {{title: string, text: string}} */
export function words(problem) {
  const known = /** @type {Record<string, {title: string, text: string}>} */ (messages.problems);
  if (Object.hasOwn(known, problem.code)) return /** @type {{title: string, text: string}} */ (known[problem.code]);
  return { title: messages.problems.internal_error.title, text: problem.detail ?? messages.problems.internal_error.text };
}

/** What is wrong with the one thing that was sent. @param {Problem} problem @returns {string} */
export const complaint = (problem) => (problem.errors[0] ? t('field_server', { detail: problem.errors[0].detail }) : words(problem).text);
