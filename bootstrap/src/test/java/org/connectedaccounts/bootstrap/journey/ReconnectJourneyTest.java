package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.Person;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts that are there already: connected again, renewed, chosen, removed. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class ReconnectJourneyTest {

  private static final String GRACES_USER = "user-43";

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

  @Test
  void reconnectWhenSameIdentityThenTheDeadAccountLivesAgainInPlace() {
    String account = journey.connected();
    provider.forgets(Person.ADA);
    ProblemCheck.of(journey.renewedCredentials(account)).hasCode("account_unavailable");

    Response completed = reconnect(account).complete();
    assertThat(ConnectFlow.accountOf(completed)).isEqualTo(account);
    assertThat(completed.<Boolean>path("created")).isFalse();
    assertThat(completed.<String>path("status")).isEqualTo("active");
    assertThat(journey.accessToken(account)).isEqualTo(provider.ledger().latest(Kind.ACCESS));
    assertThat(journey.accounts()).containsExactly(account);
  }

  @Test
  void reconnectWhenAnotherIdentityThenRefusedAndTheAccountStays() {
    String account = journey.connected();
    String token = journey.accessToken(account);

    provider.signsIn(Person.GRACE);
    ConnectFlow flow = reconnect(account);
    ProblemCheck.of(flow.complete()).hasStatus(409).hasCode("identity_mismatch");
    assertThat(flow.errorCode()).isEqualTo("identity_mismatch");
    assertThat(journey.accessToken(account)).isEqualTo(token);
    assertThat(journey.account(account).<String>path("identity.id"))
        .isEqualTo(Person.ADA.subject());
    assertThat(journey.accounts()).containsExactly(account);

    provider.signsIn(Person.ADA);
    assertThat(flow.connect()).isEqualTo(account);
  }

  @Test
  void connectWhenSameUserAndIdentityThenUpdatesInPlaceElseAnotherAccount() {
    String account = journey.connected();

    Response again = journey.open("demo_crm").complete();
    assertThat(ConnectFlow.accountOf(again)).isEqualTo(account);
    assertThat(again.<Boolean>path("created")).isFalse();
    assertThat(journey.credentials(account).<Integer>path("version")).isEqualTo(2);

    String ofGracesUser =
        journey.open("demo_crm", Map.of("external_user_id", GRACES_USER)).connect();
    provider.signsIn(Person.GRACE);
    String ofGrace = journey.open("demo_crm").connect();
    assertThat(journey.accounts()).containsExactlyInAnyOrder(account, ofGracesUser, ofGrace);
  }

  @Test
  void useWhenTheUserMayThenLinkedWithoutConsent() {
    String account = journey.connected();
    provider.forgetRequests();
    ConnectFlow flow =
        journey.open(
            "demo_crm", Map.of("external_user_id", Journey.ADAS_USER, "step", Journey.STEP));

    Response used = flow.use(account).then().statusCode(200).extract().response();
    assertThat(used.<String>path("status")).isEqualTo("completed");
    assertThat(used.<String>path("account.id")).isEqualTo(account);
    assertThat(journey.auths(Journey.ADAS_USER).<String>path("auths.demo_crm.oauth_access_token"))
        .isEqualTo(provider.ledger().latest(Kind.ACCESS));
    assertThat(provider.requests()).isEmpty();
    ProblemCheck.of(flow.use(account)).hasStatus(409).hasCode("session_state");
    ProblemCheck.of(journey.byKey().delete("/v1/accounts/{id}", account))
        .hasStatus(409)
        .hasCode("account_linked");
  }

  @Test
  void useWhenOfAnotherUserOrWorkspaceThenUnknown() {
    String account = journey.connected();
    ConnectFlow foreign = journey.open("demo_crm", Map.of("external_user_id", GRACES_USER));
    ProblemCheck.of(foreign.use(account)).hasStatus(404).hasCode("account_not_found");

    try (Journey other = new Journey()) {
      ConnectFlow flow = other.open(other.putOauthApp());
      ProblemCheck.of(flow.use(account)).hasStatus(404).hasCode("account_not_found");
      ProblemCheck.of(other.credentials(account)).hasStatus(404).hasCode("account_not_found");
    }

    journey
        .byKey()
        .contentType("application/json")
        .body(Map.of("shared", true))
        .patch("/v1/accounts/{id}", account)
        .then()
        .statusCode(200);
    assertThat(foreign.use(account).statusCode()).isEqualTo(200);
  }

  @Test
  void useWhenTheAccountIsDeadThenRefused() {
    String account = journey.connected();
    provider.forgets(Person.ADA);
    journey.renewedCredentials(account).then().statusCode(409);

    ProblemCheck.of(journey.open("demo_crm").use(account))
        .hasStatus(409)
        .hasCode("account_unavailable");
  }

  @Test
  void removeWhenTheGrantIsSharedThenTheSiblingLivesOn() {
    provider.sharesGrants();
    String app = journey.putWithClient(AppDocument.oauth(provider).with("grant", "shared"));
    String account = journey.open(app).connect();
    String sibling = journey.open(app, Map.of("external_user_id", GRACES_USER)).connect();

    assertThat(journey.delete(account).<String>path("revocation"))
        .isEqualTo("skipped_shared_grant");
    assertThat(provider.ledger().revoked(Kind.REFRESH)).isEmpty();
    assertThat(journey.renewedCredentials(sibling).statusCode()).isEqualTo(200);
    assertThat(journey.delete(sibling).<String>path("revocation")).isEqualTo("revoked");
  }

  @Test
  void removeWhenTheProviderRefusesOrCannotThenDestroyedHere() {
    String account = journey.connected();
    provider.goesDown();
    assertThat(journey.delete(account).<String>path("revocation")).isEqualTo("failed");
    provider.comesBack();

    journey.put(AppDocument.oauth(provider).without("revocation"));
    String other = journey.open("demo_crm").connect();
    assertThat(journey.delete(other).<String>path("revocation")).isEqualTo("not_supported");
    assertThat(journey.accounts()).isEmpty();
  }

  private ConnectFlow reconnect(String account) {
    return journey.open(
        "demo_crm", Map.of("external_user_id", Journey.ADAS_USER, "account_id", account));
  }
}
