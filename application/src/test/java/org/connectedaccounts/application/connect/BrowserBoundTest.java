package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.connect.SessionProgress.Option;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.connectedaccounts.testing.StagePages;
import org.connectedaccounts.testing.StagePages.OnPage;
import org.junit.jupiter.api.Test;

class BrowserBoundTest {

  private final Stage stage = new Stage();
  private final StagePages pages = new StagePages(stage);
  private final OnPage page = pages.open(Stage.request("ann"));
  private final Opened session = page.session();

  BrowserBoundTest() {
    stage.changeWorkspace(true, Stage.RETURN_URL);
  }

  private ReceiveCallback.Outcome comeBack(String app) {
    return stage.comeBack(stage.authorize(session, app), Map.of("code", "code-1"), page.kept());
  }

  @Test
  void handleThenTheCallbackCompletesAndTheAccountSaysSo() {
    var outcome = comeBack("chat");
    assertThat(outcome.returnUrl())
        .isEqualTo("https://accounts.acme.example/connect/" + session.id().text() + "#done");
    var view = stage.look(session);
    assertThat(view.status()).isEqualTo("completed");
    assertThat(Objects.requireNonNull(view.account()).account().origin().binding())
        .isEqualTo(Binding.BROWSER_BOUND);
  }

  @Test
  void handleWhenTheCodeIsRefusedThenTheBrowserIsTold() {
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    var outcome = comeBack("chat");
    assertThat(outcome.returnUrl()).endsWith("#error=authorization_code_expired");
    assertThat(Objects.requireNonNull(outcome.refusal()).code())
        .isEqualTo(Code.AUTHORIZATION_CODE_EXPIRED);
    assertThat(stage.look(session).status()).isEqualTo("failed");
  }

  @Test
  void handleWhenAChoiceIsLeftThenTheSessionIsChoosing() {
    stage.stores.apps.offer(AppSketch.oauth("sites").choosing().define());
    stage.putClient(stage.operator, "sites", "c");
    stage.provider.options(new Option("s1", "One"), new Option("s2", "Two"));
    var outcome = comeBack("sites");
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
    comeBack("chat");
    assertThat(stage.look(session).status()).isEqualTo("awaiting_completion");
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleWhenAnotherBrowserComesBackThenTheBackendMustVerify() {
    var outcome = stage.comeBack(stage.authorize(session, "chat"));
    assertThat(outcome.returnUrl()).startsWith(Stage.RETURN_URL + "?session_id=");
    var connected = stage.complete(session, Stage.handleOf(outcome));
    assertThat(connected.view().account().origin().binding()).isEqualTo(Binding.USER_VERIFIED);
  }

  @Test
  void handleWhenBegunThroughTheApiThenTheBackendMustVerify() {
    var byApi = stage.open("ann");
    var outcome =
        stage.comeBack(stage.authorize(byApi, "chat"), Map.of("code", "code-1"), page.kept());
    assertThat(stage.look(byApi).status()).isEqualTo("awaiting_completion");
    assertThat(outcome.returnUrl()).contains("&handle=");
  }

  @Test
  void submitThenOnThePageTheFormCompletesAndThroughTheApiItDoesNot() {
    var byApi = stage.open("ann");
    assertThat(stage.type(byApi, "mail", Map.of("mail_key", "k-1")).status())
        .isEqualTo("awaiting_completion");
    assertThat(stage.type(session, "mail", Map.of("mail_key", "k-1")).status())
        .isEqualTo("completed");
  }
}
