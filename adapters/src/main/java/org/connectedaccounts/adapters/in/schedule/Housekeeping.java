package org.connectedaccounts.adapters.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.connect.ForgetExpired;
import org.connectedaccounts.application.key.ForgetFormerKeys;
import org.connectedaccounts.application.refresh.AnnounceDeaths;
import org.connectedaccounts.application.refresh.ForgetHistory;
import org.connectedaccounts.application.webhook.ForgetDelivered;

/** Clears away what is over, and tells what ends. Every replica may do it. */
@Singleton
final class Housekeeping {

  private final ForgetExpired forgetExpired;
  private final ForgetHistory forgetHistory;
  private final AnnounceDeaths announceDeaths;
  private final ForgetFormerKeys forgetFormerKeys;
  private final ForgetDelivered forgetDelivered;

  Housekeeping(
      ForgetExpired forgetExpired,
      ForgetHistory forgetHistory,
      AnnounceDeaths announceDeaths,
      ForgetFormerKeys forgetFormerKeys,
      ForgetDelivered forgetDelivered) {
    this.forgetExpired = forgetExpired;
    this.forgetHistory = forgetHistory;
    this.announceDeaths = announceDeaths;
    this.forgetFormerKeys = forgetFormerKeys;
    this.forgetDelivered = forgetDelivered;
  }

  @Scheduled(
      every = "{connected-accounts.housekeeping-interval:60s}",
      delayed = "30s",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    forgetExpired.handle();
    forgetHistory.handle();
    announceDeaths.handle();
    forgetFormerKeys.handle();
    forgetDelivered.handle();
  }
}
