package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.MAIN;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.app;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.connected;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.endpoint;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.life;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.noClient;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.typed;
import static org.connectedaccounts.adapters.out.oauth.OddProvider.value;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.credential.Credential;
import org.junit.jupiter.api.Test;

/**
 * Logins, captured hosts, places of credentials and revocations, each as its vendor documents it.
 */
class OddRequestsTest {

  private final OddProvider odd = new OddProvider();

  // --- typed secrets for a token

  @Test
  void zoomServerToServerWhenAskedThenShowsItsClientAndAccount() {
    odd.egress.answering(200, "{\"access_token\":\"a\",\"expires_in\":3600}");
    Credential known =
        typed(Map.of("account_id", "acc", "client_id", "me"), Map.of("client_secret", "hush"));

    TokenAnswer answer =
        odd.server.clientCredentials(
            noClient("zoom_server_to_server", "account", known), List.of());

    assertThat(answer).isInstanceOf(Issued.class);
    assertThat(odd.sent(0).header("Authorization")).isEqualTo("Basic bWU6aHVzaA==");
    assertThat(odd.sent(0).params())
        .containsEntry("grant_type", "account_credentials")
        .containsEntry("account_id", "acc")
        .doesNotContainKeys("client_id", "client_secret");
  }

  @Test
  void umamiWhenAskedThenLogsInByJson() {
    odd.egress.answering(200, "{\"token\":\"jwt\"}");
    Credential known =
        typed(
            Map.of("base_url", "https://umami.acme.example", "username", "ada"),
            Map.of("password", "p\"w"));

    TokenAnswer answer = odd.server.clientCredentials(noClient("umami", "login", known), List.of());

    assertThat(odd.sent(0).target()).isEqualTo("https://umami.acme.example/api/auth/login");
    assertThat(odd.sent(0).members())
        .containsExactlyInAnyOrderEntriesOf(Map.of("username", "ada", "password", "p\"w"));
    assertThat(value((Issued) answer, MAIN)).isEqualTo("jwt");
  }

  @Test
  void cyberarkWhenAskedThenTheWholeAnswerIsTheToken() {
    odd.egress.answering(200, "\"session-token\"");
    Credential known =
        typed(
            Map.of("server_url", "https://vault.acme.example", "username", "ada"),
            Map.of("password", "pw"));

    TokenAnswer answer =
        odd.server.clientCredentials(noClient("cyberark", "login", known), List.of());

    assertThat(value((Issued) answer, MAIN)).isEqualTo("session-token");
    assertThat(life((Issued) answer)).isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void paypalWhenAskedThenTheClientIsTheUsersOwn() {
    odd.egress.answering(200, "{\"access_token\":\"a\",\"expires_in\":32400}");
    AppDefinition app = app("paypal");
    AuthMethod method =
        app.methods().stream()
            .filter(each -> each.scheme().type().equals("client_credentials"))
            .findFirst()
            .orElseThrow();
    Credential known = typed(Map.of("client_id", "mine"), Map.of("client_secret", "own"));
    var client = new ClientAuthentication("mine", Secret.of("own"));

    odd.server.clientCredentials(new Endpoint(app, method, false, client, known), List.of());

    assertThat(odd.sent(0).params()).containsEntry("grant_type", "client_credentials");
    assertThat(odd.sent(0).header("Authorization")).isEqualTo("Basic bWluZTpvd24=");
  }

  // --- captured values

  @Test
  void quickbooksWhenProbedThenTheCompanyOfTheCallbackIsInThePath() {
    SeenRequest request =
        odd.probed("quickbooks", "oauth", connected(Map.of(), Map.of("realm_id", "4620")));

    assertThat(request.target())
        .isEqualTo("https://quickbooks.api.intuit.com/v3/company/4620/companyinfo/4620");
  }

  @Test
  void zohoWhenTheCapturedHostIsZohosThenItIsAsked() {
    Credential credential =
        connected(Map.of("location", "zoho.eu"), Map.of("api_domain", "https://www.zohoapis.eu"));

    assertThat(odd.probed("zoho_crm", "oauth", credential).target())
        .startsWith("https://www.zohoapis.eu/crm/");
  }

  @Test
  void zohoWhenTheCapturedHostIsNotZohosThenNothingIsSent() {
    for (String foreign :
        List.of(
            "https://evil.example",
            "https://www.zohoapis.eu.evil.example",
            "https://evil.example/www.zohoapis.eu",
            "https://www.zohoapis.eu@evil.example")) {
      AppDefinition app = app("zoho_crm");
      Credential credential =
          connected(Map.of("location", "zoho.eu"), Map.of("api_domain", foreign));

      assertThat(odd.api.verify(app, app.defaultMethod(), credential))
          .isEqualTo(Verdict.DESTINATION_REFUSED);
    }
    assertThat(odd.egress.sent).isEmpty();
  }

  // --- where credentials go

  @Test
  void mondayWhenProbedThenTheTokenComesWithoutBearer() {
    SeenRequest request = odd.probed("monday", "oauth", connected(Map.of(), Map.of()));

    assertThat(request.header("Authorization")).isEqualTo("at-1");
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.body()).contains("query { me { id } }");
  }

