package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.walk.Calls.done;
import static org.connectedaccounts.bootstrap.walk.Calls.json;
import static org.connectedaccounts.bootstrap.walk.Calls.with;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.connectedaccounts.application.key.DataKeyRotation;
import org.connectedaccounts.application.key.ForgetFormerKeys;
import org.connectedaccounts.application.key.KeyEncryptionKeyRotation;
import org.connectedaccounts.application.key.WorkOnKeyRotation;
import org.connectedaccounts.application.port.DataKeyReplacements;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.SealedValues;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** S2: data keys are replaced, and whatever is sealed is sealed anew. */
@Tag("walk")
@QuarkusTest
@TestProfile(UndisturbedProfile.class)
class DataKeyRotationTest {

  private static final String ROTATIONS = "/v1/key-rotations";
  private static final String DATA_KEYS = "{\"keys\": \"data_keys\"}";

  @Inject WorkOnKeyRotation work;
  @Inject AgroalDataSource database;
  @Inject SecretVault vault;
  @Inject UnitOfWork unitOfWork;
  @Inject DataKeyReplacements replacements;
  @Inject OAuthClients clients;
  @Inject DataKeyRing ring;
  @Inject SealedValues values;
  @Inject KeyRotations rotations;
  @Inject KeyEncryptionKeys keys;

