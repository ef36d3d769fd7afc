package org.connectedaccounts.adapters.in.schedule;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.connectedaccounts.application.refresh.DrainRefreshes;
import org.connectedaccounts.application.refresh.HoldRefreshes;
import org.connectedaccounts.application.refresh.RefreshDueAccounts;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Refreshes ahead of need, keeps what is under way in hand, and lets it end before a stop. */
@Singleton
final class Refreshing {

  private static final Logger LOG = Logger.getLogger(Refreshing.class);
  private static final Duration DRAIN = Duration.ofSeconds(60);

  private final RefreshDueAccounts refreshDue;
  private final HoldRefreshes hold;
  private final DrainRefreshes drain;
  private final boolean ahead;

  Refreshing(
      RefreshDueAccounts refreshDue,
      HoldRefreshes hold,
      DrainRefreshes drain,
      @ConfigProperty(name = "connected-accounts.refresh.ahead.enabled", defaultValue = "true")
          boolean ahead) {
    this.refreshDue = refreshDue;
    this.hold = hold;
    this.drain = drain;
    this.ahead = ahead;
  }

  @Scheduled(
      every = "{connected-accounts.refresh.ahead.every:1s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void refreshAhead() {
    if (ahead) {
      refreshDue.handle();
    }
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void holdLeases() {
    hold.handle();
  }

  void stop(@Observes ShutdownEvent event) {
    int left = drain.handle(DRAIN);
    if (left > 0) {
      LOG.warnf("%d refreshes were still under way at the stop; other replicas settle them", left);
    }
  }
}
