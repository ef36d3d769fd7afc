package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Threads that wait for providers to end grants. */
@Singleton
@Typed(RevocationThreads.class)
final class RevocationThreads implements Executor {

  private static final Logger LOG = Logger.getLogger(RevocationThreads.class);

  private final Thread.Builder builder =
      Thread.ofVirtual()
          .name("revocation-", 0)
          .uncaughtExceptionHandler((thread, e) -> LOG.warnf("A revocation waits: %s", e));

  @Override
  public void execute(Runnable work) {
    builder.start(work);
  }
}
