package org.connectedaccounts.bootstrap.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.journey.Soon.SOON;
import static org.connectedaccounts.bootstrap.journey.Soon.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.connectedaccounts.application.key.WorkOnKeyRotation;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Wrapped;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.RefreshBehaviour;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** S6: credentials are kept in a real Vault; what cannot be written there yet waits sealed. */
@Tag("vault")
@QuarkusTest
@TestProfile(VaultJourneyProfile.class)
class VaultJourneyTest {

  private static final int REFERENCE = 2;
  private static final int ESCROW = 3;
  private static final Pattern VALUE = Pattern.compile("\"value\":\"([^\"]*)\"");

  @Inject AgroalDataSource database;

  @Inject
  @Identifier("keyring") KeyEncryptionKeys keyring;

  @Inject KeyEncryptionKeys keys;
  @Inject WorkOnKeyRotation work;

  private Journey journey;
  private ScriptedProvider provider;

  @BeforeEach
  void open() {
    VaultTestResource.require();
    if (!VaultTestResource.canBeSealed()) {
      Assumptions.abort("This Vault does not say how to open it again: see .ci/vault/start");
    }
    journey = new Journey();
    provider = journey.provider();
    provider.refreshes(RefreshBehaviour.FAMILY);
  }

  @AfterEach
  void close() {
    if (VaultTestResource.isThere() && VaultTestResource.canBeSealed()) {
      VaultTestResource.unseal();
      journey.close();
    }
  }

  private static String id(String account) {
    return AccountId.parse(account).orElseThrow().value().toString();
  }

  /** Of the current credential. */
  private int form(String account, String column) throws SQLException {
    return Integer.parseInt(
        new Sql(database)
            .value(
                """
                select get_byte(c.%s, 0) from credential c join connected_account a
                on a.id = c.account_id and a.generation = c.generation where a.id = '%s'
                """
                    .formatted(column, id(account))));
  }

  private void awaitSettled(String account) throws Exception {
    await(() -> form(account, "auths") == REFERENCE && form(account, "refresh") == REFERENCE);
  }

  private String path(String kind, String account, String field) throws SQLException {
    String workspace =
        new Sql(database)
            .value("select workspace_id from connected_account where id = '" + id(account) + "'");
    return "secret/%s/connected-accounts/accounts/%s/%s/%s"
        .formatted(kind, workspace, id(account), field);
  }

  /** What Vault has of it, decoded. */
  private static String kept(String path) {
    var matcher = VALUE.matcher(VaultTestResource.ask("GET", path, "").body());
    return matcher.find() ? new String(Base64.getDecoder().decode(matcher.group(1)), UTF_8) : "";
  }

  @Test
  void connectThenTheCredentialIsInVaultAndReadFromThere() throws Exception {
    String account = journey.connected();
    String token = journey.accessToken(account);
    awaitSettled(account);
    assertThat(kept(path("data", account, "credential.auths"))).contains(token);
    assertThat(kept(path("data", account, "credential.refresh")))
        .contains(provider.ledger().latest(Kind.REFRESH));
    assertThat(journey.accessToken(account)).isEqualTo(token);

    VaultTestResource.seal();
    ProblemCheck.of(journey.credentials(account)).hasStatus(503).hasCode("unavailable");
    VaultTestResource.unseal();
    assertThat(journey.accessToken(account)).isEqualTo(token);
  }

  @Test
  void refreshWhenVaultGoesAwayMeanwhileThenTheNewTokenIsKeptAndMovesLater() throws Exception {
    String account = journey.connected();
    awaitSettled(account);
    var gate = provider.token().holdsOnce();
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var renewed = others.submit(() -> journey.renewedCredentials(account));
      assertThat(gate.awaitArrival(SOON)).isTrue();
      VaultTestResource.seal();
      gate.open();
      assertThat(renewed.get().<Integer>path("version")).isEqualTo(2);
    }
    String token = provider.ledger().latest(Kind.ACCESS);
    assertThat(journey.accessToken(account)).as("from the database").isEqualTo(token);
    assertThat(form(account, "auths")).isEqualTo(ESCROW);

