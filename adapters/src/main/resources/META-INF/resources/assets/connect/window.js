// The window of a consent, and how its answer reaches the page that waits for it.
import { newKey } from '../api.js';

/** @typedef {import('contract').Outcome} Outcome */

const OFFER = 'offer';
const TAKER = 'taker';
const OUTCOME = 'outcome';
const TAKEN = 'taken';

/** How long a window that came back waits for a page to take what it brings, and how often it offers that meanwhile. */
const PATIENCE = 1500;
const PACE = 250;

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
 * Waits for what a consent of this session brings. Several tabs may wait; the window gives it to one of them.
 * @param {string} session @param {(outcome: Outcome) => void} take
 * @returns {() => void} stops waiting
 */
export function awaitOutcome(session, take) {
  const airwave = channel(session);
  const taker = newKey();
  airwave.onmessage = ({ data }) => {
    if (data?.type === OFFER) return airwave.postMessage({ type: TAKER, taker });
    if (data?.type !== OUTCOME || data.taker !== taker) return;
    airwave.postMessage({ type: TAKEN, taker });
    const { handle, error } = data;
    take({ handle: typeof handle === 'string' ? handle : undefined, error: typeof error === 'string' ? error : undefined });
  };
  return () => {
    airwave.onmessage = null;
    // Not at once: the answer has to get out.
    setTimeout(() => airwave.close(), 500);
  };
}

/**
 * Brings what came back to a page that waits for it: offers it until one answers, then gives it to that one alone.
 * @param {string} session @param {Outcome} outcome
 * @returns {Promise<boolean>} whether one took it
 */
export function bring(session, outcome) {
  return new Promise((settle) => {
    const airwave = channel(session);
    /** @type {string | undefined} */
    let taker;
    /** @param {boolean} taken */
    const end = (taken) => {
      clearInterval(offering);
      clearTimeout(timer);
      airwave.close();
      settle(taken);
    };
    const offer = () => airwave.postMessage({ type: OFFER });
    airwave.onmessage = ({ data }) => {
      if (data?.type === TAKER && !taker) {
        taker = data.taker;
        clearInterval(offering);
        airwave.postMessage({ type: OUTCOME, taker, ...outcome });
      } else if (data?.type === TAKEN && data.taker === taker) {
        end(true);
      }
    };
    const offering = setInterval(offer, PACE);
    const timer = setTimeout(() => end(false), PATIENCE);
    offer();
  });
}
