package org.connectedaccounts.harness.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.harness.history.Violation.Kind;
import org.connectedaccounts.harness.provider.Grant;
import org.connectedaccounts.harness.provider.Ledger;
import org.connectedaccounts.harness.provider.RefreshToken;

/** Holds what callers saw, what providers know and what is stored against each other. */
public final class HistoryChecker {
  private final Ledger ledger;
  private final Timing timing;

  public HistoryChecker(Ledger ledger, Timing timing) {
    this.ledger = ledger;
    this.timing = timing;
  }

  /**
   * @param events of these accounts, and faults
   * @param accounts by their id, the grant that each was made for
   * @param stored every account that should be there
   */
  public Verdict check(
      List<Event> events, Map<String, Grant> accounts, List<StoredAccount> stored) {
    VendedTokens vended = new VendedTokens(ledger, accounts);
    List<Violation> found = new ArrayList<>(vended.check(events));
    PresentationRule rule = new PresentationRule(timing, vended.vendedAt());
    for (Grant grant : accounts.values()) {
      for (RefreshToken token : grant.refreshTokens()) {
        found.addAll(rule.check(token));
      }
    }
    found.addAll(new DeadGrants(timing, accounts).check(events));
    FinalTruth truth = new FinalTruth(timing, Faults.of(events), vended.vendedAt());
    return new Verdict(found, settled(truth, accounts, stored, found));
  }

  private static int settled(
      FinalTruth truth,
      Map<String, Grant> accounts,
      List<StoredAccount> stored,
      List<Violation> found) {
    Map<String, StoredAccount> byGrant = new HashMap<>();
    stored.forEach(account -> byGrant.put(account.grant(), account));
    int reported = 0;
    for (Grant grant : accounts.values()) {
      StoredAccount account = byGrant.get(grant.id());
      if (account == null) {
        found.add(new Violation(Kind.UNSETTLED, grant.id(), "the account is gone"));
        continue;
      }
      List<Violation> here = truth.check(grant, account);
      found.addAll(here);
      if (here.isEmpty() && account.reauthorizationRequired()) {
        reported++;
      }
    }
    return reported;
  }

  /**
   * What was found.
   *
   * @param reportedLosses grants that no client could have kept, each told to its user
   */
  public record Verdict(List<Violation> violations, int reportedLosses) {
    public Verdict {
      violations = List.copyOf(violations);
    }

    public List<Violation> of(Kind kind) {
      return violations.stream().filter(each -> each.kind() == kind).toList();
    }
  }
}