  @Test
  void shopifyWhenProbedThenTheTokenHasAHeaderOfItsOwn() {
    SeenRequest request =
        odd.probed("shopify", "oauth", connected(Map.of("shop", "acme"), Map.of()));

    assertThat(request.target()).startsWith("https://acme.myshopify.com/admin/api/");
    assertThat(request.header("X-Shopify-Access-Token")).isEqualTo("at-1");
    assertThat(request.header("Authorization")).isNull();
  }

  @Test
  void trelloWhenProbedThenKeyAndTokenStandInTheQuery() {
    SeenRequest request =
        odd.probed("trello", "token", typed(Map.of("key", "k&1"), Map.of("token", "t=1")));

    assertThat(request.query()).containsEntry("key", "k&1").containsEntry("token", "t=1");
  }

  @Test
  void telegramWhenProbedThenTheTokenIsPartOfThePath() {
    SeenRequest request =
        odd.probed("telegram_bot", "bot_token", typed(Map.of(), Map.of("bot_token", "123:abc")));

    assertThat(request.target()).isEqualTo("https://api.telegram.org/bot123:abc/getMe");
  }

  @Test
  void zendeskWhenProbedThenTheUserNameHasASuffix() {
    AppDefinition app = app("zendesk");
    AuthMethod method =
        app.methods().stream()
            .filter(each -> !each.scheme().type().equals("oauth2"))
            .findFirst()
            .orElseThrow();
    SeenRequest request =
        odd.probed(
            "zendesk",
            method.id().value(),
            typed(Map.of("subdomain", "acme", "email", "a@b.example"), Map.of("api_token", "t")));

    // a@b.example/token:t
    assertThat(request.header("Authorization")).isEqualTo("Basic YUBiLmV4YW1wbGUvdG9rZW46dA==");
  }

  @Test
  void datadogWhenProbedThenTheSecondKeyIsSentWhereThereIsOne() {
    Map<String, String> site = Map.of("site", "datadoghq.eu");

    SeenRequest one = odd.probed("datadog", "credentials", typed(site, Map.of("api_key", "a")));
    SeenRequest two =
        odd.probed("datadog", "credentials", typed(site, Map.of("api_key", "a", "app_key", "b")));

    assertThat(one.header("DD-API-KEY")).isEqualTo("a");
    assertThat(one.header("DD-APPLICATION-KEY")).isNull();
    assertThat(two.header("DD-APPLICATION-KEY")).isEqualTo("b");
  }

  // --- revocation

  @Test
  void tiktokWhenRevokedThenTheAccessTokenIsNamedBesideTheClient() {
    odd.egress.answering(200, "");

    assertThat(
            odd.server.revoke(
                endpoint("tiktok", "oauth", connected(Map.of(), Map.of())), () -> true))
        .isEqualTo(RevocationAnswer.REVOKED);
    assertThat(odd.sent(0).members())
        .containsEntry("token", "at-1")
        .containsEntry("client_key", "cid")
        .containsEntry("client_secret", "sec");
  }

  @Test
  void facebookWhenRevokedThenPermissionsAreDeletedWithTheTokenItself() {
    odd.egress.answering(
        new Egress.Answered(200, Map.of(), "{\"success\":true}".getBytes(StandardCharsets.UTF_8)));

    odd.server.revoke(endpoint("facebook", "oauth", connected(Map.of(), Map.of())), () -> true);

    assertThat(odd.sent(0).method()).isEqualTo("DELETE");
    assertThat(odd.sent(0).header("Authorization")).isEqualTo("Bearer at-1");
  }
}
