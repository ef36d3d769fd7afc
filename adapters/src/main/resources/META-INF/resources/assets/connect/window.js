// The window of a consent, and how its answer reaches the page that waits for it.

/** @typedef {import('contract').Outcome} Outcome */

const CONSENT = 'connected-accounts:consent';
const TAKEN = 'connected-accounts:taken';

/** How long a window that came back waits for the page that opened it. */
const PATIENCE = 1000;

/**
 * Opens the window, which only works in a click. It cannot reach back to this page: the app's site, and whatever it leads
 * to, must not be able to put another page in this one's place. In turn this page cannot close it once the app is in it;
 * it closes itself when it has brought what it came back with.
 * @param {string} text what it shows until it knows where to go
 * @returns {Window | null} null when it was blocked
 */
export function openWindow(text) {
  const [width, height] = [520, 720];
  const left = Math.max(0, Math.round(screenX + (outerWidth - width) / 2));
  const top = Math.max(0, Math.round(screenY + (outerHeight - height) / 2));
  const opened = open('', '_blank', `popup,width=${width},height=${height},left=${left},top=${top}`);
  if (!opened) return null;
  opened.document.title = text;
  opened.document.body.textContent = text;
  opened.opener = null;
  return opened;
}

/** @param {string} session */
const channel = (session) => new BroadcastChannel(`connected-accounts:${session}`);

/**
 * Waits for what a consent of this session brings.
 * @param {string} session @param {(outcome: Outcome) => void} take
 * @returns {() => void} stops waiting
 */
export function awaitOutcome(session, take) {
  const airwave = channel(session);
  /** @param {unknown} data @param {(answer: object) => void} reply */
  const hear = (data, reply) => {
    const outcome = consentOf(data, session);
    if (!outcome) return;
    reply({ type: TAKEN, session_id: session });
    take(outcome);
  };
  /** @param {MessageEvent} event */
  const onMessage = ({ origin, source, data }) => {
    if (origin === location.origin && source) hear(data, (answer) => /** @type {Window} */ (source).postMessage(answer, location.origin));
  };
  airwave.onmessage = ({ data }) => hear(data, (answer) => airwave.postMessage(answer));
  addEventListener('message', onMessage);
  return () => {
    removeEventListener('message', onMessage);
    // Not at once: the answer has to get out.
    setTimeout(() => airwave.close(), 500);
    airwave.onmessage = null;
  };
}

/** @param {any} data @param {string} session @returns {Outcome | undefined} */
function consentOf(data, session) {
  if (data?.type !== CONSENT || data.session_id !== session) return undefined;
  const { handle, error } = data;
  return { handle: typeof handle === 'string' ? handle : undefined, error: typeof error === 'string' ? error : undefined };
}

/**
 * Brings what came back to the page that waits for it.
 * @param {string} session @param {Outcome} outcome
 * @returns {Promise<boolean>} whether one took it
 */
export function bring(session, outcome) {
  return new Promise((settle) => {
    const airwave = channel(session);
    /** @param {boolean} taken */
    const end = (taken) => {
      clearTimeout(timer);
      removeEventListener('message', onMessage);
      airwave.close();
      settle(taken);
    };
    /** @param {any} data */
    const hear = (data) => data?.type === TAKEN && data.session_id === session && end(true);
    /** @param {MessageEvent} event */
    const onMessage = ({ origin, data }) => origin === location.origin && hear(data);
    const timer = setTimeout(() => end(false), PATIENCE);
    const message = { type: CONSENT, session_id: session, ...outcome };
    addEventListener('message', onMessage);
    airwave.onmessage = ({ data }) => hear(data);
    airwave.postMessage(message);
    if (ours(opener)) opener.postMessage(message, location.origin);
  });
}

/** Whether a window is there and shows a page of this origin. @param {any} other */
export function ours(other) {
  try {
    return Boolean(other) && other !== window && other.location.origin === location.origin;
  } catch {
    return false;
  }
}
