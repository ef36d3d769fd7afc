package org.connectedaccounts.harness.history;

/** Something that must not be. */
public record Violation(Kind kind, String subject, String what) {

  /** What was broken. */
  public enum Kind {
    /** A refresh token was shown again outside of {@link PresentationRule}. */
    PRESENTED_TWICE,
    /** An access token that is not of this account's grant. */
    FOREIGN_TOKEN,
    /** An older version after a newer one had been answered, or an older token as a newer one. */
    WENT_BACK,
    /** Two tokens under one version. */
    TWO_TOKENS_ONE_VERSION,
    /** A token that was over before it was asked for. */
    EXPIRED_TOKEN,
    /** A token that a refresh had killed, after the one that killed it had been answered. */
    KILLED_TOKEN,
    /** The user is told to reconnect, and the grant lives. */
    FALSE_REAUTHORIZATION,
    /** The account looks well, and its grant is dead. */
    SILENT_LOSS,
    /** A grant is gone that a careful client keeps. */
    LOST_GRANT,
    /** The provider is asked again after the user was told to reconnect. */
    HAMMERED,
    /** An account that the service knows no more, or never stopped working on. */
    UNSETTLED
  }

  @Override
  public String toString() {
    return kind + " " + subject + ": " + what;
  }
}
