package org.connectedaccounts.harness.provider;

import org.jspecify.annotations.Nullable;

/** One time that a refresh token was shown to the provider. */
public final class Presentation {
  private final long startedAt = System.nanoTime();
  private volatile long endedAt;
  private volatile Outcome outcome = Outcome.PENDING;
  private volatile @Nullable AccessToken issued;

  public long startedAt() {
    return startedAt;
  }

  /** 0 while it lasts. */
  public long endedAt() {
    return endedAt;
  }

  public Outcome outcome() {
    return outcome;
  }

  public @Nullable AccessToken issued() {
    return issued;
  }

  void issued(AccessToken token) {
    issued = token;
    outcome = Outcome.ISSUED_AND_LOST;
  }

  /** Closes it; a presentation that issued something cannot end as if it had not. */
  public void end(Outcome result) {
    end(result, System.nanoTime());
  }

  /** At a time that is past: the client may act on an answer before its writer goes on. */
  void end(Outcome result, long at) {
    if (!outcome.issued() || result.issued()) {
      outcome = result;
    }
    endedAt = at;
  }
}
