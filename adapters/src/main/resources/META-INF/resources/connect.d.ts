/** What connecting led to: ids, and the handle that your backend completes the session with. */
export type Connected =
  /** The user gave consent, or typed credentials in. Send both to your backend, which calls `complete` at once. */
  | { session_id: string; handle: string }
  /** It is completed: an existing account was taken, or the handle went to the return URL, as an app's consent in a frame does. */
  | { session_id: string; account_id: string }
  /** It is completed, but the window had lost its tie to this page. Your backend reads the account from the session. */
  | { session_id: string };

export interface OpenOptions {
  /** The `connect_url` of the session, as your backend got it. It can be used once. */
  connect_url: string;
  /** Slug of the app to go straight to. */
  app?: string;
  /** Shows the page in a frame in this element, instead of in a window of its own. */
  container?: HTMLElement;
  /** What a screen reader calls that frame, in the language of your page; `Connect an account` by default. */
  title?: string;
  /**
   * For a session of kind `manage`: called with each account that is connected or reconnected there. `session_id` is
   * then that of the session which was made for it; complete that one. Called once for each handle, and with
   * `account_id` only where this page got no handle.
   */
  onconnect?: (connected: Connected) => void;
  /** Gives up and closes. */
  signal?: AbortSignal;
}

/** Why nothing was connected. */
export interface ConnectError extends Error {
  /**
   * `popup_blocked`: call `redirect` instead, or show a link. `closed`: the user closed it, or opened it
   * anew; within a minute where it was closed before its page was there. `failed`, `expired`: the
   * session is. `aborted`: by your signal. `invalid_url`: not a `connect_url`. `silent`: the page in
   * the frame said nothing for a minute, since its link was used before or your origin is not registered.
   */
  code: 'popup_blocked' | 'closed' | 'failed' | 'expired' | 'aborted' | 'invalid_url' | 'silent';
}

export interface ConnectedAccountsApi {
  /**
   * Opens the page. Call it right in a click, or the browser blocks the window. Rejects with a `ConnectError`. While the
   * page of this session is open, another call only shows it and gives the same promise: its options count for nothing.
   */
  open(options: OpenOptions): Promise<Connected>;
  /** Leaves for the page; the user comes back to the registered return URL. */
  redirect(options: Pick<OpenOptions, 'connect_url' | 'app'>): void;
}

declare global {
  var ConnectedAccounts: ConnectedAccountsApi;
}
