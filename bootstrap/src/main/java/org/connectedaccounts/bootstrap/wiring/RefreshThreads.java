package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** Threads that only ever wait for others. */
@Singleton
@Typed(RefreshThreads.class)
final class RefreshThreads implements Executor {

  private final Thread.Builder builder = Thread.ofVirtual().name("refresh-", 0);

  @Override
  public void execute(Runnable work) {
    builder.start(work);
  }
}
