package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.noClient;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.typed;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.value;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.credential.Credential;
import org.junit.jupiter.api.Test;

/** What is done in code, held against the examples of its vendors where they publish some. */
class ExtensionsTest {

  private static final Instant EXAMPLE = Instant.parse("2015-08-30T12:36:00Z");
  private static final Secret EXAMPLE_KEY = Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

  private final OddProvider odd = new OddProvider();

  // --- Signature Version 4: AWS's documentation and test suite

  private static Map<String, String> signed(
      String service, String method, String url, Map<String, String> headers, String body) {
    return new AwsSignature("us-east-1", service, "AKIDEXAMPLE", EXAMPLE_KEY)
        .headers(
            new AwsSignature.Signed(
                method, URI.create(url), headers, body.getBytes(StandardCharsets.UTF_8), EXAMPLE));
  }

  @Test
  void awsExampleOfListUsersThenTheSignatureIsThatOfTheDocumentation() {
    Map<String, String> headers =
        signed(
            "iam",
            "GET",
            "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
            Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
            "");

    assertThat(headers)
        .containsEntry("X-Amz-Date", "20150830T123600Z")
        .containsEntry(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                + "SignedHeaders=content-type;host;x-amz-date, Signature="
                + "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
  }

  @Test
  void awsTestSuiteThenTheSignaturesAreTheirs() {
    assertThat(signed("service", "GET", "https://example.amazonaws.com/", Map.of(), ""))
        .hasEntrySatisfying(
            "Authorization",
            value ->
                assertThat(value)
                    .endsWith("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"));
    assertThat(
            signed(
                "service",
                "POST",
                "https://example.amazonaws.com/",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "Param1=value1"))
        .hasEntrySatisfying(
            "Authorization",
            value ->
                assertThat(value)
                    .endsWith("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"));
  }

  @Test
  void awsQueryThenItsOrderIsNoPartOfTheSignature() {
    assertThat(signed("service", "GET", "https://example.amazonaws.com/?b=2&a=1", Map.of(), ""))
        .isEqualTo(
            signed("service", "GET", "https://example.amazonaws.com/?a=1&b=2", Map.of(), ""));
  }

  // --- AWS: a role's credentials

  private static Credential awsKey() {
    return typed(
        Map.of(
            "access_key_id", "AKIDEXAMPLE000000",
            "role_arn", "arn:aws:iam::123456789012:role/reader",
            "external_id", "ext/1",
            "region", "eu-west-1"),
        Map.of("secret_access_key", "hush"));
  }

  private TokenAnswer assume(int status, String answer) {
    odd.egress.answering(status, answer);
    return odd.server.clientCredentials(noClient("aws", "role", awsKey()), List.of());
  }

  @Test
  void awsRoleWhenAskedThenTheFormIsSignedAndTheXmlIsRead() {
    Issued issued =
        (Issued)
            assume(
                200,
                """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleResult>
                    <AssumedRoleUser>
                      <Arn>arn:aws:sts::123456789012:assumed-role/reader/connected-accounts</Arn>
                    </AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>ASIA1</AccessKeyId>
                      <SecretAccessKey>sak</SecretAccessKey>
                      <SessionToken>st</SessionToken>
                      <Expiration>2026-03-01T13:00:00Z</Expiration>
                    </Credentials>
                  </AssumeRoleResult>
                </AssumeRoleResponse>
                """);

    assertThat(odd.sent(0).target()).isEqualTo("https://sts.eu-west-1.amazonaws.com/");
    assertThat(odd.sent(0).params())
        .containsEntry("Action", "AssumeRole")
        .containsEntry("Version", "2011-06-15")
        .containsEntry("RoleArn", "arn:aws:iam::123456789012:role/reader")
        .containsEntry("ExternalId", "ext/1");
    assertThat(odd.sent(0).header("Authorization"))
        .startsWith(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE000000/20260301/eu-west-1/sts/aws4_request");
    assertThat(value(issued, "role_session_token")).isEqualTo("st");
    assertThat(value(issued, "role_access_key_id")).isEqualTo("ASIA1");
    assertThat(value(issued, "role_secret_access_key")).isEqualTo("sak");
    assertThat(Objects.requireNonNull(issued.tokens().get("role_session_token")).lifetime())
        .isEqualTo(Duration.ofHours(1));
    assertThat(Objects.requireNonNull(issued.identity()).id()).contains("assumed-role/reader");
  }

  private static String error(String code) {
    return "<ErrorResponse><Error><Type>Sender</Type><Code>"
        + code
        + "</Code><Message>no</Message></Error></ErrorResponse>";
  }

  @Test
  void awsRoleWhenItIsRefusedThenItsCodeIsTold() {
    assertThat(assume(403, error("AccessDenied")))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.error()).isEqualTo("AccessDenied"));
    assertThat(assume(400, error("Throttling"))).isInstanceOf(Throttled.class);
  }

  @Test
  void awsRoleWhenTheAnswerDeclaresEntitiesThenItIsNotRead() {
    String good =
        "<r><AssumeRoleResult><Credentials><AccessKeyId>ASIA1</AccessKeyId>"
            + "<SecretAccessKey>sak</SecretAccessKey><SessionToken>st</SessionToken>"
            + "</Credentials></AssumeRoleResult></r>";

    assertThat(assume(200, good)).isInstanceOf(Issued.class);
    assertThat(assume(200, "<!DOCTYPE r [<!ENTITY e \"e\">]>" + good)).isInstanceOf(Unknown.class);
  }

