package org.connectedaccounts.harness.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.harness.history.Violation.Kind;
import org.connectedaccounts.harness.provider.AccessToken;
import org.connectedaccounts.harness.provider.Grant;
import org.connectedaccounts.harness.provider.Outcome;
import org.connectedaccounts.harness.provider.Presentation;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.connectedaccounts.harness.provider.RefreshToken;

/**
 * When one refresh token may be shown to its provider a second time.
 *
 * <ul>
 *   <li>After an answer that says that nothing was done (429, 503, invalid_client): at any time.
 *   <li>After invalid_grant: once the time to confirm has passed.
 *   <li>After a success that was committed: never, where the token rotates.
 *   <li>After anything else, nobody knows whether the token was taken. STRICT and FAMILY: not
 *       before the take-over delay, counted from the former start. NONROT and GRACE: not before the
 *       lease ended, or the former call did without a success.
 * </ul>
 *
 * Where the token does not rotate, a call after the end of a successful one is the next refresh.
 */
public final class PresentationRule {
  private final Timing timing;
  private final Map<String, Long> vendedAt;

  /**
   * @param vendedAt when an access token, by its fingerprint, was first answered to a caller
   */
  public PresentationRule(Timing timing, Map<String, Long> vendedAt) {
    this.timing = timing;
    this.vendedAt = vendedAt;
  }

  public List<Violation> check(RefreshToken token) {
    List<Violation> found = new ArrayList<>();
    List<Presentation> shown =
        token.presentations().stream()
            .sorted((a, b) -> Long.compare(a.startedAt(), b.startedAt()))
            .toList();
    for (int i = 1; i < shown.size(); i++) {
      String broken = broken(token, shown.get(i - 1), shown.get(i));
      if (!broken.isEmpty()) {
        found.add(new Violation(Kind.PRESENTED_TWICE, subject(token), broken));
      }
    }
    return found;
  }

  private String broken(RefreshToken token, Presentation former, Presentation again) {
    ProviderClass providerClass = token.grant().providerClass();
    if (former.outcome().harmless()) {
      return ended(former, again) ? "" : "while the former call lasted";
    }
    if (former.outcome().refusesGrant()) {
      return late(former.endedAt(), again, timing.confirmAfter(), "after invalid_grant");
    }
    if (providerClass != ProviderClass.NONROT && committed(former, again)) {
      return "after its successor had been answered to a caller";
    }
    if (providerClass.unforgiving()) {
      return late(former.startedAt(), again, timing.takeOver(), "after a call of unknown end");
    }
    boolean over =
        ended(former, again)
            && (former.outcome() != Outcome.ISSUED || providerClass == ProviderClass.NONROT);
    return over ? "" : late(former.startedAt(), again, timing.lease(), "within the lease");
  }

  private static boolean ended(Presentation former, Presentation again) {
    return former.endedAt() != 0 && former.endedAt() <= again.startedAt();
  }

  private boolean committed(Presentation former, Presentation again) {
    AccessToken issued = former.issued();
    if (issued == null) {
      return false;
    }
    Long vended = vendedAt.get(Grant.fingerprint(issued.value()));
    return vended != null && vended < again.startedAt();
  }

  private String late(long from, Presentation again, Duration delay, String when) {
    Duration waited = Duration.ofNanos(again.startedAt() - from);
    return waited.compareTo(delay.minus(timing.tolerance())) >= 0
        ? ""
        : "%s: %d ms, where %d ms are asked for"
            .formatted(when, waited.toMillis(), delay.toMillis());
  }

  private static String subject(RefreshToken token) {
    return token.grant().id() + "#" + token.grant().refreshTokens().indexOf(token);
  }
}
