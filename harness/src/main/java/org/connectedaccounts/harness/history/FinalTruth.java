package org.connectedaccounts.harness.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.harness.history.Violation.Kind;
import org.connectedaccounts.harness.provider.AccessToken;
import org.connectedaccounts.harness.provider.Grant;
import org.connectedaccounts.harness.provider.Outcome;
import org.connectedaccounts.harness.provider.Presentation;
import org.connectedaccounts.harness.provider.RefreshToken;
import org.jspecify.annotations.Nullable;

/** Whether the stored status of an account is what the ledger says, after all is settled. */
final class FinalTruth {
  private final Timing timing;
  private final Faults faults;
  private final Map<String, Long> vendedAt;

  FinalTruth(Timing timing, Faults faults, Map<String, Long> vendedAt) {
    this.timing = timing;
    this.faults = faults;
    this.vendedAt = vendedAt;
  }

  List<Violation> check(Grant grant, StoredAccount account) {
    List<Violation> found = new ArrayList<>();
    boolean known = grant.refreshTokens().stream().anyMatch(token -> held(grant, token));
    if (account.reauthorizationRequired()) {
      if (grant.withdrawn()) {
        return found;
      }
      if (known || (grant.lives() && !grant.providerClass().unforgiving())) {
        found.add(violation(Kind.FALSE_REAUTHORIZATION, grant, account));
      } else if (!grant.providerClass().unforgiving()) {
        found.add(violation(Kind.LOST_GRANT, grant, account));
      } else if (!unavoidable(grant)) {
        found.add(violation(Kind.LOST_GRANT, grant, account));
      }
    } else if (!grant.lives() || onlyLost(grant)) {
      found.add(violation(Kind.SILENT_LOSS, grant, account));
    }
    return found;
  }

  /** How many losses nobody could have prevented; they are counted, never silent. */
  boolean unavoidable(Grant grant) {
    return grant.refreshTokens().stream()
        .flatMap(token -> token.presentations().stream())
        .anyMatch(shown -> shown.outcome().issued() && !arrivedInTime(grant, shown));
  }

  /** A token that works, and that the service has had for certain. */
  private boolean held(Grant grant, RefreshToken token) {
    if (!token.lives() || grant.ended() != null) {
      return false;
    }
    Presentation issuing = issuing(grant, token);
    return issuing == null || arrived(issuing);
  }

  private boolean arrived(Presentation issuing) {
    return vendedAt(issuing) != null
        || (issuing.outcome() == Outcome.ISSUED
            && !faults.ended(issuing.startedAt(), commitEnd(issuing)));
  }

  /**
   * An answer that a frozen replica had is of no use once the retry of another ended the family.
   */
  private boolean arrivedInTime(Grant grant, Presentation issuing) {
    Long vended = vendedAt(issuing);
    return (issuing.outcome() == Outcome.ISSUED
            && !faults.any(issuing.startedAt(), commitEnd(issuing)))
        || (vended != null && (grant.ended() == null || vended < grant.endedAt()));
  }

  private @Nullable Long vendedAt(Presentation issuing) {
    AccessToken issued = issuing.issued();
    return issued == null ? null : vendedAt.get(Grant.fingerprint(issued.value()));
  }

  private long commitEnd(Presentation shown) {
    return shown.endedAt() + timing.commitWindow().toNanos();
  }

  /** Every token that works is one that certainly never arrived. */
  private static boolean onlyLost(Grant grant) {
    return grant.refreshTokens().stream()
        .filter(RefreshToken::lives)
        .allMatch(
            token -> {
              Presentation issuing = issuing(grant, token);
              return issuing != null && issuing.outcome() != Outcome.ISSUED;
            });
  }

  /** The presentation that a token came of; null for the first. */
  private static @Nullable Presentation issuing(Grant grant, RefreshToken token) {
    RefreshToken parent = token.parent();
    if (parent == null) {
      return null;
    }
    return parent.presentations().stream()
        .filter(
            shown -> {
              AccessToken issued = shown.issued();
              return issued != null && issued.refreshToken().equals(token);
            })
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a token of nothing in " + grant.id()));
  }

  private static Violation violation(Kind kind, Grant grant, StoredAccount account) {
    String ended = grant.ended();
    return new Violation(
        kind,
        grant.id(),
        "stored %s (%s), generation %d; the grant %s"
            .formatted(
                account.status(),
                account.reason(),
                account.generation(),
                ended == null ? "was not ended" : "ended: " + ended));
  }
}
