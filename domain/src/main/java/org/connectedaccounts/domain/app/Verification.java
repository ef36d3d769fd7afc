package org.connectedaccounts.domain.app;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cheap request that tells whether credentials work. A status in {@code ok} (and, where given,
 * {@code okWhen} holding for the answer) means they do; one in {@code rejected}, or {@code okWhen}
 * not holding, that they do not; any other status that it could not be told.
 */
public record Verification(
    RequestTemplate request, Set<Integer> ok, Set<Integer> rejected, @Nullable Expectation okWhen) {

  public static final Set<Integer> OK = Set.of(200);
  public static final Set<Integer> REJECTED = Set.of(401, 403);

  public Verification {
    ok = Set.copyOf(ok);
    rejected = Set.copyOf(rejected);
    if (ok.isEmpty() || ok.stream().anyMatch(rejected::contains)) {
      throw new InvalidDefinitionPart("ok", "names a status, and none that rejected names too");
    }
  }

  /** What an answer says of the credentials. */
  public enum Verdict {
    WORKS,
    REJECTED,
    UNCLEAR
  }

  public Verdict judge(int status, @Nullable Object answer) {
    if (ok.contains(status)) {
      return okWhen == null || okWhen.holds(answer) ? Verdict.WORKS : Verdict.REJECTED;
    }
    return rejected.contains(status) ? Verdict.REJECTED : Verdict.UNCLEAR;
  }
}
