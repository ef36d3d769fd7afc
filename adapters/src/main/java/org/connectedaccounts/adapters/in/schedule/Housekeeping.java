package org.connectedaccounts.adapters.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.connect.ForgetExpired;

/** Clears away what is over. Every replica may do it: what is gone is gone. */
@Singleton
final class Housekeeping {

  private final ForgetExpired forgetExpired;

  Housekeeping(ForgetExpired forgetExpired) {
    this.forgetExpired = forgetExpired;
  }

  @Scheduled(
      every = "{connected-accounts.housekeeping-interval:60s}",
      delayed = "30s",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    forgetExpired.handle();
  }
}
