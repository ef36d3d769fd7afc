package org.connectedaccounts.adapters.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.webhook.DeliverEvents;

/** Looks for events that are to be delivered; every replica does. */
@Singleton
final class DeliveringEvents {

  private final DeliverEvents deliver;

  DeliveringEvents(DeliverEvents deliver) {
    this.deliver = deliver;
  }

  @Scheduled(
      every = "{connected-accounts.webhooks.every:1s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void deliver() {
    deliver.handle();
  }
}
