package org.connectedaccounts.bootstrap.wiring;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.connectedaccounts.application.refresh.TokenKeeping;
import org.jboss.logging.Logger;

/** Tries to keep a fresh token for as long as the process lives, and says so. */
@Singleton
final class KeepTrying implements TokenKeeping.Patience {

  private static final Logger LOG = Logger.getLogger("org.connectedaccounts.refresh");
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final int DOUBLINGS = 6;

  @Override
  public void await(int tries, RuntimeException failure) {
    if (tries == 1) {
      LOG.warn("A fresh token cannot be stored yet; it is kept in memory and tried again", failure);
    }
    try {
      Thread.sleep(FIRST.multipliedBy(1L << Math.min(tries, DOUBLINGS)));
    } catch (InterruptedException _) {
      // Giving up would lose a grant; the process ends when it is killed.
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
