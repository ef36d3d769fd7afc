package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.connect.SessionProgress.Option;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.junit.jupiter.api.Test;

class BrowserBoundTest {

  private final Stage stage = new Stage();
  private final Opened session = stage.open("ann");

  BrowserBoundTest() {
    stage.changeWorkspace(true, Stage.RETURN_URL);
  }

  @Test
  void handleThenTheCallbackCompletesAndTheAccountSaysSo() {
    var outcome = stage.comeBack(stage.authorize(session, "chat"));
    assertThat(outcome.returnUrl())
        .isEqualTo(Stage.RETURN_URL + "?session_id=" + session.id().text());
    var view = stage.look(session);
    assertThat(view.status()).isEqualTo("completed");
    assertThat(Objects.requireNonNull(view.account()).account().origin().binding())
        .isEqualTo(Binding.BROWSER_BOUND);
  }

  @Test
  void handleWhenTheCodeIsRefusedThenTheBrowserIsTold() {
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    var outcome = stage.comeBack(stage.authorize(session, "chat"));
    assertThat(outcome.returnUrl()).endsWith("&error=authorization_code_expired");
    assertThat(Objects.requireNonNull(outcome.refusal()).code())
        .isEqualTo(Code.AUTHORIZATION_CODE_EXPIRED);
    assertThat(stage.look(session).status()).isEqualTo("failed");
  }

  @Test
  void handleWhenAChoiceIsLeftThenTheSessionIsChoosing() {
    stage.stores.apps.offer(AppSketch.oauth("sites").choosing().define());
    stage.putClient(stage.operator, "sites", "c");
    stage.provider.options(new Option("s1", "One"), new Option("s2", "Two"));
    var outcome = stage.comeBack(stage.authorize(session, "sites"));
    assertThat(outcome.refusal()).isNull();
    assertThat(stage.look(session).status()).isEqualTo("choosing");
    var view =
        stage.use.choose.handle(new ChooseOption.Command(session.holder(), session.id(), "s2"));
    assertThat(Objects.requireNonNull(view.account()).account().origin().binding())
        .isEqualTo(Binding.BROWSER_BOUND);
  }

  @Test
  void handleWhenNotBrowserBoundThenNothingCompletesByItself() {
    stage.changeWorkspace(false, Stage.RETURN_URL);
    stage.comeBack(stage.authorize(session, "chat"));
    assertThat(stage.look(session).status()).isEqualTo("awaiting_completion");
    assertThat(stage.server.calls()).isEmpty();
  }
}
