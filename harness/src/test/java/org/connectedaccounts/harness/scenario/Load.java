package org.connectedaccounts.harness.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;

/** Callers that read one account after the other, each on its own way through them. */
final class Load implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(30);
  private static final int STRIDE = 7;

  private final Stage stage;
  private final List<Account> accounts;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong ok = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  private Load(Stage stage, List<Account> accounts) {
    this.stage = stage;
    this.accounts = accounts;
  }

  static Load start(Stage stage, List<Account> accounts, int callers) {
    Load load = new Load(stage, accounts);
    for (int n = 0; n < callers; n++) {
      int number = n;
      load.threads.add(Thread.ofVirtual().start(() -> load.call(number)));
    }
    return load;
  }

  private void call(int number) {
    try (Caller caller = stage.caller()) {
      for (int n = number; !over.get(); n += STRIDE) {
        Account account = accounts.get(n % accounts.size());
        count(caller.read(stage.replica(1 + n % 3), account));
        Settled.pause(BETWEEN);
      }
    }
  }

  private void count(Answer answer) {
    (answer.ok() ? ok : answer.status() == 0 ? broken : refused).incrementAndGet();
  }

  String text() {
    return "%d read, %d refused, %d broken off".formatted(ok.get(), refused.get(), broken.get());
  }

  @Override
  public void close() {
    over.set(true);
    for (Thread each : threads) {
      try {
        each.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
