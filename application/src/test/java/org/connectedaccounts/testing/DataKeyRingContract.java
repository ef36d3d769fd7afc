package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.UUID;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link DataKeyRing} owes, seen through the vault that uses its keys. */
public interface DataKeyRingContract {

  DataKeyRing dataKeyRing();

  SecretVault vault();

  /** A workspace that the store knows and that is not prepared; another one each time. */
  WorkspaceId newWorkspace();

  private SealedFor place() {
    var workspace = newWorkspace();
    dataKeyRing().prepare(workspace);
    return new SealedFor(workspace, "account", UUID.randomUUID(), 3, "credential");
  }

  @Test
  default void prepareWhenNotDoneThenNothingIsSealed() {
    var place = new SealedFor(newWorkspace(), "account", UUID.randomUUID(), 0, "credential");
    assertThatIllegalStateException().isThrownBy(() -> vault().seal(place, Secret.of("s")));
  }

  @Test
  default void shredThenNothingOpensAgain() {
    var place = place();
    var sealed = vault().seal(place, Secret.of("s"));
    dataKeyRing().shred(place.workspace());
    assertThatIllegalStateException().isThrownBy(() -> vault().open(place, sealed));
  }

  @Test
  default void shredThenLeavesTheOtherWorkspaceAlone() {
    var place = place();
    var other = place();
    var sealed = vault().seal(other, Secret.of("s"));
    dataKeyRing().shred(place.workspace());
    assertThat(vault().open(other, sealed).reveal()).isEqualTo("s");
  }

  @Test
  default void prepareWhenDoneTwiceThenKeepsWhatWasSealed() {
    var place = place();
    var sealed = vault().seal(place, Secret.of("s"));
    dataKeyRing().prepare(place.workspace());
    assertThat(vault().open(place, sealed).reveal()).isEqualTo("s");
  }
}
