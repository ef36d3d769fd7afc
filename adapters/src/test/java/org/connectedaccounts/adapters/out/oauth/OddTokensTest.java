package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.MAIN;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.connected;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.endpoint;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.life;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.typed;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.value;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Sending;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Credential;
import org.junit.jupiter.api.Test;

/** Token calls and answers that no standard knows, each as its vendor documents it. */
class OddTokensTest {

  private final OddProvider odd = new OddProvider();

  // --- token answers

  @Test
  void slackWhenConnectedThenTheUsersTokenIsFoundBelowAuthedUser() {
    Issued issued =
        odd.exchange(
            "slack",
            "{\"ok\":true,\"access_token\":\"xoxb\",\"scope\":\"chat:write,users:read\","
                + "\"team\":{\"id\":\"T1\"},\"authed_user\":{\"access_token\":\"xoxp\"}}");

    assertThat(value(issued, MAIN)).isEqualTo("xoxb");
    assertThat(value(issued, "oauth_user_token")).isEqualTo("xoxp");
    assertThat(issued.scopes()).containsExactly("chat:write", "users:read");
    assertThat(issued.captures()).containsEntry("team_id", "T1");
  }

  @Test
  void slackWhenThePersonGrantedSomethingThenItsScopesBeginWithUser() {
    Issued issued =
        odd.exchange(
            "slack",
            "{\"ok\":true,\"access_token\":\"xoxb\",\"scope\":\"users:read\",\"team\":{\"id\":\"T1\"},"
                + "\"authed_user\":{\"access_token\":\"xoxp\",\"scope\":\"search:read,chat:write\"}}");

    assertThat(issued.scopes())
        .containsExactly("users:read", "user:search:read", "user:chat:write");
  }

  @Test
  void slackWhenOkIsFalseThenItIsARefusalThoughTheStatusIs200() {
    odd.egress.answering(200, "{\"ok\":false,\"error\":\"invalid_code\"}");

    assertThat(odd.code(endpoint("slack", "oauth", Credential.EMPTY)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.error()).isEqualTo("invalid_code"));
  }

  @Test
  void githubWhenItAnswersAFormThenReadsIt() {
    Issued issued =
        odd.exchange("github", "access_token=gho_1&scope=repo%2Cgist&token_type=bearer");

    assertThat(value(issued, MAIN)).isEqualTo("gho_1");
  }

  @Test
  void githubWhenItRefusesWith200ThenItIsARefusal() {
    odd.egress.answering(200, "{\"error\":\"bad_verification_code\"}");

    assertThat(odd.code(endpoint("github", "oauth", Credential.EMPTY))).isInstanceOf(Refused.class);
  }

  @Test
  void withingsWhenConnectedThenTokensStandInTheBodyOfTheBody() {
    Issued issued =
        odd.exchange(
            "withings",
            "{\"status\":0,\"body\":{\"userid\":\"7\",\"access_token\":\"a\",\"refresh_token\":\"r\","
                + "\"expires_in\":10800,\"scope\":\"user.info,user.metrics\"}}");

    assertThat(odd.sent(0).params()).containsEntry("action", "requesttoken");
    assertThat(value(issued, MAIN)).isEqualTo("a");
    assertThat(issued.refreshToken()).isEqualTo(Secret.of("r"));
    assertThat(life(issued)).isEqualTo(Duration.ofHours(3));
    assertThat(issued.captures()).containsEntry("user_id", "7");
  }

  @Test
  void squareWhenConnectedThenSendsJsonAndReadsADate() {
    Issued issued =
        odd.exchange(
            "square",
            "{\"access_token\":\"a\",\"expires_at\":\"2026-03-31T12:00:00Z\",\"refresh_token\":\"r\","
                + "\"merchant_id\":\"M1\"}");

    assertThat(odd.sent(0).header("Content-Type")).isEqualTo("application/json");
    assertThat(odd.sent(0).members())
        .containsEntry("client_secret", "sec")
        .containsEntry("grant_type", "authorization_code");
    assertThat(life(issued)).isEqualTo(Duration.ofDays(30));
    assertThat(Objects.requireNonNull(issued.identity()).id()).isEqualTo("M1");
  }

  @Test
  void salesforceWhenItSaysNoLifetimeThenOneIsAssumed() {
    odd.egress.answering(
        200, "{\"access_token\":\"a\",\"instance_url\":\"https://eu1.my.salesforce.com\"}");
    Credential known = typed(Map.of("domain", "login.salesforce.com"), Map.of());

    Issued issued = (Issued) odd.code(endpoint("salesforce", "oauth", known));

    assertThat(life(issued)).isEqualTo(Duration.ofHours(1));
    assertThat(issued.captures()).containsEntry("instance_url", "https://eu1.my.salesforce.com");
  }

