package org.connectedaccounts.adapters.in.schedule;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/**
 * Begins nothing more once what was under way has ended at a stop: the database's connections are
 * closed next, and a job that begins then would end in an error that means nothing.
 */
@Singleton
final class LastTick {

  private final Scheduler scheduler;

  LastTick(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event) {
    scheduler.pause();
  }
}
