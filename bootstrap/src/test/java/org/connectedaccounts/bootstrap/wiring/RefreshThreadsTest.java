package org.connectedaccounts.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefreshThreadsTest {

  private static final String KEY = "request_id";

  private final RefreshThreads threads = new RefreshThreads();

  @AfterEach
  void forget() {
    MDC.remove(KEY);
  }

  @Test
  void executeWhenARequestBeganItThenItsLinesHaveThatRequestsId() {
    MDC.put(KEY, "request-1");
    assertThat(seen().join()).contains("request-1");
  }

  @Test
  void executeWhenNoRequestBeganItThenTheyHaveNone() {
    assertThat(seen().join()).isEmpty();
  }

  private CompletableFuture<Optional<Object>> seen() {
    return CompletableFuture.supplyAsync(() -> Optional.ofNullable(MDC.get(KEY)), threads);
  }
}
