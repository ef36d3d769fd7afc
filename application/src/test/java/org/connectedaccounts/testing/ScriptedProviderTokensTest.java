package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.ScriptedClient.member;
import static org.connectedaccounts.testing.ScriptedClient.refreshment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.connectedaccounts.testing.ScriptedProvider.RevocationAuth;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refresh, the shapes of token answers, revocation. */
class ScriptedProviderTokensTest {

  private final ScriptedProvider provider = new ScriptedProvider();
  private final ScriptedClient client =
      new ScriptedClient(ScriptedProvider.CLIENT_ID, ScriptedProvider.CLIENT_SECRET);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void refreshWhenNotRotatingThenSameTokenServesAgain() throws IOException {
    provider.refreshes(RefreshBehaviour.NONROT);
    String token = member(connect(), "refresh_token");

    assertThat(member(refresh(token), "refresh_token")).isEqualTo(token);
    assertThat(refresh(token).statusCode()).isEqualTo(200);
    provider.refreshes(RefreshBehaviour.NO_TOKEN_BACK);
    HttpResponse<String> bare = refresh(token);
    assertThat(member(bare, "access_token")).isNotEmpty();
    assertThat(member(bare, "refresh_token")).isEmpty();
    assertThat(provider.ledger().consumed(Kind.REFRESH)).isEmpty();
    assertThat(provider.ledger().presented(Kind.REFRESH)).hasSize(3);
  }

  @Test
  void refreshWhenStrictThenOldTokenAloneIsRefused() throws IOException {
    String old = member(connect(), "refresh_token");
    HttpResponse<String> first = refresh(old);

    HttpResponse<String> reuse = refresh(old);
    assertThat(reuse.statusCode()).isEqualTo(400);
    assertThat(member(reuse, "error")).isEqualTo("invalid_grant");
    assertThat(api(first)).isEqualTo(200);
    assertThat(refresh(member(first, "refresh_token")).statusCode()).isEqualTo(200);
    assertThat(provider.ledger().refused(Kind.REFRESH)).containsExactly(old);
  }

  @Test
  void refreshWhenFamilyThenReuseTakesAllDown() throws IOException {
    provider.refreshes(RefreshBehaviour.FAMILY);
    String old = member(connect(), "refresh_token");
    HttpResponse<String> first = refresh(old);

    assertThat(refresh(old).statusCode()).isEqualTo(400);
    assertThat(api(first)).isEqualTo(401);
    assertThat(refresh(member(first, "refresh_token")).statusCode()).isEqualTo(400);
    assertThat(provider.ledger().isUsable(member(first, "refresh_token"))).isFalse();
  }

  @Test
  void refreshWhenGraceThenOldTokenServesForAWhile() throws IOException {
    provider.refreshes(RefreshBehaviour.GRACE).graceOf(Duration.ofSeconds(30));
    String old = member(connect(), "refresh_token");

    assertThat(refresh(old).statusCode()).isEqualTo(200);
    assertThat(refresh(old).statusCode()).isEqualTo(200);
    provider.letsPass(Duration.ofSeconds(31));
    assertThat(refresh(old).statusCode()).isEqualTo(400);
  }

  @Test
  void refreshWhenTokenIsOldOrForeignThenInvalidGrant() throws IOException {
    provider.refreshTokensLive(Duration.ofMinutes(5));
    String token = member(connect(), "refresh_token");
    provider.client("other", "pw", ClientAuthentication.POST);

    assertThat(
            new ScriptedClient("other", "pw")
                .postWithSecret(tokenUri(), refreshment(token))
                .statusCode())
        .isEqualTo(400);
    provider.letsPass(Duration.ofMinutes(5));
    assertThat(refresh(token).body()).contains("expired");
  }

  @Test
  void refreshWhenAnswerIsLostThenTokenIsSpentAllTheSame() throws IOException {
    String token = member(connect(), "refresh_token");
    provider.token().losesAnswerOnce(Reply.errorPage(502));

    assertThat(refresh(token).statusCode()).isEqualTo(502);
    assertThat(provider.ledger().consumed(Kind.REFRESH)).containsExactly(token);
    assertThat(refresh(token).statusCode()).isEqualTo(400);
  }

  @Test
  void shapesWhenToldThenAnswersSo() throws IOException {
    provider.tokenAnswers(TokenAnswer.standard().formEncoded());
    assertThat(FormText.parse(connect().body())).containsKeys("access_token", "refresh_token");

    provider.tokenAnswers(TokenAnswer.standard().status(201).commaScopes().withoutExpiresIn());
    HttpResponse<String> created = connect();
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body()).contains("\"scope\":\"read,write\"").doesNotContain("expires_in");

    provider.tokenAnswers(TokenAnswer.standard().expiresIn(-5).renaming("access_token", "token"));
    assertThat(connect().body()).contains("\"expires_in\":-5").contains("\"token\":\"at_");

    provider.tokenAnswers(TokenAnswer.standard().expiresInAsString().without("token_type"));
    assertThat(connect().body()).contains("\"expires_in\":\"3600\"").doesNotContain("token_type");