  private String value(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(1));
    }
  }

  private List<String> values(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }

  private void change(String sql, Object... values) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int n = 0; n < values.length; n++) {
        statement.setObject(n + 1, values[n]);
      }
      assertThat(statement.executeUpdate()).isPositive();
    }
  }

  private static Response rotation(String id) {
    return done(with(Tokens.OPERATOR_KEY).get(ROTATIONS + "/" + id));
  }

  private Response rotated() {
    String id = done(json(Tokens.OPERATOR_KEY, DATA_KEYS).post(ROTATIONS)).path("id");
    work.handle(_ -> {});
    return rotation(id);
  }

  private static Response credentials(Tenant tenant) {
    return with(tenant.key()).get("/v1/accounts/" + tenant.id("account_id") + "/credentials");
  }

  private static WorkspaceId workspace(Tenant tenant) {
    return WorkspaceId.parse(tenant.id("workspace_id")).orElseThrow();
  }

  /** Whatever the service may keep sealed is there, as it seals it. */
  private Tenant withEverythingSealed() throws SQLException {
    Tenant tenant = Tenant.create("resealed");
    done(
        json(tenant.key(), "{\"client_id\": \"client-resealed\", \"client_secret\": \"next\"}")
            .put("/v1/oauth-clients/" + tenant.id("app")));
    done(
        json(tenant.key(), "{\"name\": \"k\", \"scopes\": [\"apps:read\"]}")
            .header("Idempotency-Key", "sealed-answer")
            .post("/v1/api-keys"));
    done(
        json(tenant.session(), "{\"app\": \"" + tenant.id("app") + "\", \"auth\": \"oauth\"}")
            .post("/v1/connect-sessions/" + tenant.id("session_id") + "/authorize"));
    done(
        json(tenant.key(), "{}")
            .post("/v1/webhook-endpoints/" + tenant.id("endpoint_id") + "/secret"));
    var workspace = workspace(tenant);
    addAttemptParts(workspace);
    addRefreshToken(workspace, tenant);
    addSpare(workspace, tenant);
    return tenant;
  }

  private void addAttemptParts(WorkspaceId workspace) throws SQLException {
    String of = " where workspace_id = '" + workspace.value() + "'";
    var id = new AttemptId(UUID.fromString(value("select id from authorization_attempt" + of)));
    var code =
        vault.seal(AuthorizationAttempt.sealedFor(workspace, id, "code"), Secret.of("a code"));
    var credential =
        vault.sealCredential(
            AuthorizationAttempt.sealedFor(workspace, id, "credential"), withRefreshToken());
    var credentialRefresh = Objects.requireNonNull(credential.refresh());
    change(
        """
        update authorization_attempt set code = ?, code_key = ?, auths = ?, auths_key = ?,
          refresh = ?, refresh_key = ?
        """
            + of,
        code.ciphertext(),
        code.dataKey(),
        credential.auths().ciphertext(),
        credential.auths().dataKey(),
        credentialRefresh.ciphertext(),
        credentialRefresh.dataKey());
  }

  private void addRefreshToken(WorkspaceId workspace, Tenant tenant) throws SQLException {
    var account = AccountId.parse(tenant.id("account_id")).orElseThrow();
    var place = new SealedFor(workspace, "account", account.value(), 1, "credential.refresh");
    var refresh = vault.seal(place, Secret.of("a refresh token"));
    change(
        "update credential set refresh = ?, refresh_key = ? where account_id = ?",
        refresh.ciphertext(),
        refresh.dataKey(),
        account.value());
  }

  private void addSpare(WorkspaceId workspace, Tenant tenant) throws SQLException {
    var account = AccountId.parse(tenant.id("account_id")).orElseThrow();
    var attempt = UUID.randomUUID();
    var place = new SealedFor(workspace, "spare", attempt, 1, "credential");
    var spare = vault.sealCredential(place, withRefreshToken());
    var spareRefresh = Objects.requireNonNull(spare.refresh());
    change(
        """
        insert into spare_credential (workspace_id, account_id, attempt, parent_generation,
          auths, auths_key, refresh, refresh_key) values (?, ?, ?, 1, ?, ?, ?, ?)
        """,
        workspace.value(),
        account.value(),
        attempt,
        spare.auths().ciphertext(),
        spare.auths().dataKey(),
        spareRefresh.ciphertext(),
        spareRefresh.dataKey());
  }

  private static Credential withRefreshToken() {
    return Credential.EMPTY.withTokens(Credential.EMPTY.tokens(), Secret.of("a refresh token"));
  }

  private long sealedBefore(String rotation) throws SQLException {
    return Long.parseLong(
        value(
            """
            select count(*) from sealed_value v
            join data_key k on k.workspace_id = v.workspace_id and k.id = v.data_key
            join key_rotation r on r.started_at = '%s' where k.created_at < r.started_at
            """
                .formatted(rotation)));
  }

  @Test
  void everyColumnOfBytesIsAmongTheSealedValues() throws SQLException {
    withEverythingSealed();
    assertThat(values("select distinct stored_in from sealed_value"))
        .containsExactlyInAnyOrderElementsOf(
            values(
                """
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = current_schema() and data_type = 'bytea'
                  and table_name <> 'flyway_schema_history'
                  and (table_name, column_name) <> ('data_key', 'wrapped')
                """));
  }

  @Test
  void rotationThenAllThatIsSealedOpensWithNewKeysAlone() throws SQLException {
    Tenant tenant = withEverythingSealed();
    Response now = rotated();
    assertThat(now.<String>path("keys")).isEqualTo("data_keys");
    assertThat(now.<String>path("state")).isEqualTo("done");
    assertThat(now.<Integer>path("failed")).isZero();
    assertThat(now.<Integer>path("done")).isGreaterThan(10).isEqualTo(now.path("total"));
    assertThat(sealedBefore(now.path("started_at"))).isZero();
    assertThat(credentials(tenant).statusCode()).isEqualTo(200);
    // What opens nothing at its place would be counted as failed now.
    assertThat(rotated().<Integer>path("failed")).isZero();
  }

  @Test
  void rotationOfMoreThanABatchThenAllOfItIsDone() throws SQLException {
    var workspace = workspace(Tenant.create("many"));
    for (int n = 0; n < 450; n++) {
      var key = new IdempotencyRecords.Key(workspace, "test", "key-" + n);
      var body = vault.seal(key.sealedFor(), Secret.of("answer " + n));
      change(
          """
          insert into idempotency_record (workspace_id, scope, key, fingerprint, status, body, body_key)
          values (?, 'test', ?, 'f', 200, ?, ?)
          """,
          workspace.value(),
          key.key(),
          body.ciphertext(),
          body.dataKey());
    }
    Response now = rotated();
    assertThat(now.<Integer>path("failed")).isZero();
    assertThat(now.<Integer>path("done")).isGreaterThan(450).isEqualTo(now.path("total"));
  }

  /**
   * Every replica must have opened a key before it encrypts, and what one seals with the key before
   * until it looks again which one encrypts must be found.
   */
  @Test
  void theNewKeyEncryptsWhenEverybodyKnowsItAndTheOldOneIsEmptiedWhenEverybodyUsesTheNew() {
    Tenant.create("settling");
    String text = done(json(Tokens.OPERATOR_KEY, DATA_KEYS).post(ROTATIONS)).path("id");
    var id = KeyRotationId.parse(text).orElseThrow();
    var later =
        new DataKeyRotation(replacements, ring, values, vault, unitOfWork, Duration.ofHours(1));
    new WorkOnKeyRotation(
            rotations,
            unitOfWork,
            new KeyEncryptionKeyRotation(rotations, keys, unitOfWork, Duration.ZERO),
            later)
        .handle(_ -> {});
    assertThat(rotation(text).<String>path("state")).isEqualTo("running");
    assertThat(rotation(text).<Integer>path("done")).isZero();
    var hour = Duration.ofHours(1);
    assertThat(unitOfWork.call(() -> replacements.holdNext(id))).isEmpty();
    assertThat(unitOfWork.call(() -> replacements.holdPublished(id, hour))).isEmpty();
    assertThat(unitOfWork.call(() -> replacements.replaced(id, Duration.ZERO))).isEmpty();
    unitOfWork.run(
        () -> replacements.replace(replacements.holdPublished(id, Duration.ZERO).orElseThrow()));
    assertThat(unitOfWork.call(() -> replacements.replaced(id, hour))).isEmpty();
    assertThat(unitOfWork.call(() -> replacements.replaced(id, Duration.ZERO))).isNotEmpty();
    work.handle(_ -> {});
    assertThat(rotation(text).<String>path("state")).isEqualTo("done");
  }

  @Test
  void rotationWhenAValueDoesNotOpenThenItIsCountedAndTheOthersAreDone() throws SQLException {
    Tenant spoilt = Tenant.create("spoilt");
    String of = " where workspace_id = '" + workspace(spoilt).value() + "'";
    change("update credential set auths = auths || '\\x00'::bytea" + of);
    String key = value("select id from data_key" + of);

    Response now = rotated();
    assertThat(now.<String>path("state")).isEqualTo("done");
    assertThat(now.<Integer>path("failed")).isEqualTo(1);
    assertThat(now.<Integer>path("total")).isEqualTo(now.<Integer>path("done") + 1);
    assertThat(values("select stored_in from sealed_value where data_key = '" + key + "'"))
        .containsExactly("credential.auths");
    change("delete from credential" + of);
    assertThat(rotated().<Integer>path("failed")).isZero();
  }

  @Test
  void emptyKeysAreDestroyedAfterAWhileAndNoOthers() throws SQLException {
    Tenant tenant = Tenant.create("emptied");
    String count =
        "select count(*) from data_key where workspace_id = '%s'"
            .formatted(workspace(tenant).value());
    rotated();
    new ForgetFormerKeys(replacements, clients, unitOfWork, Duration.ofDays(1)).handle();
    assertThat(value(count)).isEqualTo("2");

    String first =
        value(
            "select id from data_key where state = 'DECRYPT_ONLY' and workspace_id = '%s'"
                .formatted(workspace(tenant).value()));
    String now =
        value(
            "select auths_key from credential where workspace_id = '%s'"
                .formatted(workspace(tenant).value()));
    change(
        "update credential set auths_key = ? where workspace_id = ?",
        UUID.fromString(first),
        workspace(tenant).value());
    new ForgetFormerKeys(replacements, clients, unitOfWork, Duration.ZERO).handle();
    assertThat(value(count)).as("something is sealed with it again").isEqualTo("2");

    change(
        "update credential set auths_key = ? where workspace_id = ?",
        UUID.fromString(now),
        workspace(tenant).value());
    new ForgetFormerKeys(replacements, clients, unitOfWork, Duration.ZERO).handle();
    assertThat(value(count)).isEqualTo("1");
    assertThat(credentials(tenant).statusCode()).isEqualTo(200);
  }

  @Test
  void startWhenItNamesNoSuchKeysThenSaysWhichThereAre() {
    ProblemCheck.of(json(Tokens.OPERATOR_KEY, "{\"keys\": \"all\"}").post(ROTATIONS))
        .hasStatus(400)
        .hasCode("invalid_request");
  }
}
