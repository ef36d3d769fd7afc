package org.connectedaccounts.bootstrap.journey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.journey.Soon.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The service's own way into a real Vault, where every read asks it: tokens end, secrets change.
 */
@Tag("vault")
@QuarkusTest
@TestProfile(VaultTokensProfile.class)
class VaultTokensTest {

  /** Longer than three tokens may live however often they are renewed. */
  private static final Duration LONG = Duration.ofSeconds(17);

  @Inject AgroalDataSource database;

  @ConfigProperty(
      name = "quarkus.vault.authentication.app-role.secret-id",
      defaultValue = "there is no Vault")
  String secretId;

  private Journey journey;
  private String account;

  @BeforeEach
  void connect() {
    VaultTestResource.require();
    journey = new Journey();
    account = journey.connected();
    await(() -> unsettled() == 0);
  }

  @AfterEach
  void close() {
    if (journey != null) {
      journey.close();
    }
  }

  private int unsettled() throws Exception {
    return Integer.parseInt(
        new Sql(database).value("select count(*) from credential where get_byte(auths, 0) <> 2"));
  }

  @Test
  void readWhileTokensEndThenNoneFailsAndNobodyIsAsked() throws Exception {
    long logins = VaultTestResource.asked("/auth/approle/login");
    var reads = new SteadyReads(journey, account);
    try (reads) {
      Thread.sleep(LONG);
    }
    assertThat(reads.failures()).as("of %s", reads.count()).isEmpty();
    assertThat(reads.count()).isGreaterThan(100);
    assertThat(VaultTestResource.asked("/auth/approle/login")).isGreaterThanOrEqualTo(logins + 3);
    assertThat(VaultTestResource.asked("/auth/token/renew-self")).as("renewed").isPositive();
    assertThat(journey.renewedCredentials(account).<Integer>path("version")).isEqualTo(2);
  }

  /** {@code vault kv metadata delete} and {@code vault kv put}: it is version 1 once more. */
  @Test
  void oauthClientWhenPeopleMakeItAnewInVaultThenItIsLoadedWithoutARestart() {
    String github = "connected-accounts/apps/github";
    putInVault(github, "one");
    await(() -> secretVersion() == 1);
    VaultTestResource.ask("DELETE", "secret/metadata/" + github, "");
    putInVault(github, "two");
    await(() -> secretVersion() == 2);
  }

  private static void putInVault(String path, String secret) {
    String data = "{\"data\":{\"client_id\":\"theirs\",\"client_secret\":\"" + secret + "\"}}";
    var put = VaultTestResource.ask("POST", "secret/data/" + path, data);
    assertThat(put.body()).contains("\"version\":1");
  }

  /** 0: there is no client. */
  private static int secretVersion() {
    var answer = Journey.by(JourneyProfile.OPERATOR_KEY).get("/v1/oauth-clients/github");
    return Optional.ofNullable(answer.<Integer>path("secret_version")).orElse(0);
  }

  /** Up, whatever it says. */
  private static String health() {
    return given().get("/q/health/ready").then().statusCode(200).extract().asString();
  }

  /** As docs/vault.md says: a new one beside it, then the old one is destroyed. */
  @Test
  void secretIdWhenItIsReplacedThenBothServeAndTheDestroyedOneUntilItsTokenEnds() {
    String next = VaultTestResource.newSecretId();
    assertThat(VaultTestResource.login(next)).isEqualTo(200);
    assertThat(VaultTestResource.login(secretId)).isEqualTo(200);

    VaultTestResource.know(secretId, false);
    assertThat(VaultTestResource.login(next)).isEqualTo(200);
    assertThat(VaultTestResource.login(secretId)).isEqualTo(400);
    assertThat(journey.credentials(account).statusCode()).as("its token lives").isEqualTo(200);
    await(() -> health().contains("check quarkus.vault.authentication"));
    assertThat(health()).contains("trouble_kv");
    assertThat(journey.credentials(account).statusCode()).isEqualTo(503);

    VaultTestResource.know(secretId, true);
    await(() -> journey.credentials(account).statusCode() == 200);
  }
}
