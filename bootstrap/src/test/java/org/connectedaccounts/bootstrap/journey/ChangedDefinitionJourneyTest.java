package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.testing.Reply;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.ScriptedProvider.RevocationAuth;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A definition that changes while accounts live on it. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class ChangedDefinitionJourneyTest {

  private static final Map<String, Object> MAIN = Map.of("path", "access_token");

  private Journey journey;
  private ScriptedProvider provider;

  @BeforeEach
  void open() {
    journey = new Journey();
    provider = journey.provider();
  }

  @AfterEach
  void close() {
    journey.close();
  }

  private AppDocument oauth() {
    return AppDocument.oauth(provider).with("token_response", named("oauth_access_token"));
  }

  private static Map<String, Object> named(String token) {
    return Map.of("tokens", Map.of(token, MAIN));
  }

  private AppDocument renamed() {
    return oauth().with("token_response", named("renamed")).with("api", bearer("renamed"));
  }

  private Map<String, Object> bearer(String token) {
    return AppDocument.api(
        provider, AppDocument.header("Authorization", "Bearer ${secret." + token + "}"));
  }

  private Response put(AppDocument app) {
    Response put =
        journey
            .byKey()
            .contentType(ContentType.JSON)
            .body(app.body())
            .put("/v1/apps/{app}", app.slug());
    assertThat(put.statusCode()).as(put.asString()).isEqualTo(200);
    return put;
  }

  private static void warnsOf(Response put, String auth, String reason) {
    assertThat(put.<List<String>>path("warnings.code")).containsExactly("accounts_not_reached");
    assertThat(put.<List<String>>path("warnings.auth")).containsExactly(auth);
    assertThat(put.<String>path("warnings[0].detail")).contains(reason);
  }

  @Test
  void refreshWhenATokenWasRenamedThenItsAccountStillGetsTheFreshOne() {
    String account = journey.open(journey.putWithClient(oauth())).connect();

    warnsOf(put(renamed()), "oauth", "the token oauth_access_token is gone");

    Response refreshed = journey.renewedCredentials(account);
    assertThat(refreshed.<Integer>path("version")).isEqualTo(2);
    assertThat(refreshed.<Map<String, String>>path("auths"))
        .isEqualTo(Map.of("oauth_access_token", provider.ledger().latest(Kind.ACCESS)));
    assertThat(provider.ledger().minted(Kind.ACCESS)).hasSize(2);
  }

  @Test
  void reconnectWhenATokenWasRenamedThenTheAccountHasTheNewName() {
    String app = journey.putWithClient(oauth());
    String account = journey.open(app).connect();
    put(renamed());

    assertThat(journey.open(app).connect()).isEqualTo(account);

    assertThat(journey.credentials(account).<Map<String, String>>path("auths"))
        .isEqualTo(Map.of("renamed", provider.ledger().latest(Kind.ACCESS)));
    assertThat(put(renamed()).<List<?>>path("warnings")).isEmpty();
  }

  @Test
  void removeWhenATokenWasRenamedThenTheProviderIsShownTheRightOne() {
    var revocation =
        Map.of(
            "url",
            provider.uri(ScriptedProvider.REVOKE).toString(),
            "auth",
            "bearer",
            "token",
            "access");
    provider.revocationBy(RevocationAuth.BEARER);
    String app = journey.putWithClient(oauth().with("revocation", revocation));
    String account = journey.open(app).connect();
    put(renamed().with("revocation", revocation));

    assertThat(journey.delete(account).<String>path("revocation")).isEqualTo("revoked");
    assertThat(provider.lastRequestTo(ScriptedProvider.REVOKE).bearer())
        .contains(provider.ledger().latest(Kind.ACCESS));
  }

  @Test
  void refreshWhenACorrectionFitsThenItReachesTheAccount() {
    String account = journey.open(journey.putWithClient(oauth())).connect();

    Response put =
        put(
            oauth()
                .with("token_response", Map.of("capture", Map.of("kind", "token_type")))
                .with("token_request", Map.of("headers", Map.of("X-Corrected", "yes"))));
    assertThat(put.<List<?>>path("warnings")).isEmpty();

    Response refreshed = journey.renewedCredentials(account);
    assertThat(refreshed.<Map<String, String>>path("auths"))
        .isEqualTo(Map.of("oauth_access_token", provider.ledger().latest(Kind.ACCESS)));
    assertThat(provider.lastRequestTo(ScriptedProvider.TOKEN).header("x-corrected"))
        .contains("yes");
  }

  @Test
  void refreshWhenTheMethodIsOfAnotherTypeNowThenItsAccountLivesOn() {
    String account = journey.open(journey.putWithClient(oauth())).connect();

    var key = AppDocument.key(provider).with("id", "oauth").method();
    warnsOf(put(new AppDocument("demo_crm", key)), "oauth", "the type was oauth2 and is api_key");

    Response refreshed = journey.renewedCredentials(account);
    assertThat(refreshed.statusCode()).as(refreshed.asString()).isEqualTo(200);
    assertThat(refreshed.<String>path("auths.oauth_access_token"))
        .isEqualTo(provider.ledger().latest(Kind.ACCESS));
    assertThat(journey.account(account).<String>path("status")).isEqualTo("active");
  }

  @Test
  void refreshWhenTheMethodIsGoneThenItsAccountLivesOnAndThePutSaysSo() {
    String account = journey.open(journey.putWithClient(oauth())).connect();

    warnsOf(put(oauth().with("id", "other")), "oauth", "the method is gone");

    journey.renewedCredentials(account).then().statusCode(200);
    assertThat(journey.account(account).<String>path("status")).isEqualTo("active");
  }

  private AppDocument exchange(List<Map<String, Object>> fields, Map<String, String> params) {
    return AppDocument.key(provider)
        .with("type", "exchange")
        .with("fields", fields)
        .with("token_url", provider.uri(ScriptedProvider.TOKEN).toString())
        .with("token_request", Map.of("params", params))
        .with("api", bearer("oauth_access_token"));
  }

  @Test
  void refreshWhenANewFieldIsNeededThenAnAccountWithoutItGoesOnAsBefore() {
    Map<String, Object> key = Map.of("name", "api_key", "label", "API key");
    Map<String, Object> region = Map.of("name", "region", "label", "Region", "secret", false);
    provider.token().answersAlways(Reply.json(200, Map.of("access_token", "first")));
    String app = journey.put(exchange(List.of(key), Map.of("key", "${secret.api_key}")));
    String account = journey.open(app).connectBy(Map.of("api_key", "good-key"));

    var params = Map.of("key", "${secret.api_key}", "region", "${input.region}");
    warnsOf(put(exchange(List.of(key, region), params)), "key", "${input.region} is needed");

    provider.token().answersAlways(Reply.json(200, Map.of("access_token", "second")));
    Response refreshed = journey.renewedCredentials(account);
    assertThat(refreshed.statusCode()).as(refreshed.asString()).isEqualTo(200);
    assertThat(refreshed.<String>path("auths.oauth_access_token")).isEqualTo("second");
    assertThat(journey.account(account).<String>path("status")).isEqualTo("active");
  }

  @Test
  void verifyWhenAKeyWasRenamedThenItIsTriedAsItWasTyped() {
    provider.acceptsApiKey("good-key");
    String account =
        journey
            .open(journey.put(AppDocument.key(provider)))
            .connectBy(Map.of("api_key", "good-key"));

    Map<String, Object> api =
        Map.of(
            "base_url",
            provider.uri("").toString(),
            "credentials",
            List.of(AppDocument.header("X-Api-Key", "${secret.token}")),
            "verify",
            Map.of("url", provider.uri(ScriptedProvider.API).toString()));
    put(
        AppDocument.key(provider)
            .with("fields", List.of(Map.of("name", "token", "label", "Token")))
            .with("api", api));

    assertThat(journey.renewedCredentials(account).<String>path("auths.api_key"))
        .isEqualTo("good-key");
    assertThat(journey.account(account).<String>path("status")).isEqualTo("active");
  }
}
