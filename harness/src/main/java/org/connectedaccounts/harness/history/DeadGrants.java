package org.connectedaccounts.harness.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.harness.history.Violation.Kind;
import org.connectedaccounts.harness.provider.Grant;

/** Once a caller was told that the user must reconnect, the provider has its peace. */
final class DeadGrants {
  private static final int CONFLICT = 409;

  private final Timing timing;
  private final Map<String, Grant> accounts;

  DeadGrants(Timing timing, Map<String, Grant> accounts) {
    this.timing = timing;
    this.accounts = accounts;
  }

  List<Violation> check(List<Event> events) {
    Map<String, Long> told = new HashMap<>();
    for (Event event : events) {
      if (event.status() == CONFLICT && event.code().equals("account_unavailable")) {
        told.putIfAbsent(event.account(), event.at());
      } else if (event.type() == Event.Type.OK) {
        // A late answer brought it back, and then there may be calls again.
        told.remove(event.account());
      }
    }
    return told.entrySet().stream()
        .map(entry -> hammered(entry.getKey(), entry.getValue()))
        .flatMap(List::stream)
        .toList();
  }

  private List<Violation> hammered(String account, long told) {
    Grant grant = accounts.get(account);
    if (grant == null) {
      return List.of();
    }
    long from = told + timing.tolerance().toNanos();
    long calls =
        grant.refreshTokens().stream()
            .flatMap(token -> token.presentations().stream())
            .filter(shown -> shown.startedAt() > from)
            .count();
    return calls == 0
        ? List.of()
        : List.of(new Violation(Kind.HAMMERED, grant.id(), calls + " calls after its end"));
  }
}
