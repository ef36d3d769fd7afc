package org.connectedaccounts.adapters.out.oauth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer.Revoked;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.ErrorWhen;
import org.jspecify.annotations.Nullable;

/** What a revocation endpoint's answer says of the token. */
final class RevocationAnswers {

  private static final Set<String> ALREADY_GONE =
      Set.of("invalid_token", "invalid_grant", "token_revoked", "token_expired");

  private RevocationAnswers() {}

  /**
   * @param token that was sent, which an answer may echo
   */
  static RevocationAnswer of(Egress.Answer answer, @Nullable ErrorWhen errorWhen, Secret token) {
    return switch (answer) {
      case Egress.Answered answered -> of(answered, errorWhen, token);
      case Egress.NotSent(var cause) when cause == Egress.Cause.DESTINATION_REFUSED ->
          RevocationAnswer.of(Revoked.DESTINATION_REFUSED);
      case Egress.NotSent _, Egress.Lost _ -> RevocationAnswer.UNAVAILABLE;
    };
  }

  private static RevocationAnswer of(
      Egress.Answered answer, @Nullable ErrorWhen errorWhen, Secret token) {
    Object tree = AnswerBody.tree(answer);
    Optional<OAuthError> error = OAuthError.in(tree, errorWhen, List.of(token.reveal()));
    boolean success =
        answer.status() >= 200
            && answer.status() < 300
            && (errorWhen == null || !errorWhen.when().holds(tree));
    if (success || isGone(answer, error)) {
      return RevocationAnswer.REVOKED;
    }
    return new RevocationAnswer(
        trouble(answer, error),
        answer.status(),
        error.map(OAuthError::code).orElse(null),
        RetryAfter.of(answer).orElse(null));
  }

  /** A token that the provider no longer knows is what was asked for (RFC 7009, 2.2). */
  private static boolean isGone(Egress.Answered answer, Optional<OAuthError> error) {
    return answer.status() < 500
        && error.filter(said -> ALREADY_GONE.contains(said.code())).isPresent();
  }

  private static Revoked trouble(Egress.Answered answer, Optional<OAuthError> error) {
    if (answer.status() == 429
        || RetryAfter.of(answer).isPresent()
        || error.filter(OAuthError::throttling).isPresent()) {
      return Revoked.THROTTLED;
    }
    boolean passes =
        answer.status() >= 500
            || answer.status() == 408
            || error.filter(OAuthError::breakdown).isPresent();
    return passes ? Revoked.UNAVAILABLE : Revoked.REFUSED;
  }
}
