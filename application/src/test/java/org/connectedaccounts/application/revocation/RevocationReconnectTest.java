package org.connectedaccounts.application.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.RevokedAccount.Reason;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.testing.AppSketch;
import org.junit.jupiter.api.Test;

/** Users who reconnect while a revocation is under way keep what they have got then. */
class RevocationReconnectTest extends RevocationCase {

  @Test
  void workWhenReconnectedMeanwhileThenTheFormerTokenAloneIsRevoked() {
    var account = drive("ann");
    var revocation = start();
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).containsExactly("revoke refresh-1");
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void workWhenReconnectedAndTheProviderIsInTroubleThenTheFormerTokenIsTriedAgain() {
    var account = drive("ann");
    var revocation = start();
    stage.connect("ann", "drive");
    stage.server.forget();
    stage.server.revocation(RevocationAnswer.UNAVAILABLE);
    work();
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REMAINING);
    stage.server.revocation(RevocationAnswer.REVOKED);
    stage.later(Duration.ofSeconds(6));

    work();

    assertThat(stage.server.said()).containsExactly("revoke refresh-1", "revoke refresh-1");
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void workWhenReconnectedAndBothAreOneGrantThenIsListedAndTheNewOneLives() {
    var account = drive("ann", GrantSharing.SHARED);
    var revocation = start();
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).isEmpty();
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.NOT_REVOCABLE);
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.RECONNECTED));
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void workWhenReconnectedWithTheSameTokenThenItIsNotRevoked() {
    drive("ann");
    var revocation = start();
    stage.server.answer(stage.server.issue("access-1", "refresh-1"));
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).isEmpty();
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.RECONNECTED));
  }

  @Test
  void workWhenReconnectedBeforeTheFirstByteAndBothAreOneGrantThenNothingIsSent() {
    var account = drive("ann", GrantSharing.SHARED);
    var revocation = start();
    stage.server.whileConnecting(() -> stage.connect("ann", "drive"));

    work();

    assertThat(stage.server.said()).containsExactly("code code-1");
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.RECONNECTED));
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void workWhenAnotherConnectsBeforeTheFirstByteAndBothAreOneGrantThenNothingIsSent() {
    drive("ann", GrantSharing.SHARED);
    var revocation = start();
    stage.server.whileConnecting(() -> stage.connect("bob", "drive"));

    work();
    stage.later(Duration.ofSeconds(6));
    work();

    assertThat(stage.server.said()).containsExactly("code code-1");
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.GRANT_SHARED));
  }

  @Test
  void workWhenALateTokenIsToBeRevokedAndItsUserReconnectsThenNothingIsSent() {
    var account = drive("ann", GrantSharing.SHARED);
    stage.later(Duration.ofMinutes(59));
    stage.server.answer(
        () -> {
          start();
          stage.later(Duration.ofMinutes(5));
          work();
          stage.server.whileConnecting(() -> stage.connect("ann", "drive"));
          return stage.server.issue("access-late", "refresh-late");
        });

    stage.vend(account);

    assertThat(stage.server.said())
        .containsExactly("refresh refresh-1", "revoke refresh-1", "code code-1");
  }

  @Test
  void workWhenReconnectedByAnotherClientThenTheFormerTokenIsShownByItsOwn() {
    drive("ann");
    stage.server.consenting(new Identity("u2", null, null));
    stage.connect("bob", "drive");
    stage.server.consenting(new Identity("u1", null, null));
    stage.putClient(stage.operator, "drive", "d");
    var revocation = start(new Selection(null, "ann", null));
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).containsExactly("revoke refresh-1");
    assertThat(stage.server.last().endpoint().client().clientId()).isEqualTo("c");
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
  }

  @Test
  void workWhenReconnectedByAnotherClientAndItsOwnIsGoneThenNobodySaysThatItWasRevoked() {
    drive("ann");
    stage.putClient(stage.operator, "drive", "d");
    var revocation = start();
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).isEmpty();
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.NOT_REVOCABLE);
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.RECONNECTED));
  }

  @Test
  void workWhenReconnectedByADefinitionOfTheWorkspaceThenItNeverMeetsTheOperatorsSecret() {
    drive("ann");
    stage.server.consenting(new Identity("u2", null, null));
    stage.connect("bob", "drive");
    stage.server.consenting(new Identity("u1", null, null));
    var revocation = start(new Selection(null, "ann", null));
    var own = AppSketch.oauth("drive").version("2").revocable(GrantSharing.SINGLE).define();
    stage.stores.apps.know(own);
    stage.stores.tables.run(
        () -> stage.stores.workspaceApps.put(stage.workspace, own.slug(), own.document()));
    stage.putClient(stage.key, "drive", "own");
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).isEmpty();
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.RECONNECTED));
  }

  @Test
  void workWhenReconnectedAndRevokedAnewThenEachEndsItsOwnToken() {
    drive("ann");
    var first = start();
    stage.connect("ann", "drive");
    var second = start();
    stage.server.forget();

    work();

    assertThat(stage.server.said())
        .containsExactlyInAnyOrder("revoke refresh-1", "revoke refresh-2");
    assertThat(entry(first).outcome()).isEqualTo(Outcome.REVOKED);
    assertThat(entry(second).outcome()).isEqualTo(Outcome.REVOKED);
  }

  @Test
  void workWhenReconnectedWhileTheProviderIsAskedThenTheReconnectStays() {
    var account = drive("ann");
    var revocation = start();
    stage.server.whileRevoking(
        () -> {
          stage.server.whileRevoking(() -> {});
          stage.connect("ann", "drive");
        });

    work();

    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stored(account).refreshToken()).isEqualTo(Secret.of("refresh-2"));
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
    assertThat(stage.server.said()).doesNotContain("revoke refresh-2");
  }
}
