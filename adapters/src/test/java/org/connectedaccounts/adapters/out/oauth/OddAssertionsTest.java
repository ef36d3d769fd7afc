package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.MAIN;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.life;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.noClient;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.typed;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.value;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;
import org.junit.jupiter.api.Test;

/** Tokens that are signed for a request, or are what is asked for, each as its vendor documents. */
class OddAssertionsTest {

  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final long NOW = Definitions.NOW.getEpochSecond();

  private final OddProvider odd = new OddProvider();

  private static Credential signing(Map<String, String> inputs, String algorithm) {
    return typed(inputs, Map.of("private_key", SampleKeys.typed(algorithm)));
  }

  private TokenAnswer ask(String slug, String method, Credential known) {
    return odd.server.clientCredentials(noClient(slug, method, known), List.of());
  }

  private SeenToken sentAssertion(String param) {
    String jwt = Objects.requireNonNull(odd.sent(0).params().get(param));
    return SeenToken.of(jwt, "RS256", SampleKeys.typed("RS256"));
  }

  private void answersAToken() {
    odd.egress.answering(200, "{\"access_token\":\"a\",\"expires_in\":3600}");
  }

  @Test
  void githubAppWhenAskedThenATokenOfTheInstallationIsGivenForABearerThatTheAppSigned() {
    odd.egress.answering(
        201, "{\"token\":\"ghs_1\",\"expires_at\":\"2026-03-01T13:00:00Z\",\"permissions\":{}}");

    Issued issued =
        (Issued)
            ask("github", "app", signing(Map.of("app_id", "Iv1", "installation_id", "7"), "RS256"));

    SeenToken token = SeenToken.bearer(odd.sent(0), "RS256");
    assertThat(odd.sent(0).method()).isEqualTo("POST");
    assertThat(odd.sent(0).target())
        .isEqualTo("https://api.github.com/app/installations/7/access_tokens");
    assertThat(odd.sent(0).header("Accept")).isEqualTo("application/vnd.github+json");
    assertThat(token.claims()).containsEntry("iss", "Iv1");
    // Of the past, and ten minutes at most.
    assertThat(token.number("iat")).isLessThan(NOW);
    assertThat(token.number("exp")).isBetween(NOW + 60, NOW + 600);
    assertThat(value(issued, MAIN)).isEqualTo("ghs_1");
    assertThat(life(issued)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void githubAppWhenItsKeyIsOfTheOlderFormThenItSignsAsWell() {
    odd.egress.answering(201, "{\"token\":\"ghs_1\"}");
    Credential known =
        typed(
            Map.of("app_id", "Iv1", "installation_id", "7"),
            Map.of("private_key", SampleKeys.pem("RSA PRIVATE KEY", SampleKeys.pkcs1())));

    assertThat(ask("github", "app", known)).isInstanceOf(Issued.class);

    assertThat(SeenToken.bearer(odd.sent(0), "RS256").claims()).containsEntry("iss", "Iv1");
  }

  @Test
  void googleWhenAServiceAccountAsksThenItSignsForItselfAndTheScope() {
    answersAToken();

    ask("google_bigquery", "service_account", signing(Map.of("client_email", "r@p.iam"), "RS256"));

    assertThat(odd.sent(0).target()).isEqualTo("https://oauth2.googleapis.com/token");
    assertThat(odd.sent(0).params()).containsOnlyKeys("grant_type", "assertion");
    assertThat(odd.sent(0).params()).containsEntry("grant_type", JWT_BEARER);
    SeenToken token = sentAssertion("assertion");
    assertThat(token.claims())
        .containsEntry("iss", "r@p.iam")
        .containsEntry("aud", "https://oauth2.googleapis.com/token")
        .containsEntry("scope", "https://www.googleapis.com/auth/bigquery.readonly")
        .doesNotContainKey("sub");
    assertThat(token.number("exp") - token.number("iat")).isEqualTo(3600);
  }

  @Test
  void googleWhenAServiceAccountActsForAUserThenTheUserIsTheSubject() {
    answersAToken();
    Map<String, String> inputs = Map.of("client_email", "r@p.iam", "subject", "ada@acme.example");

    ask("google_drive", "service_account", signing(inputs, "RS256"));

    assertThat(sentAssertion("assertion").claims()).containsEntry("sub", "ada@acme.example");
  }

  @Test
  void docusignWhenAskedThenTheAudienceIsAHostAndTheUserIsActedFor() {
    answersAToken();
    Map<String, String> inputs =
        Map.of("auth_host", "account-d.docusign.com", "integration_key", "ik", "user_id", "u-1");

    ask("docusign", "jwt", signing(inputs, "RS256"));

    assertThat(odd.sent(0).target()).isEqualTo("https://account-d.docusign.com/oauth/token");
    assertThat(sentAssertion("assertion").claims())
        .containsEntry("iss", "ik")
        .containsEntry("sub", "u-1")
        .containsEntry("aud", "account-d.docusign.com")
        .containsEntry("scope", "signature impersonation");
  }

  @Test
  void docusignWhenTheUserHasNotAllowedItThenItIsARefusalWithoutTheAssertion() {
    Map<String, String> inputs =
        Map.of("auth_host", "account.docusign.com", "integration_key", "ik", "user_id", "u-1");
    odd.egress.answering(400, "{\"error\":\"consent_required\"}");

    assertThat(ask("docusign", "jwt", signing(inputs, "RS256")))
        .isEqualTo(new Refused(400, "consent_required", null));
  }

  @Test
  void boxWhenAskedThenTheServerActsForTheEnterpriseForAMinuteAtMost() {
    answersAToken();
    Credential known =
        typed(
            Map.of("client_id", "c", "enterprise_id", "42", "public_key_id", "k1"),
            Map.of("client_secret", "hush", "private_key", SampleKeys.typed("RS256")));

    ask("box", "jwt", known);

    SeenToken token = sentAssertion("assertion");
    assertThat(odd.sent(0).params())
        .containsEntry("grant_type", JWT_BEARER)
        .containsEntry("client_id", "c")
        .containsEntry("client_secret", "hush");
    assertThat(token.header()).containsEntry("kid", "k1");
    assertThat(token.claims())
        .containsEntry("iss", "c")
        .containsEntry("sub", "42")
        .containsEntry("box_sub_type", "enterprise")
        .containsEntry("aud", "https://api.box.com/oauth2/token");
    assertThat(token.claims().get("jti")).hasSizeBetween(16, 128);
    assertThat(token.number("exp")).isBetween(NOW + 15, NOW + 60);
  }

  @Test
  void salesforceWhenAskedThenTheAudienceIsTheLoginHostOfItsKind() {
    odd.egress.answering(
        200, "{\"access_token\":\"a\",\"instance_url\":\"https://eu1.my.salesforce.com\"}");
    Map<String, String> inputs =
        Map.of(
            "domain", "acme.my.salesforce.com",
            "audience", "https://login.salesforce.com",
            "consumer_key", "3MVG",
            "username", "ada@acme.example");

    Issued issued = (Issued) ask("salesforce", "jwt", signing(inputs, "RS256"));

    SeenToken token = sentAssertion("assertion");
    assertThat(token.claims())
        .containsEntry("iss", "3MVG")
        .containsEntry("sub", "ada@acme.example")
        .containsEntry("aud", "https://login.salesforce.com");
    assertThat(token.number("exp")).isLessThanOrEqualTo(NOW + 180);
    assertThat(issued.captures()).containsEntry("instance_url", "https://eu1.my.salesforce.com");
  }

  @Test
  void netsuiteWhenAskedThenTheCertificateIsNamedAndPs256Used() {
    answersAToken();
    Map<String, String> inputs =
        Map.of("account_id", "123", "client_id", "ck", "certificate_id", "cert-1");

    ask("netsuite", "certificate", signing(inputs, "PS256"));

    String jwt = Objects.requireNonNull(odd.sent(0).params().get("client_assertion"));
    SeenToken token = SeenToken.of(jwt, "PS256", SampleKeys.typed("PS256"));
    assertThat(odd.sent(0).params()).containsEntry("grant_type", "client_credentials");
    assertThat(token.header()).containsEntry("kid", "cert-1");
    assertThat(token.claims())
        .containsEntry("iss", "ck")
        .containsEntry("scope", "restlets,rest_webservices")
        .containsEntry(
            "aud", "https://123.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token");
    assertThat(token.number("exp") - token.number("iat")).isLessThan(3600);
  }

  @Test
  void entraWhenAnAppHasACertificateThenItSignsForTheTokenEndpoint() {
    answersAToken();
    Credential known =
        typed(
            Map.of("tenant", "contoso", "client_id", "app", "thumbprint", "T".repeat(43)),
            Map.of("client_secret", SampleKeys.typed("PS256")));
    var client = new ClientAuthentication("app", Secret.of(SampleKeys.typed("PS256")));

    odd.server.clientCredentials(
        noClient("microsoft_entra_id", "certificate", known).as(client),
        List.of("https://graph.microsoft.com/.default"));

    Map<String, String> params = odd.sent(0).params();
    SeenToken token =
        SeenToken.of(
            Objects.requireNonNull(params.get("client_assertion")),
            "PS256",
            SampleKeys.typed("PS256"));
    assertThat(params)
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("client_id", "app")
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        .doesNotContainKey("client_secret");
    assertThat(token.header()).containsEntry("x5t#S256", "T".repeat(43));
    assertThat(token.claims())
        .containsEntry("iss", "app")
        .containsEntry("sub", "app")
        .containsEntry("aud", "https://login.microsoftonline.com/contoso/oauth2/v2.0/token");
  }

  // --- what is signed is the token

  @Test
  void appStoreConnectWhenAskedThenTheTokenIsSignedHereAndNobodyIsCalled() {
    Map<String, String> inputs = Map.of("issuer_id", "57246542", "key_id", "2X9R4HXF34");

    Issued issued = (Issued) ask("app_store_connect", "key", signing(inputs, "ES256"));

    SeenToken token = SeenToken.of(value(issued, MAIN), "ES256", SampleKeys.typed("ES256"));
    assertThat(odd.egress.sent).isEmpty();
    assertThat(token.header()).containsEntry("kid", "2X9R4HXF34").containsEntry("typ", "JWT");
    assertThat(token.claims())
        .containsEntry("iss", "57246542")
        .containsEntry("aud", "appstoreconnect-v1");
    assertThat(token.number("exp")).isLessThanOrEqualTo(NOW + 1200);
    assertThat(NOW + life(issued).toSeconds()).isEqualTo(token.number("exp"));
  }

  @Test
  void appStoreConnectWhenItsTokenIsRejectedThenTheKeyIsSaidToBe() {
    odd.egress.answering(401, "{\"errors\":[{\"status\":\"401\"}]}");
    AppDefinition app = OddProvider.app("app_store_connect");
    AuthMethod method = app.method(new AuthMethodId("key")).orElseThrow();
    Credential credential =
        Credential.EMPTY.withTokens(Map.of(MAIN, new Token(Secret.of("jwt"), null)), null);

    assertThat(odd.api.verify(app, method, credential)).isEqualTo(Verdict.REJECTED);
    assertThat(odd.sent(0).header("Authorization")).isEqualTo("Bearer jwt");
  }

  @Test
  void snowflakeWhenAskedThenTheFingerprintOfTheKeyIsPartOfTheIssuer() {
    Map<String, String> inputs =
        Map.of("account", "ORG-ACC", "username", "ADA", "public_key_fingerprint", "SHA256:abc+/=");

    Issued issued = (Issued) ask("snowflake", "key_pair", signing(inputs, "RS256"));

    SeenToken token = SeenToken.of(value(issued, MAIN), "RS256", SampleKeys.typed("RS256"));
    assertThat(token.claims())
        .containsEntry("iss", "ORG-ACC.ADA.SHA256:abc+/=")
        .containsEntry("sub", "ORG-ACC.ADA");
    assertThat(token.number("exp") - token.number("iat")).isLessThanOrEqualTo(3600);
  }

  @Test
  void keyThatIsNoneWhenAskedThenNothingIsSent() {
    Credential known =
        typed(Map.of("app_id", "Iv1", "installation_id", "7"), Map.of("private_key", "no key"));

    assertThat(ask("github", "app", known)).isInstanceOf(NotSent.class);
    assertThat(odd.egress.sent).isEmpty();
  }
}