    VaultTestResource.unseal();
    awaitSettled(account);
    assertThat(journey.accessToken(account)).isEqualTo(token);
    for (int version = 3; version <= 5; version++) {
      assertThat(journey.renewedCredentials(account).<Integer>path("version")).isEqualTo(version);
      awaitSettled(account);
    }
    assertThat(provider.ledger().refused(Kind.REFRESH)).isEmpty();
  }

  @Test
  void refreshWhenTheTokenCannotBeReadThenTheProviderIsNotAsked() throws Exception {
    String account = journey.connected();
    awaitSettled(account);
    VaultTestResource.seal();
    ProblemCheck.of(journey.renewedCredentials(account)).hasStatus(503).hasCode("unavailable");
    assertThat(provider.grants("refresh_token")).isEmpty();
    VaultTestResource.unseal();
    assertThat(journey.renewedCredentials(account).<Integer>path("version")).isEqualTo(2);
  }

  /** What makes a workspace asks Vault four times. */
  @Test
  void anyRequestWhenVaultIsSlowThenWaitsOnceForAllItsCalls() {
    VaultTestResource.answersLate(Duration.ofMillis(2500));
    try {
      var refused =
          Journey.by(JourneyProfile.OPERATOR_KEY)
              .contentType("application/json")
              .body("{\"name\": \"slow\"}")
              .post("/v1/workspaces");
      ProblemCheck.of(refused).hasStatus(503).hasCode("unavailable");
    } finally {
      VaultTestResource.answersLate(Duration.ZERO);
    }
  }

  @Test
  void deleteThenItsPathsInVaultAreGoneEvenIfVaultWasAway() throws Exception {
    String account = journey.connected();
    awaitSettled(account);
    String auths = path("metadata", account, "credential.auths");
    String refresh = path("metadata", account, "credential.refresh");
    assertThat(VaultTestResource.ask("GET", auths, "").statusCode()).isEqualTo(200);
    journey.delete(account).then().statusCode(200);
    VaultTestResource.seal();
    await(() -> leftOutside(account, " and removed_at < now() - interval '11 seconds'") == 1);
    VaultTestResource.unseal();
    await(
        () ->
            VaultTestResource.ask("GET", auths, "").statusCode() == 404
                && VaultTestResource.ask("GET", refresh, "").statusCode() == 404);
    await(() -> leftOutside(account, "") == 0);
  }

  /** An installation that began with the keyring, and has been told to keep its keys in Vault. */
  @Test
  void rotationAfterTheMoveFromTheKeyringThenAllKeysAreInVaultAndNoAccountIsLost()
      throws Exception {
    String account = journey.connected();
    String token = journey.accessToken(account);
    awaitSettled(account);
    wrapWithTheKeyring(account);
    assertThat(journey.accessToken(account)).isEqualTo(token);
    rotateKeys();
    assertThat(journey.accessToken(account)).isEqualTo(token);
    assertThat(journey.renewedCredentials(account).<Integer>path("version")).isEqualTo(2);
  }

  private void wrapWithTheKeyring(String account) throws SQLException {
    var sql = new Sql(database);
    String key =
        """
        from data_key where workspace_id =
          (select workspace_id from connected_account where id = '%s')
        """
            .formatted(id(account));
    var workspace = new WorkspaceId(UUID.fromString(sql.value("select workspace_id " + key)));
    var inVault =
        new Wrapped(
            HexFormat.of().parseHex(sql.value("select encode(wrapped, 'hex') " + key)),
            sql.value("select wrapped_by " + key));
    assertThat(inVault.version()).startsWith("vault:");
    keyring.create(workspace);
    var before = keyring.wrap(workspace, keys.unwrap(workspace, inVault));
    sql.run(
        "update data_key set wrapped = '\\x%s', wrapped_by = '%s' where workspace_id = '%s'"
            .formatted(
                HexFormat.of().formatHex(before.bytes()), before.version(), workspace.value()));
  }

  private void rotateKeys() throws SQLException {
    Journey.by(JourneyProfile.OPERATOR_KEY)
        .contentType("application/json")
        .body("{}")
        .post("/v1/key-rotations")
        .then()
        .statusCode(202);
    work.handle(
        failed -> {
          throw new AssertionError(failed);
        });
    assertThat(
            new Sql(database)
                .value("select count(*) from data_key where wrapped_by not like 'vault:%'"))
        .isEqualTo("0");
  }

  private int leftOutside(String account, String since) throws SQLException {
    String rows = "select count(*) from removed_outside where account_id = '" + id(account) + "'";
    return Integer.parseInt(new Sql(database).value(rows + since));
  }

  @Test
  void readWhenSomebodyChangedItInVaultThenRefusesAndTellsNothingOfIt() throws Exception {
    String account = journey.connected();
    awaitSettled(account);
    String path = path("data", account, "credential.auths");
    String changed = kept(path).replace(journey.accessToken(account), "canary-of-a-thief");
    String value = Base64.getEncoder().encodeToString(changed.getBytes(UTF_8));
    VaultTestResource.ask("DELETE", path.replace("/data/", "/metadata/"), "");
    var put =
        VaultTestResource.ask(
            "POST", path, "{\"options\":{\"cas\":0},\"data\":{\"value\":\"" + value + "\"}}");
    assertThat(put.statusCode()).isEqualTo(200);
    var refused = journey.credentials(account);
    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(refused.asString()).doesNotContain("canary-of-a-thief");
  }
}