    provider
        .tokenAnswers(TokenAnswer.standard())
        .refreshAnswers(TokenAnswer.standard().status(201));
    HttpResponse<String> usual = connect();
    assertThat(usual.statusCode()).isEqualTo(200);
    assertThat(refresh(member(usual, "refresh_token")).statusCode()).isEqualTo(201);
  }

  @Test
  void slackWhenConnectedThenTwoTokensLiveAndErrorsComeWith200() throws IOException {
    provider.tokenAnswers(TokenAnswer.standard().slack());
    HttpResponse<String> tokens = connect();

    assertThat(tokens.body()).contains("\"ok\":true").contains("\"authed_user\":{");
    for (String live : provider.ledger().minted(Kind.ACCESS)) {
      assertThat(tokens.body()).contains(live);
      assertThat(client.getAs(provider.uri(ScriptedProvider.API), live).statusCode())
          .isEqualTo(200);
    }
    assertThat(provider.ledger().minted(Kind.ACCESS)).hasSize(2);
    HttpResponse<String> refused = refresh("rt_unknown");
    assertThat(refused.statusCode()).isEqualTo(200);
    assertThat(refused.body()).isEqualTo("{\"ok\":false,\"error\":\"invalid_grant\"}");

    provider.tokenAnswers(TokenAnswer.standard().errorsWith200());
    assertThat(refresh("rt_unknown").statusCode()).isEqualTo(200);
  }

  @Test
  void revokeWhenRefreshTokenThenItsGrantDies() throws IOException {
    HttpResponse<String> tokens = connect();
    HttpResponse<String> others = connect();
    String refreshToken = member(tokens, "refresh_token");

    assertThat(client.post(revokeUri(), Map.of("token", refreshToken), r -> {}).statusCode())
        .isEqualTo(401);
    assertThat(api(tokens)).isEqualTo(200);
    assertThat(revoke(refreshToken)).isEqualTo(200);
    assertThat(api(tokens)).isEqualTo(401);
    assertThat(api(others)).isEqualTo(200);
    assertThat(refresh(refreshToken).statusCode()).isEqualTo(400);
    assertThat(provider.ledger().revoked(Kind.REFRESH)).containsExactly(refreshToken);
    assertThat(revoke("unknown")).isEqualTo(200);
  }

  @Test
  void revokeWhenAccessTokenThenItAloneUnlessGrantsAreShared() throws IOException {
    HttpResponse<String> tokens = connect();
    HttpResponse<String> others = connect();
    provider.signsIn(Person.GRACE);
    HttpResponse<String> foreign = connect();

    assertThat(revoke(member(tokens, "access_token"))).isEqualTo(200);
    assertThat(refresh(member(tokens, "refresh_token")).statusCode()).isEqualTo(200);
    provider.sharesGrants();
    assertThat(revoke(member(tokens, "access_token"))).isEqualTo(200);
    assertThat(api(others)).isEqualTo(401);
    assertThat(api(foreign)).isEqualTo(200);
    provider.forgets(Person.GRACE);
    assertThat(api(foreign)).isEqualTo(401);
  }

  @Test
  void revokeWhenProviderAsksOtherwiseThenChecksSo() throws IOException {
    HttpResponse<String> tokens = connect();
    String accessToken = member(tokens, "access_token");
    provider.revocationBy(RevocationAuth.BEARER);

    assertThat(client.post(revokeUri(), Map.of(), r -> {}).statusCode()).isEqualTo(401);
    assertThat(
            client
                .post(
                    revokeUri(), Map.of(), r -> r.header("Authorization", "Bearer " + accessToken))
                .statusCode())
        .isEqualTo(200);
    assertThat(api(tokens)).isEqualTo(401);
    provider.revocationBy(RevocationAuth.NONE);
    String refreshToken = member(tokens, "refresh_token");
    assertThat(client.post(revokeUri(), Map.of("token", refreshToken), r -> {}).statusCode())
        .isEqualTo(200);
    assertThat(provider.ledger().isUsable(refreshToken)).isFalse();
  }

  private HttpResponse<String> connect() throws IOException {
    String query = FormText.write(client.authorization("read write"));
    URI back =
        new Browser()
            .get(provider.uri(ScriptedProvider.AUTHORIZE + "?" + query))
            .location()
            .orElseThrow();
    String code = ScriptedClient.parameter(back, "code").getFirst();
    return client.postWithSecret(tokenUri(), client.redemption(code));
  }

  private HttpResponse<String> refresh(String token) throws IOException {
    return client.postWithBasic(tokenUri(), refreshment(token));
  }

  private int revoke(String token) throws IOException {
    return client.postWithBasic(revokeUri(), Map.of("token", token)).statusCode();
  }

  private int api(HttpResponse<String> tokens) throws IOException {
    return client
        .getAs(provider.uri(ScriptedProvider.API), member(tokens, "access_token"))
        .statusCode();
  }

  private URI tokenUri() {
    return provider.uri(ScriptedProvider.TOKEN);
  }

  private URI revokeUri() {
    return provider.uri(ScriptedProvider.REVOKE);
  }
}
