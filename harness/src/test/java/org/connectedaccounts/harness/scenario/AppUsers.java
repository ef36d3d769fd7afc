package org.connectedaccounts.harness.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.provider.AccessToken;

/** Callers that use what they are given for a while, and hand it back once the app refuses it. */
final class AppUsers implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(40);
  private static final int USES = 12;
  private static final int STRIDE = 7;

  private final Stage stage;
  private final List<Account> accounts;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong uses = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong newer = new AtomicLong();
  private final AtomicLong same = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  private AppUsers(Stage stage, List<Account> accounts) {
    this.stage = stage;
    this.accounts = accounts;
  }

  static AppUsers start(Stage stage, List<Account> accounts, int count) {
    AppUsers users = new AppUsers(stage, accounts);
    for (int n = 0; n < count; n++) {
      int number = n;
      users.threads.add(Thread.ofVirtual().start(() -> users.work(number)));
    }
    return users;
  }

  private void work(int number) {
    try (Caller caller = stage.caller()) {
      for (int n = number; !over.get(); n += STRIDE) {
        Account account = accounts.get(n % accounts.size());
        Answer answer = caller.read(stage.replica(1 + n % 3), account);
        if (answer.ok() && refusedWithin(USES, answer)) {
          // Of another replica than the one that gave it.
          handBack(
              caller.reject(stage.replica(1 + (n + 1) % 3), account, answer.version()), answer);
        }
      }
    }
  }

  private boolean refusedWithin(int times, Answer answer) {
    for (int n = 0; n < times && !over.get(); n++) {
      Settled.pause(BETWEEN);
      uses.incrementAndGet();
      AccessToken token = stage.provider().ledger().accessToken(answer.fingerprint());
      if (token != null && token.killer() != null) {
        return true;
      }
    }
    return false;
  }

  private void handBack(Answer next, Answer former) {
    refused.incrementAndGet();
    if (next.ok()) {
      (next.version() > former.version() ? newer : same).incrementAndGet();
    }
  }

  /** How many were refused by the app. */
  long refused() {
    return refused.get();
  }

  /** How many were given the refused token once more. */
  long same() {
    return same.get();
  }

  String text() {
    return "%d uses, %d refused by the app, %d of them replaced at once"
        .formatted(uses.get(), refused.get(), newer.get());
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
