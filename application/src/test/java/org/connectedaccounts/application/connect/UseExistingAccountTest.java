package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.connect.SessionRequest.LinkTarget;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.junit.jupiter.api.Test;

class UseExistingAccountTest {

  private static final StepRef STEP = new StepRef("w1", "s1");

  private final Stage stage = new Stage();
  private final Opened session =
      stage.open(
          new SessionRequest(
              Kind.CONNECT,
              "ann",
              List.of(),
              null,
              List.of(),
              false,
              new LinkTarget(STEP, null),
              Map.of(),
              null));

  private SessionView use(Opened opened, AccountId account) {
    return stage.use.useExisting.handle(
        new UseExistingAccount.Command(opened.holder(), opened.id(), account));
  }

  @Test
  void handleWhenOwnThenLinkedWithoutAskingAnybody() {
    var account = stage.mail("ann", false);
    int asked = stage.provider.calls().size();
    assertThat(use(session, account).status()).isEqualTo("completed");
    var link = stage.stores.links.ofStep(stage.workspace, STEP).getFirst();
    assertThat(link.account()).isEqualTo(account);
    assertThat(link.name()).isEqualTo("mail");
    assertThat(link.externalUserId()).isEqualTo("ann");
    assertThat(stage.provider.calls()).hasSize(asked);
  }

  @Test
  void handleWhenSharedOrOfTheWorkspaceThenLinked() {
    assertThat(use(session, stage.mail("bob", true)).status()).isEqualTo("completed");
    assertThat(use(stage.open("ann"), stage.mail(null, false)).status()).isEqualTo("completed");
  }

  @Test
  void handleWhenAnothersThenUnknown() {
    var account = stage.mail("bob", false);
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> use(session, account));
    assertThat(stage.stores.links.ofStep(stage.workspace, STEP)).isEmpty();
    assertThat(stage.look(session).status()).isEqualTo("pending");
  }

  @Test
  void handleWhenItNeedsAReconnectThenSaysSo() {
    var account = stage.connect("ann", "chat");
    stage.later(Duration.ofMinutes(61));
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    var later = stage.open("ann");
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> use(later, account));
  }

  @Test
  void handleWhenOfAnotherWorkspaceThenUnknown() {
    var other = new Stage();
    var account = other.mail("ann", true);
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> use(session, account));
  }

  @Test
  void handleWhenOfAnotherAppThenRefuses() {
    var account = stage.mail("ann", false);
    var narrow = stage.open(Stage.request("ann", "chat"));
    assertRefused(Code.APP_NOT_ALLOWED, () -> use(narrow, account));
  }

  @Test
  void handleWhenSomethingElseWasBegunThenItIsGivenUp() {
    var account = stage.mail("ann", false);
    String url = stage.authorize(session, "chat");
    use(session, account);
    assertThat(stage.comeBack(url).refusal()).isNotNull();
    assertThat(stage.look(session).status()).isEqualTo("completed");
  }

  @Test
  void handleWhenCompletedThenRefuses() {
    var account = stage.mail("ann", false);
    use(session, account);
    assertRefused(Code.SESSION_STATE, () -> use(session, account));
  }
}
