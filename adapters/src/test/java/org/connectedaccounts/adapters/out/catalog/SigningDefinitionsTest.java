package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.ClientAssertion;
import org.connectedaccounts.domain.app.FieldProblem;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.SignedToken;
import org.connectedaccounts.domain.app.SigningAlgorithm;
import org.connectedaccounts.domain.app.TokenExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a definition may say of signing, and what it may not. */
class SigningDefinitionsTest {

  private static final String EXCHANGE =
      """
      schema: 1
      slug: acme
      name: Acme
      category: crm
      auth:
        - id: key
          type: exchange
          fields:
            - {name: key_id, label: Key ID, secret: false}
            - {name: private_key, label: Private key, multiline: true}
      """;
  private static final String ASSERTION =
      """
          assertion:
            algorithm: ES256
            key: private_key
            header: {kid: "${input.key_id}"}
            claims: {iss: acme, nonce: "${random.hex}"}
            lifetime: 600
      """;
  private static final String OAUTH =
      """
      schema: 1
      slug: acme
      name: Acme
      category: crm
      auth:
        - id: oauth
          type: oauth2
          authorization_url: https://acme.example/authorize
          token_url: https://acme.example/token
      """;

  private final DefinitionReader reader = new DefinitionReader();

  private AuthMethod method(String document) {
    return reader.read(document).defaultMethod();
  }

  private void assertRefused(String document, String pointer, String reason) {
    assertThatThrownBy(() -> reader.read(document))
        .isInstanceOfSatisfying(
            InvalidDefinition.class,
            e ->
                assertThat(e.faults())
                    .anySatisfy(
                        fault -> {
                          assertThat(fault.pointer()).isEqualTo(pointer);
                          assertThat(fault.detail()).contains(reason);
                          assertThat(fault.line()).isPositive();
                        }));
  }

  @Test
  void assertionWithoutAnEndpointThenItIsTheToken() {
    AuthMethod method = method(EXCHANGE + ASSERTION + "    refresh: {margin: 60}\n");

    assertThat(method.scheme())
        .isInstanceOfSatisfying(
            SignedToken.class,
            signed -> {
              assertThat(signed.assertion().algorithm()).isEqualTo(SigningAlgorithm.ES256);
              assertThat(signed.lifetime().assumedTtl()).isEqualTo(Duration.ofMinutes(10));
              assertThat(signed.lifetime().margin()).isEqualTo(Duration.ofMinutes(1));
            });
    assertThat(method.authNames())
        .extracting("name")
        .containsExactly("oauth_access_token", "key_id");
  }

  @Test
  void assertionWithAnEndpointThenATokenRequestMayNameIt() {
    AuthMethod method =
        method(
            EXCHANGE
                + ASSERTION
                + "    token_url: https://acme.example/token\n"
                + "    token_request:\n"
                + "      headers: {Authorization: \"Bearer ${assertion.jwt}\"}\n"
                + "      params: {assertion: \"${assertion.jwt}\"}\n");

    assertThat(method.scheme()).isInstanceOf(TokenExchange.class);
  }

  @Test
  void neitherEndpointNorAssertionThenRefused() {
    assertRefused(EXCHANGE, "/auth/0", "token_url is missing");
  }

  @Test
  void assertionThatNobodyMakesThenRefused() {
    assertRefused(
        EXCHANGE
            + "    token_url: https://acme.example/token\n"
            + "    token_request: {params: {a: \"${assertion.jwt}\"}}\n",
        "/auth/0/token_request/params/a",
        "${assertion.jwt} is not known here");
  }

  @Test
  void assertionOutsideOfATokenRequestThenRefused() {
    assertRefused(
        EXCHANGE + ASSERTION + "    api: {headers: {X: \"${assertion.jwt}\"}}\n",
        "/auth/0/api/headers/X",
        "is not known here");
    assertRefused(
        EXCHANGE + ASSERTION + "    token_url: https://acme.example/${assertion.jwt}\n",
        "/auth/0/token_url",
        "is not known here");
  }

  @ParameterizedTest
  @CsvSource({
    "algorithm: none, algorithm, must be one of RS256",
    "algorithm: HS512, algorithm, must be one of RS256",
    "key: key_id, key, is not a secret field",
    "key: nobody, key, is not a secret field",
    "lifetime: 0, lifetime, is 1 to 86400 seconds",
    "lifetime: 86401, lifetime, is 1 to 86400 seconds",
    "header: {alg: RS256}, header/alg, is set by the service",
    "claims: {exp: '9999999999'}, claims/exp, is set by the service",
    "claims: {jti: '1'}, claims/jti, is set by the service",
    "claims: {k: '${secret.private_key}'}, claims/k, is not a secret that may stand here",
    "kid: x, kid, is not known here",
  })
  void badPartThenRefused(String part, String pointer, String reason) {
    String name = part.substring(0, part.indexOf(':'));
    String kept =
        String.join(
            "\n", ASSERTION.lines().filter(line -> !line.strip().startsWith(name + ":")).toList());

    assertRefused(
        EXCHANGE + kept + "\n      " + part + "\n", "/auth/0/assertion/" + pointer, reason);
  }

