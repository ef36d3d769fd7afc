package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jboss.logging.MDC;

/** Threads that only ever wait for others. */
@Singleton
@Typed(RefreshThreads.class)
final class RefreshThreads implements Executor {

  private final Thread.Builder builder = Thread.ofVirtual().name("refresh-", 0);

  @Override
  public void execute(Runnable work) {
    // A refresh that a request began is found by that request's id.
    Map<String, Object> said = Map.copyOf(MDC.getMap());
    builder.start(
        () -> {
          said.forEach(MDC::put);
          work.run();
        });
  }
}
