package org.connectedaccounts.adapters.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.webhook.DeliverEvents;
import org.jboss.logging.Logger;

/** Looks for events that are to be delivered; every replica does. Says once that it cannot. */
@Singleton
final class DeliveringEvents {

  private static final Logger LOG = Logger.getLogger(DeliveringEvents.class);

  private final DeliverEvents deliver;
  private boolean failing;

  DeliveringEvents(DeliverEvents deliver) {
    this.deliver = deliver;
  }

  @Scheduled(
      every = "{connected-accounts.webhooks.every:1s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void deliver() {
    try {
      deliver.handle();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warnf("Events wait to be delivered: %s", e);
      }
      failing = true;
    }
  }
}
