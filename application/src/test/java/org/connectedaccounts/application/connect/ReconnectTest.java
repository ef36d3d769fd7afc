package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

/** What a reconnect may and may not make of an account. */
class ReconnectTest {

  private final Stage stage = new Stage();

  private static SessionRequest forReconnect(AccountId account) {
    return new SessionRequest(
        Kind.CONNECT, "ann", List.of(), account, List.of(), false, null, Map.of(), null);
  }

  @Test
  void handleWhenReconnectingThenTheSameAccountComesBackToLife() {
    var account = stage.connect("ann", "chat");
    stage.later(Duration.ofMinutes(10));
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account, Duration.ofHours(2)));
    var opened = stage.open(forReconnect(account));
    var again = stage.complete(opened, stage.consent(opened, "chat"));
    assertThat(again.created()).isFalse();
    assertThat(again.view().account().id()).isEqualTo(account);
    assertThat(again.view().account().status().state()).isEqualTo(State.ACTIVE);
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void handleWhenReconnectingAsSomebodyElseThenRefusesAndTheAccountStaysAsItWas() {
    var account = stage.connect("ann", "chat");
    var opened = stage.open(forReconnect(account));
    stage.server.consenting(new Identity("u2", null, null));
    Secret handle = stage.consent(opened, "chat");
    assertRefused(Code.IDENTITY_MISMATCH, () -> stage.complete(opened, handle));
    assertThat(Objects.requireNonNull(stage.account(account).identity()).id()).isEqualTo("u1");
    assertThat(stage.token(account)).isEqualTo("access-1");
    assertThat(stage.look(opened).status()).isEqualTo("failed");
  }

  @Test
  void handleWhenReconnectingAndNobodySaysWhoItIsThenRefuses() {
    var account = stage.connect("ann", "chat");
    var opened = stage.open(forReconnect(account));
    stage.server.consenting(null);
    Secret handle = stage.consent(opened, "chat");
    assertRefused(Code.IDENTITY_MISMATCH, () -> stage.complete(opened, handle));
  }

  @Test
  void handleWhenRemovedWhileReconnectingThenUnknown() {
    var account = stage.connect("ann", "chat");
    var opened = stage.open(forReconnect(account));
    Secret handle = stage.consent(opened, "chat");
    stage.stores.tables.run(() -> stage.stores.accounts.remove(stage.workspace, account));
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> stage.complete(opened, handle));
    assertThat(stage.stores.accounts.find(stage.workspace, account)).isEmpty();
  }

  @Test
  void handleWhenTheIdentityIsAnotherAccountsThenRefuses() {
    stage.connect("ann", "chat");
    stage.server.consenting(null);
    var nameless = stage.connect("ann", "chat");
    var opened = stage.open(forReconnect(nameless));
    stage.server.consenting(new Identity("u1", null, null));
    Secret handle = stage.consent(opened, "chat");
    assertRefused(Code.IDENTITY_MISMATCH, () -> stage.complete(opened, handle));
  }
}
