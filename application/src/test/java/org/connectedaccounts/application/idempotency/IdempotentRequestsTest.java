package org.connectedaccounts.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.application.idempotency.BeginIdempotent.Answered;
import org.connectedaccounts.application.idempotency.BeginIdempotent.Begun;
import org.connectedaccounts.application.idempotency.BeginIdempotent.Outcome;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence.RetryAfter;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.TokenSubject;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.InMemoryIdempotencyRecords;
import org.connectedaccounts.testing.InMemoryTables;
import org.connectedaccounts.testing.PlainFingerprints;
import org.connectedaccounts.testing.UnsafePlainVault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotentRequestsTest {

  private static final WorkspaceId WORKSPACE = new WorkspaceId(new UUID(1, 1));
  private static final WorkspaceId OTHER = new WorkspaceId(new UUID(1, 2));
  private static final Caller FIRST = backend(WORKSPACE, 1);

  private final InMemoryTables tables = new InMemoryTables();
  private final InMemoryIdempotencyRecords records = new InMemoryIdempotencyRecords(tables);
  private final UnsafePlainVault vault = new UnsafePlainVault();
  private final BeginIdempotent begin =
      new BeginIdempotent(records, vault, new PlainFingerprints(), tables);
  private final FinishIdempotent finish = new FinishIdempotent(records, vault, tables);
  private final AbandonIdempotent abandon = new AbandonIdempotent(records, tables);

  private static Caller backend(WorkspaceId workspace, long key) {
    return new Caller.Backend(workspace, new ApiKeyId(new UUID(2, key)), Set.of());
  }

  @BeforeEach
  void prepareKeys() {
    List.of(WORKSPACE, OTHER, WorkspaceId.OPERATOR).forEach(vault::prepare);
  }

  private Outcome begin(Caller caller, String request) {
    return begin.handle(new BeginIdempotent.Command(caller, "k-1", Secret.of(request)));
  }

  private HeldKey begun(Caller caller) {
    return ((Begun) begin(caller, "POST /v1/accounts {}")).held();
  }

  private Code refusal(String request) {
    return catchThrowableOfType(Refusal.class, () -> begin(FIRST, request)).code();
  }

  @Test
  void handleWhenAnsweredThenTheSameAnswerAgain() {
    finish.handle(new FinishIdempotent.Command(begun(FIRST), 201, Secret.of("{\"id\":1}")));

    assertThat(begin(FIRST, "POST /v1/accounts {}"))
        .isEqualTo(new Answered(201, Secret.of("{\"id\":1}")));
  }

  /** Else the request would be done, its answer lost, and the request done again. */
  @Test
  void handleWhileTheKeysAreAwayThenTheRequestIsNotBegun() {
    vault.openOnly();
    assertThatExceptionOfType(Unreachable.class).isThrownBy(() -> begin(FIRST, "POST /a {}"));
    vault.sealAgain();
    assertThat(begin(FIRST, "POST /a {}")).isInstanceOf(Begun.class);
  }

  @Test
  void handleWhenUnderWayThenRefuses() {
    begun(FIRST);

    assertThat(refusal("POST /v1/accounts {}")).isEqualTo(Code.IDEMPOTENCY_IN_PROGRESS);
  }

  @Test
  void handleWhenUnderWayThenSaysToWaitAsLongAgainAndNoLongerThanTheKeyIsHeld() {
    begun(FIRST);
    assertThat(waits()).isZero();
    tables.advance(Duration.ofSeconds(20));
    assertThat(waits()).hasSeconds(20);
    tables.advance(Duration.ofSeconds(70));
    assertThat(waits()).hasSeconds(30);
    tables.advance(Duration.ofSeconds(30));
    assertThat(begin(FIRST, "POST /v1/accounts {}")).isInstanceOf(Begun.class);
  }

  private Duration waits() {
    var refusal = catchThrowableOfType(Refusal.class, () -> begin(FIRST, "POST /v1/accounts {}"));
    return ((RetryAfter) refusal.evidence()).delay();
  }

  @Test
  void handleWhenOtherRequestThenRefusesWhetherAnsweredOrNot() {
    HeldKey held = begun(FIRST);
    assertThat(refusal("POST /v1/accounts {\"app\":1}")).isEqualTo(Code.IDEMPOTENCY_KEY_REUSED);

    finish.handle(new FinishIdempotent.Command(held, 201, Secret.of("{}")));
    assertThat(refusal("POST /v1/api-keys {}")).isEqualTo(Code.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void handleWhenAbandonedThenRunsAgain() {
    abandon.handle(new AbandonIdempotent.Command(begun(FIRST)));

    assertThat(begin(FIRST, "POST /v1/accounts {\"app\":1}")).isInstanceOf(Begun.class);
  }

  @Test
  void handleWhenADayLaterThenRunsAgain() {
    finish.handle(new FinishIdempotent.Command(begun(FIRST), 201, Secret.of("{}")));
    tables.advance(Duration.ofHours(24));

    assertThat(begin(FIRST, "POST /v1/accounts {}")).isInstanceOf(Begun.class);
  }

  @Test
  void handleWhenOtherCallerThenHasKeysOfItsOwn() {
    finish.handle(new FinishIdempotent.Command(begun(FIRST), 201, Secret.of("{}")));

    assertThat(begun(backend(WORKSPACE, 2))).isNotNull();
    assertThat(begun(backend(OTHER, 1))).isNotNull();
    assertThat(begun(new Caller.Operator(WORKSPACE))).isNotNull();
    assertThat(begun(new Caller.Operator(null))).isNotNull();
    assertThat(begun(new Caller.SessionHolder(WORKSPACE, new UUID(3, 3)))).isNotNull();
  }

  @Test
  void handleWhenTheSubjectIssuerKindOrWorkspaceIsAnotherThenHasKeysOfItsOwn() {
    var ann = new TokenSubject("login", "ann");
    finish.handle(
        new FinishIdempotent.Command(
            begun(new Caller.EndUser(WORKSPACE, ann, "ann")), 201, Secret.of("{}")));

    assertThat(begun(new Caller.EndUser(OTHER, ann, "ann"))).isNotNull();
    assertThat(begun(new Caller.EndUser(WORKSPACE, new TokenSubject("login", "bob"), "ann")))
        .isNotNull();
    assertThat(begun(new Caller.EndUser(WORKSPACE, new TokenSubject("logins", "ann"), "ann")))
        .isNotNull();
    assertThat(begun(new Caller.TrustedBackend(WORKSPACE, ann, Set.of()))).isNotNull();
  }
}
