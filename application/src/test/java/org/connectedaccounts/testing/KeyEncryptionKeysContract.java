package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Lost;
import org.connectedaccounts.application.port.KeyEncryptionKeys.NoSuchKey;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Wrapped;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link KeyEncryptionKeys} owes. */
public interface KeyEncryptionKeysContract {

  byte[] DATA_KEY = "a data key of thirty-two bytes..".getBytes(StandardCharsets.US_ASCII);

  KeyEncryptionKeys keys();

  private WorkspaceId workspace() {
    var workspace = new WorkspaceId(UUID.randomUUID());
    keys().create(workspace);
    return workspace;
  }

  @Test
  default void unwrapWhenWrappedThenGivesTheDataKey() {
    var workspace = workspace();
    var wrapped = keys().wrap(workspace, DATA_KEY);
    assertThat(wrapped.version()).isNotBlank();
    assertThat(keys().unwrap(workspace, wrapped)).isEqualTo(DATA_KEY);
  }

  @Test
  default void unwrapWhenOfTheOtherWorkspaceThenRefuses() {
    var workspace = workspace();
    var other = workspace();
    var wrapped = keys().wrap(workspace, DATA_KEY);
    assertThatExceptionOfType(Lost.class).isThrownBy(() -> keys().unwrap(other, wrapped));
  }

  @Test
  default void unwrapWhenAnyByteIsChangedThenRefuses() {
    var workspace = workspace();
    var wrapped = keys().wrap(workspace, DATA_KEY);
    for (int i = 0; i < wrapped.bytes().length; i++) {
      byte[] bytes = wrapped.bytes().clone();
      bytes[i] ^= 1;
      var changed = new Wrapped(bytes, wrapped.version());
      assertThatIllegalStateException().isThrownBy(() -> keys().unwrap(workspace, changed));
    }
    var none = new Wrapped(new byte[0], wrapped.version());
    assertThatIllegalStateException().isThrownBy(() -> keys().unwrap(workspace, none));
  }

  @Test
  default void unwrapWhenVersionIsUnknownThenRefuses() {
    var workspace = workspace();
    var wrapped = keys().wrap(workspace, DATA_KEY);
    var unknown = new Wrapped(wrapped.bytes(), "no-such-version");
    assertThatIllegalStateException().isThrownBy(() -> keys().unwrap(workspace, unknown));
  }

  @Test
  default void createWhenThereIsOneThenDoesNothing() {
    var workspace = workspace();
    var wrapped = keys().wrap(workspace, DATA_KEY);
    keys().create(workspace);
    assertThat(keys().unwrap(workspace, wrapped)).isEqualTo(DATA_KEY);
  }

  @Test
  default void wrapWhenThereIsNoKeyThenRefuses() {
    var unknown = new WorkspaceId(UUID.randomUUID());
    assertThatIllegalStateException().isThrownBy(() -> keys().wrap(unknown, DATA_KEY));
    var wrapped = keys().wrap(workspace(), DATA_KEY);
    assertThatIllegalStateException().isThrownBy(() -> keys().unwrap(unknown, wrapped));
  }

  @Test
  default void rotateThenANewVersionWrapsAndTheOldOneStillOpens() {
    var workspace = workspace();
    var before = keys().wrap(workspace, DATA_KEY);
    keys().rotate(workspace, Set.of());
    var after = keys().wrap(workspace, DATA_KEY);

    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(keys().unwrap(workspace, before)).isEqualTo(DATA_KEY);
    assertThat(keys().unwrap(workspace, after)).isEqualTo(DATA_KEY);
  }

  @Test
  default void rotateWhenThereIsNoneThenMakesTheFirst() {
    var workspace = new WorkspaceId(UUID.randomUUID());
    keys().rotate(workspace, Set.of());
    assertThat(keys().unwrap(workspace, keys().wrap(workspace, DATA_KEY))).isEqualTo(DATA_KEY);
  }

  @Test
  default void rotateWhenTheCurrentVersionWrappedNothingThatIsThereThenMakesNoOther() {
    var workspace = workspace();
    var inUse = Set.of(keys().wrap(workspace, DATA_KEY).version());
    keys().rotate(workspace, inUse);
    var next = keys().wrap(workspace, DATA_KEY).version();
    keys().rotate(workspace, inUse);
    assertThat(keys().wrap(workspace, DATA_KEY).version()).isEqualTo(next).isNotIn(inUse);
    keys().rotate(workspace, Set.of(next));
    assertThat(keys().wrap(workspace, DATA_KEY).version()).isNotEqualTo(next);
  }

  /** Else a rotation that meets a removal would make a key for what was shredded. */
  @Test
  default void rotateWhenTheKeyIsGoneThenMakesNone() {
    var workspace = workspace();
    var inUse = Set.of(keys().wrap(workspace, DATA_KEY).version());
    keys().destroy(workspace);
    assertThatExceptionOfType(NoSuchKey.class).isThrownBy(() -> keys().rotate(workspace, inUse));
    assertThatIllegalStateException().isThrownBy(() -> keys().wrap(workspace, DATA_KEY));
  }

  @Test
  default void retireThenOldVersionsOpenNothingAndTheOthersDo() {
    var workspace = workspace();
    var other = workspace();
    var others = keys().wrap(other, DATA_KEY);
    var first = keys().wrap(workspace, DATA_KEY);
    keys().rotate(workspace, Set.of());
    var second = keys().wrap(workspace, DATA_KEY);
    keys().rotate(workspace, Set.of());
    var third = keys().wrap(workspace, DATA_KEY);

    keys().retire(workspace, third.version());
    keys().retire(workspace, third.version());
    assertThatIllegalStateException().isThrownBy(() -> keys().unwrap(workspace, first));
    assertThatIllegalStateException().isThrownBy(() -> keys().unwrap(workspace, second));
    assertThat(keys().unwrap(workspace, third)).isEqualTo(DATA_KEY);
    assertThat(keys().unwrap(other, others)).isEqualTo(DATA_KEY);
  }

  @Test
  default void unwrapWhenDestroyedThenRefusesForEver() {
    var workspace = workspace();
    var other = workspace();
    var wrapped = keys().wrap(workspace, DATA_KEY);
    var others = keys().wrap(other, DATA_KEY);

    keys().destroy(workspace);
    assertThatIllegalStateException().isThrownBy(() -> keys().unwrap(workspace, wrapped));
    assertThatIllegalStateException().isThrownBy(() -> keys().wrap(workspace, DATA_KEY));
    keys().create(workspace);
    assertThatIllegalStateException().isThrownBy(() -> keys().unwrap(workspace, wrapped));

    assertThat(keys().unwrap(other, others)).isEqualTo(DATA_KEY);
  }

  @Test
  default void destroyWhenThereIsNoneThenDoesNothing() {
    keys().destroy(new WorkspaceId(UUID.randomUUID()));
  }
}
