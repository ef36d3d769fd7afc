package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.connect.SessionProgress.Failed;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a completion makes of an app that does not say whose the grant is. */
class WhoItIsTest {

  private static final Identity ANN = new Identity("u-1", "Ann", null);

  private final Stage stage = new Stage();

  @BeforeEach
  void offer() {
    stage.stores.apps.offer(AppSketch.oauth("desk").tellsWho().define());
    stage.putClient(stage.operator, "desk", "c");
    stage.server.consenting(null);
    stage.provider.identity(ANN);
  }

  private Opened open(@Nullable AccountId reconnect) {
    return stage.open(
        new SessionRequest(
            Kind.CONNECT, "ann", List.of(), reconnect, List.of(), false, null, Map.of(), null));
  }

  private void assertFails(Verdict answer, Code code, @Nullable AccountId reconnect) {
    var session = open(reconnect);
    stage.provider.tellsNobody(answer);
    var handle = stage.consent(session, "desk");
    assertRefused(code, () -> stage.complete(session, handle));
    assertThat(stage.look(session).session().progress())
        .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.code()).isEqualTo(code));
    stage.provider.identity(ANN);
    stage.complete(session, stage.consent(session, "desk"));
  }

  private long accounts() {
    return stage
        .stores
        .accounts
        .list(stage.workspace, Filter.ALL, new PageRequest(null, 200))
        .items()
        .size();
  }

  @Test
  void handleWhenTheAppDoesNotAnswerThenNothingIsSavedAndTheSessionMayTryAgain() {
    stage.connect("ann", "desk");
    assertFails(Verdict.UNREACHABLE, Code.PROVIDER_UNAVAILABLE, null);
    assertThat(accounts()).isEqualTo(1);
  }

  @Test
  void handleWhenTheAppTakesNoneOfItsTokensThenTheTokenIsRejected() {
    assertFails(Verdict.REJECTED, Code.TOKEN_REJECTED, null);
  }

  @Test
  void handleWhenTheAddressIsRefusedThenSaysSo() {
    assertFails(Verdict.DESTINATION_REFUSED, Code.DESTINATION_REFUSED, null);
  }

  @Test
  void handleWhenReconnectingAndTheAppDoesNotAnswerThenItIsNoOtherIdentity() {
    var account = stage.connect("ann", "desk");
    assertFails(Verdict.UNREACHABLE, Code.PROVIDER_UNAVAILABLE, account);
    assertThat(stage.account(account).generation()).isEqualTo(2);
  }

  @Test
  void handleWhenTheAppAnswersWithoutAnIdentityThenTheAccountHasNone() {
    stage.provider.identity(null);
    assertThat(stage.account(stage.connect("ann", "desk")).identity()).isNull();
  }
}