  @Test
  void keyTypesThenTheyDoNotSign() {
    assertRefused(
        EXCHANGE.replace("type: exchange", "type: custom") + ASSERTION,
        "/auth/0/assertion",
        "is not known here");
  }

  @Test
  void typedKeyOfTheWrongKindThenItIsToldAtItsField() {
    AuthMethod method = method(EXCHANGE + ASSERTION);

    assertThat(method.validate(Map.of("key_id", "k", "private_key", "hush")))
        .containsExactly(
            new FieldProblem("private_key", FieldProblem.Kind.NOT_A_KEY, "is not a private key"));
  }

  // --- clients

  @Test
  void clientThatSignsThenTheIssuerIsTheAudience() {
    AuthMethod method =
        method(
            OAUTH
                + "    issuer: https://acme.example\n"
                + "    client_auth: private_key_jwt\n"
                + "    client_assertion: {algorithm: ES256, header: {kid: one}}\n");

    ClientAssertion signed = ((OAuth2) method.scheme()).tokens().client().assertion();
    assertThat(signed).isNotNull();
    assertThat(signed.algorithm()).isEqualTo(SigningAlgorithm.ES256);
    assertThat(signed.issuer()).extracting("value").isEqualTo("https://acme.example");
  }

  @Test
  void clientThatSignsThenTheUsualAlgorithmNeedsNoWord() {
    for (String way : List.of("private_key_jwt:RS256", "client_secret_jwt:HS256")) {
      String[] parts = way.split(":", 2);
      AuthMethod method = method(OAUTH + "    client_auth: " + parts[0] + "\n");

      assertThat(((OAuth2) method.scheme()).tokens().client().assertion())
          .extracting("algorithm")
          .hasToString(parts[1]);
    }
  }

  @Test
  void clientAssertionWhereNothingIsSignedThenRefused() {
    assertRefused(
        OAUTH + "    client_auth: post\n    client_assertion: {algorithm: RS256}\n",
        "/auth/0/client_assertion",
        "is given for private_key_jwt");
    assertRefused(
        OAUTH + "    client_auth: private_key_jwt\n    client_assertion: {algorithm: HS256}\n",
        "/auth/0/client_assertion/algorithm",
        "is for client_secret_jwt");
    assertRefused(
        OAUTH + "    client_auth: private_key_jwt\n    client_assertion: {audience: x}\n",
        "/auth/0/client_assertion/audience",
        "is not known here");
  }

  @Test
  void typedClientThatSignsThenItsSecretIsHeldAgainstTheAlgorithm() {
    AuthMethod method =
        method(
            EXCHANGE
                    .replace("type: exchange", "type: client_credentials")
                    .replace("name: key_id", "name: client_id")
                    .replace("name: private_key", "name: client_secret")
                + "    token_url: https://acme.example/token\n"
                + "    client_auth: private_key_jwt\n");

    assertThat(method.validate(Map.of("client_id", "k", "client_secret", "hush")))
        .extracting(FieldProblem::detail)
        .containsExactly("is not a private key");
  }

  // --- code

  @Test
  void extensionThatIsNotThereThenRefusedWithItsPlace() {
    assertRefused(
        OAUTH + "    extensions: {token: aws_sigv5}\n",
        "/auth/0/extensions/token",
        "is not one of alipay, aws, binance");
    assertRefused(
        OAUTH + "    extensions: {webhook: aws}\n",
        "/auth/0/extensions/webhook",
        "is not known here");
  }

  @Test
  void extensionForTokensWhereNoneAreAskedForThenRefused() {
    assertRefused(
        EXCHANGE + ASSERTION + "    extensions: {token: aws}\n",
        "/auth/0/extensions/token",
        "is for types with a token_url");
  }

  // --- other names

  @Test
  void codeOfAnotherNameThenItIsNotKept() {
    AuthMethod method = method(OAUTH + "    callback: {code: auth_code, capture: {app: app_id}}\n");

    assertThat(((OAuth2) method.scheme()).consent().callback().codeParam()).isEqualTo("auth_code");
    assertRefused(
        OAUTH + "    callback: {code: auth_code, capture: {kept: auth_code}}\n",
        "/auth/0/callback/capture/kept",
        "is not kept");
    assertRefused(
        OAUTH + "    callback: {code: state}\n", "/auth/0/callback/code", "something else");
  }

  @Test
  void fragmentThatIsNoneThenRefused() {
    assertRefused(
        OAUTH + "    authorize_fragment: \"a b\"\n",
        "/auth/0/authorize_fragment",
        "is letters, digits");
  }
}
