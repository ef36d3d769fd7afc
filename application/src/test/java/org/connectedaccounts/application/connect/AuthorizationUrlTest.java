package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Callback;
import org.connectedaccounts.domain.app.Consent;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.app.Moment;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.PkceMethod;
import org.connectedaccounts.domain.app.RefreshPolicy;
import org.connectedaccounts.domain.app.Scopes;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthorizationUrlTest {

  private static String written(Map<String, Template> params, String fragment) {
    return written(params, fragment, PkceMethod.NONE, null);
  }

  private static String written(
      Map<String, Template> params, String fragment, PkceMethod pkce, @Nullable Secret verifier) {
    var consent =
        new Consent(
            UrlTemplate.parse("https://acme.example/a"),
            null,
            Scopes.NONE,
            pkce,
            params,
            new Callback(Map.of(), "auth_code"),
            null,
            fragment);
    var scheme =
        new OAuth2(
            consent,
            TokenEndpoint.at("https://acme.example/t"),
            RefreshPolicy.UNKNOWN,
            null,
            GrantSharing.SINGLE,
            null);
    var moment =
        new Moment(
            Instant.parse("2026-03-01T12:00:00Z"), () -> new UUID(0, 7), () -> Secret.of("x"));
    return AuthorizationUrl.write(
        new AuthorizationUrl.Parts(
            scheme,
            "cid",
            "https://us.example",
            List.of(),
            Secret.of("s"),
            verifier,
            Credential.EMPTY,
            moment));
  }

  @Test
  void paramsOfTheMomentThenTheyAreFilled() {
    assertThat(
            written(
                Map.of(
                    "nonce", Template.parse("${random.uuid}"), "at", Template.parse("${now.date}")),
                "f"))
        .contains("nonce=" + new UUID(0, 7))
        .contains("at=2026-03-01");
  }

  /** RFC 7636, 4.2 and 4.3, with the example of appendix B. */
  @Test
  void challengeThenItIsMadeAsTheServerTakesIt() {
    Secret verifier = Secret.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    assertThat(written(Map.of(), "f", PkceMethod.S256, verifier))
        .contains("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
        .contains("code_challenge_method=S256");
    assertThat(written(Map.of(), "f", PkceMethod.PLAIN, verifier))
        .contains("code_challenge=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        .contains("code_challenge_method=plain");
  }

  @Test
  void fragmentThenItStandsAfterAllParameters() {
    assertThat(written(Map.of(), "wechat_redirect")).endsWith("state=s#wechat_redirect");
  }
}
