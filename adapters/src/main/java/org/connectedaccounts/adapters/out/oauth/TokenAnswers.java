package org.connectedaccounts.adapters.out.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.IssuedToken;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.ErrorWhen;
import org.connectedaccounts.domain.app.IdentityLookup;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of a token request. Where it cannot be told whether the provider acted, it is
 * unknown and never a refusal: an account must not be given up for an answer that was lost.
 *
 * @param firstGrant whether the answer makes an account, so that its id_token must be ours; later
 *     ones come for an account that is known, and losing a rotated token would end it
 * @param sent secrets of the request, which an error text may echo
 * @param now points in time are told from here
 */
record TokenAnswers(
    TokenProfile profile, String clientId, boolean firstGrant, List<String> sent, Instant now) {

  TokenAnswer of(Egress.Answer answer) {
    return switch (answer) {
      case Egress.NotSent notSent -> new NotSent(notSent.cause());
      case Egress.Lost lost -> new Unknown(null, lost.cause().name().toLowerCase(Locale.ROOT));
      case Egress.Answered answered -> answered(answered);
    };
  }

  private TokenAnswer answered(Egress.Answered answer) {
    int status = answer.status();
    if (status == 429 || status == 503) {
      return throttled(answer);
    }
    if (status >= 200 && status < 300) {
      return success(answer);
    }
    if (status >= 400 && status < 500 && status != 408) {
      return refusal(answer);
    }
    // Whoever connects has lost nothing that cannot be had again.
    return firstGrant && asksForPause(answer)
        ? throttled(answer)
        : new Unknown(
            status,
            status < 400 ? "redirected" : "http_" + status,
            RetryAfter.of(answer).orElse(null));
  }

  private static boolean asksForPause(Egress.Answered answer) {
    return answer.header("retry-after").isPresent();
  }

  private static Throttled throttled(Egress.Answered answer) {
    return new Throttled(RetryAfter.of(answer).orElse(null));
  }

  private TokenAnswer refusal(Egress.Answered answer) {
    Object tree = AnswerBody.tree(answer);
    Optional<OAuthError> error = OAuthError.in(tree, errorWhen(), sent);
    if (error.isPresent()) {
      return told(answer, error.get());
    }
    if (asksForPause(answer)) {
      return throttled(answer);
    }
    return new Refused(answer.status(), "http_" + answer.status(), OAuthError.describe(tree, sent));
  }

  private TokenAnswer told(Egress.Answered answer, OAuthError error) {
    if (error.throttling()) {
      return throttled(answer);
    }
    return error.breakdown()
        ? new Unknown(answer.status(), error.code())
        : new Refused(answer.status(), error.code(), error.description());
  }

  private TokenAnswer success(Egress.Answered answer) {
    Object tree = tree(answer);
    ErrorWhen errorWhen = errorWhen();
    if (errorWhen != null && errorWhen.when().holds(tree)) {
      return told(
          answer,
          OAuthError.in(tree, errorWhen, sent)
              .orElseGet(() -> new OAuthError("provider_error", OAuthError.describe(tree, sent))));
    }
    if (tree == null) {
      return new Unknown(answer.status(), answer.body().length == 0 ? "empty" : "not_readable");
    }
    TokenReading reading = new TokenReading(profile, tree, now);
    if (reading.mainToken().isEmpty()) {
      // GitHub and others answer 200 to a request they refuse.
      return OAuthError.in(tree, errorWhen, sent)
          .map(error -> told(answer, error))
          .orElseGet(() -> new Unknown(answer.status(), "no_token"));
    }
    return issued(answer.status(), reading);
  }

  /** An empty path says that the whole body is the token. */
  private @Nullable Object tree(Egress.Answered answer) {
    Object tree = AnswerBody.tree(answer);
    boolean bare =
        profile.endpoint().response().tokens().values().iterator().next().path().value().isEmpty();
    return bare && !(tree instanceof Map) ? AnswerBody.text(answer) : tree;
  }

  private TokenAnswer issued(int status, TokenReading reading) {
    Optional<Map<String, IssuedToken>> tokens = reading.tokens(firstGrant);
    if (tokens.isEmpty()) {
      return new Unknown(status, "no_token");
    }
    IdentityLookup lookup = profile.identity();
    IdentityLookup.Source from = lookup == null ? null : lookup.from();
    Identity identity = null;
    if (lookup != null && from == IdentityLookup.Source.TOKEN_RESPONSE) {
      identity = ProviderText.identity(lookup, reading.tree()).orElse(null);
    } else if (lookup != null && from == IdentityLookup.Source.ID_TOKEN) {
      Optional<String> compact = reading.idToken();
      IdToken idToken = compact.flatMap(IdToken::parse).orElse(null);
      String wrong = compact.isEmpty() ? null : wrong(idToken);
      if (wrong != null && firstGrant) {
        return new Unknown(status, wrong);
      }
      if (idToken != null && wrong == null) {
        identity = ProviderText.identity(lookup, idToken.claims()).orElse(null);
      }
    }
    return new Issued(
        tokens.get(),
        reading.refreshToken().orElse(null),
        reading.scopes(),
        reading.captures(),
        reading.foreignHosts(),
        identity);
  }

  private @Nullable String wrong(@Nullable IdToken idToken) {
    return idToken == null ? "id_token_not_readable" : idToken.mismatch(profile.issuer(), clientId);
  }

  private @Nullable ErrorWhen errorWhen() {
    return profile.endpoint().response().errorWhen();
  }
}
