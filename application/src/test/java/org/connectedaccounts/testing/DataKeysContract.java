package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.DataKeys.State;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link DataKeys} owes. */
public interface DataKeysContract extends StoreContract {

  DataKeys dataKeys();

  private DataKey added(WorkspaceId workspace, State state) {
    var bytes = new byte[] {0, 1, -1, 127, -128};
    var key = new DataKey(workspace, FakeIds.next(), state, bytes, "keyset:2");
    inUnit(() -> dataKeys().add(key));
    return key;
  }

  private static void assertSame(DataKey found, DataKey key) {
    assertThat(found).usingRecursiveComparison().isEqualTo(key);
  }

  @Test
  default void findWhenAddedThenReturnsEqualKey() {
    var workspace = newWorkspace();
    var old = added(workspace, State.DECRYPT_ONLY);
    var key = added(workspace, State.ENCRYPT);

    assertThat(dataKeys().find(workspace, key.id()))
        .hasValueSatisfying(found -> assertSame(found, key));
    assertThat(dataKeys().find(workspace, old.id()))
        .hasValueSatisfying(found -> assertSame(found, old));
  }

  @Test
  default void findWhenOtherWorkspaceThenEmpty() {
    var key = added(newWorkspace(), State.ENCRYPT);
    var other = newWorkspace();

    assertThat(dataKeys().find(other, key.id())).isEmpty();
    assertThat(dataKeys().findEncrypting(other)).isEmpty();
  }

  @Test
  default void anyWrappedThenGoesByWhatTheVersionLooksLike() {
    var key = added(newWorkspace(), State.DECRYPT_ONLY);
    assertThat(fromUnit(() -> dataKeys().anyWrapped("^" + key.wrappedBy() + "$"))).isTrue();
    assertThat(fromUnit(() -> dataKeys().anyWrapped("^nobody-[0-9]{3}$"))).isFalse();
  }

  @Test
  default void findWhenUnknownThenEmpty() {
    var workspace = newWorkspace();
    added(workspace, State.ENCRYPT);

    assertThat(dataKeys().find(workspace, UUID.randomUUID())).isEmpty();
  }

  @Test
  default void findEncryptingWhenOldOnesAreThereThenTheOneThatEncrypts() {
    var workspace = newWorkspace();
    added(newWorkspace(), State.ENCRYPT);
    added(workspace, State.DECRYPT_ONLY);
    assertThat(dataKeys().findEncrypting(workspace)).isEmpty();
    var key = added(workspace, State.ENCRYPT);
    added(workspace, State.DECRYPT_ONLY);

    assertThat(dataKeys().findEncrypting(workspace))
        .hasValueSatisfying(found -> assertSame(found, key));
  }

  @Test
  default void addWhenOneEncryptsAlreadyThenFailsAndThatOneStays() {
    var workspace = newWorkspace();
    var key = added(workspace, State.ENCRYPT);

    assertThatThrownBy(() -> added(workspace, State.ENCRYPT)).isInstanceOf(RuntimeException.class);

    assertThat(dataKeys().findEncrypting(workspace))
        .hasValueSatisfying(found -> assertSame(found, key));
  }

  @Test
  default void addWhenOperatorThenItHasKeysToo() {
    var key = added(WorkspaceId.OPERATOR, State.DECRYPT_ONLY);

    assertThat(dataKeys().find(WorkspaceId.OPERATOR, key.id()))
        .hasValueSatisfying(found -> assertSame(found, key));
  }
}
