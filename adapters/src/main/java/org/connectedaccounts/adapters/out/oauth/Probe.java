package org.connectedaccounts.adapters.out.oauth;

import java.util.List;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.domain.app.Verification;
import org.jspecify.annotations.Nullable;

/** What the answer to a probe says of a credential; trouble at the provider is not its fault. */
final class Probe {

  private Probe() {}

  static Verdict judge(Verification verification, Egress.Answered answer) {
    Object tree = AnswerBody.tree(answer);
    boolean success = verification.ok().contains(answer.status());
    boolean unreadable = success && verification.okWhen() != null && tree == null;
    return switch (verification.judge(answer.status(), tree)) {
      case WORKS -> Verdict.ACCEPTED;
      case REJECTED ->
          unreadable || throttled(answer, tree) ? Verdict.UNREACHABLE : Verdict.REJECTED;
      case UNCLEAR -> Verdict.UNREACHABLE;
    };
  }

  /** Some say 403, or 200 and an error, to a key that has asked too often. */
  private static boolean throttled(Egress.Answered answer, @Nullable Object tree) {
    return answer.header("retry-after").isPresent()
        || answer.header("x-ratelimit-remaining").filter("0"::equals).isPresent()
        || OAuthError.in(tree, null, List.of())
            .filter(error -> error.throttling() || error.breakdown())
            .isPresent();
  }
}