  @Test
  void salesforceWhenItNamesAForeignInstanceThenSaysWhichCaptureAndNotTheValue() {
    odd.egress.answering(200, "{\"access_token\":\"a\",\"instance_url\":\"https://evil.example\"}");
    Credential known = typed(Map.of("domain", "login.salesforce.com"), Map.of());

    Issued issued = (Issued) odd.code(endpoint("salesforce", "oauth", known));

    assertThat(issued.foreignHosts()).containsExactly("instance_url");
    assertThat(issued.captures()).isEmpty();
  }

  /** The refresh token that came with it must not be lost. */
  @Test
  void salesforceWhenARefreshNamesAForeignInstanceThenTheFormerOneStays() {
    odd.egress.answering(
        200,
        "{\"access_token\":\"a2\",\"refresh_token\":\"r2\",\"instance_url\":\"https://evil.example\"}");
    Credential known =
        connected(
            Map.of("domain", "login.salesforce.com"),
            Map.of("instance_url", "https://eu1.my.salesforce.com"));

    TokenAnswer answer =
        odd.server.refresh(
            endpoint("salesforce", "oauth", known),
            Secret.of("rt-1"),
            List.of(),
            Sending.within(Duration.ofSeconds(5)));

    assertThat(((Issued) answer).refreshToken()).isEqualTo(Secret.of("r2"));
    assertThat(((Issued) answer).captures()).doesNotContainKey("instance_url");
  }

  // --- token calls

  @Test
  void tiktokWhenConnectedThenTheClientHasAnotherName() {
    odd.exchange("tiktok", "{\"access_token\":\"a\",\"open_id\":\"o\"}");

    assertThat(odd.sent(0).params())
        .containsEntry("client_key", "cid")
        .doesNotContainKey("client_id");
  }

  @Test
  void notionWhenConnectedThenSendsJsonAndBasic() {
    odd.exchange("notion", "{\"access_token\":\"a\",\"workspace_id\":\"w\"}");

    assertThat(odd.sent(0).header("Content-Type")).isEqualTo("application/json");
    assertThat(odd.sent(0).header("Authorization")).startsWith("Basic ");
    assertThat(odd.sent(0).members()).containsEntry("code", "code-1");
  }

  @Test
  void foursquareWhenConnectedThenAsksByGet() {
    odd.exchange("foursquare", "{\"access_token\":\"a\"}");

    assertThat(odd.sent(0).method()).isEqualTo("GET");
    assertThat(odd.sent(0).query())
        .containsEntry("code", "code-1")
        .containsEntry("client_secret", "sec");
    assertThat(odd.sent(0).body()).isEmpty();
  }

  @Test
  void facebookWhenConnectedThenTheTokenIsExchangedForALongLivedOne() {
    Issued issued =
        odd.exchange(
            "facebook",
            "{\"access_token\":\"short\",\"expires_in\":3600}",
            "{\"access_token\":\"long\"}");

    assertThat(odd.sent(0).method()).isEqualTo("GET");
    assertThat(odd.sent(1).query())
        .containsEntry("grant_type", "fb_exchange_token")
        .containsEntry("fb_exchange_token", "short")
        .containsEntry("client_id", "cid")
        .containsEntry("client_secret", "sec");
    assertThat(value(issued, MAIN)).isEqualTo("long");
    assertThat(life(issued)).isEqualTo(Duration.ofDays(60));
  }

  @Test
  void facebookWhenTheSecondCallFailsThenNothingIsConnected() {
    odd.egress.answering(200, "{\"access_token\":\"short\"}");
    odd.egress.answering(400, "{\"error\":{\"code\":190,\"message\":\"no\"}}");

    assertThat(odd.code(endpoint("facebook", "oauth", Credential.EMPTY)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void instagramWhenRefreshedThenTheAccessTokenRenewsItselfByGet() {
    odd.egress.answering(200, "{\"access_token\":\"newer\",\"expires_in\":5184000}");
    Endpoint endpoint = endpoint("instagram", "oauth", connected(Map.of(), Map.of()));

    TokenAnswer answer =
        odd.server.refresh(
            endpoint, Secret.of("at-1"), List.of(), Sending.within(Duration.ofSeconds(5)));

    assertThat(odd.sent(0).method()).isEqualTo("GET");
    assertThat(odd.sent(0).target()).isEqualTo("https://graph.instagram.com/refresh_access_token");
    assertThat(odd.sent(0).query())
        .containsEntry("grant_type", "ig_refresh_token")
        .containsEntry("access_token", "at-1")
        .doesNotContainKey("refresh_token");
    assertThat(((Issued) answer).refreshToken()).isEqualTo(Secret.of("newer"));
  }

  @Test
  void figmaWhenRefreshedThenAsksElsewhere() {
    odd.egress.answering(200, "{\"access_token\":\"a\",\"expires_in\":7776000}");

    odd.server.refresh(
        endpoint("figma", "oauth", connected(Map.of(), Map.of())),
        Secret.of("rt-1"),
        List.of(),
        Sending.within(Duration.ofSeconds(5)));

    assertThat(odd.sent(0).target()).isEqualTo("https://api.figma.com/v1/oauth/refresh");
    assertThat(odd.sent(0).params()).containsEntry("refresh_token", "rt-1");
  }
}