  @Test
  void awsKeyWhenProbedThenItIsAskedWhoItIs() {
    AppDefinition app = OddProvider.app("aws");
    AuthMethod method = app.method(new AuthMethodId("access_key")).orElseThrow();
    Credential known =
        typed(
            Map.of("access_key_id", "AKIDEXAMPLE000000", "region", "us-east-1"),
            Map.of("secret_access_key", "hush", "session_token", "session"));
    odd.egress.answering(
        200,
        "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/ada</Arn>"
            + "<UserId>AIDA1</UserId></GetCallerIdentityResult></GetCallerIdentityResponse>");
    odd.egress.answering(403, error("InvalidClientTokenId"));

    var identified = odd.api.identify(app, method, known);

    assertThat(Objects.requireNonNull(identified.identity()).id()).isEqualTo("AIDA1");
    assertThat(odd.sent(0).header("X-Amz-Security-Token")).isEqualTo("session");
    assertThat(odd.sent(0).header("Authorization"))
        .contains("host;x-amz-date;x-amz-security-token");
    assertThat(odd.api.verify(app, method, known)).isEqualTo(Verdict.REJECTED);
  }

  // --- Binance: the example of its documentation

  @Test
  void binanceExampleThenTheSignatureIsThatOfTheDocumentation() {
    assertThat(
            BinanceRequests.signature(
                "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1"
                    + "&recvWindow=5000&timestamp=1499827319559",
                Secret.of("NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j")))
        .isEqualTo("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71");
  }

  @Test
  void binanceKeyWhenProbedThenTheQueryHasTimeAndSignature() {
    SeenRequest request =
        odd.probed(
            "binance", "api_key", typed(Map.of(), Map.of("api_key", "k1", "secret_key", "s1")));

    long now = Definitions.NOW.toEpochMilli();
    assertThat(request.target()).isEqualTo("https://api.binance.com/api/v3/account");
    assertThat(request.header("X-MBX-APIKEY")).isEqualTo("k1");
    assertThat(request.query())
        .containsEntry("timestamp", String.valueOf(now))
        .containsEntry(
            "signature",
            BinanceRequests.signature("recvWindow=60000&timestamp=" + now, Secret.of("s1")));
  }

  // --- Alipay

  @Test
  void alipayWhenTheCodeIsShownThenTheFormIsSignedWithTheKeyAndTheKeyIsNotSent() {
    String key = SampleKeys.typed("RS256");
    odd.egress.answering(
        200,
        "{\"alipay_system_oauth_token_response\":{\"access_token\":\"a\",\"refresh_token\":\"r\","
            + "\"user_id\":\"2088\",\"expires_in\":3600},\"sign\":\"x\"}");

    Issued issued = (Issued) odd.code(alipay(key));

    SeenSignature.alipay(odd.sent(0).members());
    assertThat(odd.sent(0).members())
        .containsEntry("app_id", "2021")
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", "code-1")
        // The time of China.
        .containsEntry("timestamp", "2026-03-01 20:00:00")
        .doesNotContainValue(key);
    assertThat(value(issued, "oauth_access_token")).isEqualTo("a");
    assertThat(issued.refreshToken()).isEqualTo(Secret.of("r"));
    assertThat(Objects.requireNonNull(issued.identity()).id()).isEqualTo("2088");
  }

  private static Endpoint alipay(String key) {
    return OddProvider.endpoint("alipay", "oauth", Credential.EMPTY)
        .as(new ClientAuthentication("2021", Secret.of(key)));
  }

  @Test
  void alipayWhenTheCodeIsOverThenItIsARefusalThoughTheStatusIs200() {
    odd.egress.answering(
        200,
        "{\"error_response\":{\"code\":\"40002\",\"sub_code\":\"isv.code-invalid\"},\"sign\":\"x\"}");

    assertThat(odd.code(alipay(SampleKeys.typed("RS256"))))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.error()).isEqualTo("isv.code-invalid"));
  }

  @Test
  void alipayWhenTheSecretIsNoKeyThenNothingIsSent() {
    assertThat(odd.code(alipay("no key"))).isInstanceOf(NotSent.class);
    assertThat(odd.egress.sent).isEmpty();
  }

  // --- names

  @Test
  void extensionThatTheLanguageDoesNotKnowThenNothingStarts() {
    assertThatThrownBy(() -> new ExtendedEgress(odd.egress, List.of(new AwsQueryApi())))
        .hasMessageContaining("[alipay, aws, binance], the code [aws]");
  }

  @Test
  void definitionThatIsNotTheOperatorsThenNothingIsSigned() {
    AppDefinition operators = OddProvider.app("binance");
    AuthMethod method = operators.method(new AuthMethodId("api_key")).orElseThrow();
    AppDefinition workspaces = Definitions.app(method);
    odd.egress.answering(200, "{}");

    odd.api.verify(
        workspaces, method, typed(Map.of(), Map.of("api_key", "k1", "secret_key", "s1")));

    assertThat(workspaces.isOperators()).isFalse();
    assertThat(odd.sent(0).query()).doesNotContainKey("signature");
  }
}
