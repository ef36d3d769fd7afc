package org.connectedaccounts.adapters.out.oauth;

import java.util.Map;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.IssuedToken;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Assertion;
import org.connectedaccounts.domain.app.Moment;
import org.connectedaccounts.domain.app.SignedToken;

/** Tokens that the app takes as they are signed here: nobody is asked for one. */
final class SignedTokens {

  private SignedTokens() {}

  static TokenAnswer issue(Endpoint endpoint, SignedToken scheme, Moment moment) {
    Assertion assertion = scheme.assertion();
    var values =
        new SignedValues(
            new CredentialValues(endpoint.known(), endpoint.method().hosts(), moment), assertion);
    return Rendering.of(() -> Secret.of(String.valueOf(values.value(Assertion.JWT))))
        .<TokenAnswer>map(
            token ->
                new Issued(
                    Map.of(
                        scheme.response().mainToken(),
                        new IssuedToken(token, Assertions.lifeLeft(assertion.lifetime()))),
                    null,
                    null,
                    Map.of(),
                    null))
        .orElseGet(() -> new NotSent(Egress.Cause.DESTINATION_REFUSED));
  }
}
