package org.connectedaccounts.testing;

/** What a refresh does to the refresh token that was sent. */
public enum RefreshBehaviour {
  /** The same token serves again and is sent back each time. */
  NONROT,
  /** The same token serves again; the answer carries none. */
  NO_TOKEN_BACK,
  /** A new token each time; an old one still serves within the grace window. */
  GRACE,
  /** A new token each time; an old one is refused. */
  STRICT,
  /** As STRICT, and an old one takes the whole family down, live access tokens included. */
  FAMILY;

  boolean rotates() {
    return this == GRACE || this == STRICT || this == FAMILY;
  }
}
