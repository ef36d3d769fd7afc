package org.connectedaccounts.harness.scenario;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.provider.Outcome;
import org.connectedaccounts.harness.provider.Presentation;

/** When a provider was asked for these accounts, as its ledger has it. */
record Timeline(List<Presentation> shown) {

  static Timeline of(List<Account> accounts) {
    return new Timeline(
        accounts.stream()
            .flatMap(account -> account.grant().refreshTokens().stream())
            .flatMap(token -> token.presentations().stream())
            .sorted(Comparator.comparingLong(Presentation::startedAt))
            .toList());
  }

  long calls() {
    return shown.size();
  }

  /** The most calls that began within such a time, wherever it begins. */
  int most(Duration window) {
    int most = 0;
    for (int first = 0, next = 0; next < shown.size(); next++) {
      while (shown.get(next).startedAt() - shown.get(first).startedAt() >= window.toNanos()) {
        first++;
      }
      most = Math.max(most, next - first + 1);
    }
    return most;
  }

  /** How many began after one moment and before another. */
  long between(long from, long to) {
    return shown.stream().filter(each -> each.startedAt() > from && each.startedAt() < to).count();
  }

  /** The calls since a moment that ended so. */
  List<Presentation> ended(Outcome outcome, long since) {
    return shown.stream()
        .filter(each -> each.startedAt() > since && each.outcome() == outcome)
        .toList();
  }

  /** From the first call to the last. */
  Duration span() {
    return shown.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(shown.getLast().startedAt() - shown.getFirst().startedAt());
  }
}
