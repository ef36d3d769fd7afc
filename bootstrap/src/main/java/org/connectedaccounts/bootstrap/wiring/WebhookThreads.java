package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Threads that wait for receivers of events. */
@Singleton
@Typed(WebhookThreads.class)
final class WebhookThreads implements Executor {

  private static final Logger LOG = Logger.getLogger(WebhookThreads.class);

  private final Thread.Builder builder =
      Thread.ofVirtual()
          .name("webhook-", 0)
          .uncaughtExceptionHandler((thread, e) -> LOG.warnf("Events wait to be delivered: %s", e));

  @Override
  public void execute(Runnable work) {
    builder.start(work);
  }
}
