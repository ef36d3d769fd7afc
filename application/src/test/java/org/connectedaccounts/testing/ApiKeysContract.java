package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeys} owes. */
public interface ApiKeysContract extends StoreContract {

  Instant CREATED = Instant.parse("2026-11-20T10:15:30.123456Z");
  Instant PAST = Instant.parse("2026-11-21T00:00:00Z");

  ApiKeys apiKeys();

  private static ApiKey key(WorkspaceId workspace, Set<Scope> scopes, @Nullable Instant expires) {
    return new ApiKey(
        workspace,
        new ApiKeyId(FakeIds.next()),
        "Backend in production",
        scopes,
        "cak_0Ab1",
        CREATED,
        expires,
        KeyLimits.NONE,
        null,
        null);
  }

  /** Its fingerprint is the text of its id. */
  private ApiKey added(ApiKey key) {
    inUnit(() -> apiKeys().add(key, key.id().text()));
    return key;
  }

  @Test
  default void findByFingerprintWhenAddedThenReturnsEqualKey() {
    var key = added(key(newWorkspace(), EnumSet.allOf(Scope.class), PAST));

    assertThat(apiKeys().findByFingerprint(key.id().text())).contains(key);
  }

  @Test
  default void findByFingerprintWhenItNeverExpiresThenReturnsEqualKey() {
    var key = added(key(newWorkspace(), Set.of(), null));

    assertThat(apiKeys().findByFingerprint(key.id().text())).contains(key);
  }

  @Test
  default void findByFingerprintWhenOtherWorkspaceThenTheKeyTellsWhich() {
    added(key(newWorkspace(), Set.of(Scope.LINK), null));
    var other = newWorkspace();
    var key = added(key(other, Set.of(Scope.LINK), null));

    assertThat(apiKeys().findByFingerprint(key.id().text()))
        .hasValueSatisfying(found -> assertThat(found.workspace()).isEqualTo(other));
  }

  @Test
  default void findByFingerprintWhenUnknownThenEmpty() {
    var key = added(key(newWorkspace(), Set.of(Scope.LINK), null));

    assertThat(apiKeys().findByFingerprint(key.id().text() + "0")).isEmpty();
    assertThat(apiKeys().findByFingerprint("")).isEmpty();
  }

  @Test
  default void listWhenOtherWorkspaceHasKeysThenOwnOnesOldestFirst() {
    var workspace = newWorkspace();
    var first = key(workspace, Set.of(Scope.LINK), null);
    var second = key(workspace, Set.of(Scope.ADMIN, Scope.CONNECT), PAST);
    added(second);
    added(first);
    added(key(newWorkspace(), Set.of(Scope.LINK), null));

    assertThat(apiKeys().list(workspace)).containsExactly(first, second);
    assertThat(apiKeys().list(newWorkspace())).isEmpty();
  }

  @Test
  default void findWhenItIsNarrowedThenReturnsEqualKey() {
    var account = FakeIds.next();
    var another = FakeIds.next();
    var limits = new KeyLimits(Set.of("slack", "jira"), Set.of(account, another), "ann");
    var plain = key(newWorkspace(), Set.of(Scope.ACCOUNTS_READ), null);
    var key =
        added(
            new ApiKey(
                plain.workspace(),
                plain.id(),
                plain.name(),
                plain.scopes(),
                plain.hint(),
                plain.createdAt(),
                null,
                limits,
                null,
                null));
    var other = newWorkspace();

    assertThat(fromUnit(() -> apiKeys().find(key.workspace(), key.id()))).contains(key);
    assertThat(fromUnit(() -> apiKeys().find(other, key.id()))).isEmpty();
  }

  @Test
  default void usedThenSaysWhen() {
    var key = added(key(newWorkspace(), Set.of(Scope.LINK), null));
    apiKeys().used(key.workspace(), key.id());

    var used = apiKeys().findByFingerprint(key.id().text()).orElseThrow().lastUsedAt();
    assertThat(used).isNotNull();
    apiKeys().used(key.workspace(), key.id());
    assertThat(apiKeys().findByFingerprint(key.id().text()).orElseThrow().lastUsedAt())
        .isEqualTo(used);
  }

  @Test
  default void replaceThenOnceAndItEndsThen() {
    var key = added(key(newWorkspace(), Set.of(Scope.LINK), null));
    var other = newWorkspace();
    var next = new ApiKeyId(FakeIds.next());

    assertThat(fromUnit(() -> apiKeys().replace(other, key.id(), next, PAST))).isFalse();
    assertThat(apiKeys().findByFingerprint(key.id().text())).contains(key);
    assertThat(fromUnit(() -> apiKeys().replace(key.workspace(), key.id(), next, PAST))).isTrue();
    assertThat(fromUnit(() -> apiKeys().replace(key.workspace(), key.id(), next, CREATED)))
        .isFalse();
    var found = apiKeys().findByFingerprint(key.id().text()).orElseThrow();
    assertThat(found.expiresAt()).isEqualTo(PAST);
    assertThat(found.replacedBy()).isEqualTo(next);
  }

  @Test
  default void removeWhenFoundThenGone() {
    var workspace = newWorkspace();
    var key = added(key(workspace, Set.of(Scope.LINK), null));
    var kept = added(key(workspace, Set.of(Scope.LINK), null));

    assertThat(fromUnit(() -> apiKeys().remove(workspace, key.id()))).isTrue();

    assertThat(apiKeys().findByFingerprint(key.id().text())).isEmpty();
    assertThat(apiKeys().list(workspace)).containsExactly(kept);
    assertThat(fromUnit(() -> apiKeys().remove(workspace, key.id()))).isFalse();
  }

  @Test
  default void removeWhenOtherWorkspaceThenFalseAndKept() {
    var key = added(key(newWorkspace(), Set.of(Scope.LINK), null));
    var other = newWorkspace();

    assertThat(fromUnit(() -> apiKeys().remove(other, key.id()))).isFalse();

    assertThat(apiKeys().findByFingerprint(key.id().text())).contains(key);
  }
}
