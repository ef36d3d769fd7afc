package org.connectedaccounts.application.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

class PutWorkflowTest {

  private final Stage stage = new Stage();
  private final AccountId mail = stage.mail("ann", false);

  private WorkflowView put(LinkSpec... links) {
    return stage.use.putWorkflow.handle(
        new PutWorkflow.Command(stage.key, "w1", "Mails", "https://w.example/1", List.of(links)));
  }

  private WorkflowView get(Caller caller) {
    return stage.use.getWorkflow.handle(new GetWorkflow.Command(caller, "w1"));
  }

  private static LinkSpec link(String step, AccountId account) {
    return new LinkSpec(step, null, account, "ann", List.of());
  }

  @Test
  void handleThenNameAndAllLinksAreThere() {
    put(link("s1", mail), link("s2", mail));
    var view = get(stage.key);
    assertThat(view.workflow().name()).isEqualTo("Mails");
    assertThat(view.links()).hasSize(2);
    assertThat(view.links().getFirst().account().workflowCount()).isEqualTo(1);
  }

  @Test
  void handleWhenPutAgainThenWhatIsLeftOutGoes() {
    put(link("s1", mail), link("s2", mail));
    put(link("s2", mail));
    assertThat(get(stage.key).links())
        .extracting(view -> view.link().step().stepId())
        .containsExactly("s2");
  }

  @Test
  void handleWhenOneLinkIsWrongThenNothingChanges() {
    put(link("s1", mail));
    var foreign = stage.mail("bob", false);
    assertInvalid(() -> put(link("s2", mail), link("s3", foreign)), "/links/1/account_id");
    assertThat(get(stage.key).links())
        .extracting(view -> view.link().step().stepId())
        .containsExactly("s1");
  }

  @Test
  void handleWhenTwoLinksAreTheSameThenRefuses() {
    assertInvalid(() -> put(link("s1", mail), link("s1", mail)), "/links/1");
    assertRefused(Code.WORKFLOW_NOT_FOUND, () -> get(stage.key));
  }

  @Test
  void handleWhenAnotherWorkspaceAsksThenUnknown() {
    put(link("s1", mail));
    var other = Stage.keyOf(stage.newWorkspace());
    assertRefused(Code.WORKFLOW_NOT_FOUND, () -> get(other));
    assertRefused(
        Code.WORKFLOW_NOT_FOUND,
        () -> stage.use.deleteWorkflow.handle(new DeleteWorkflow.Command(other, "w1")));
    assertThat(get(stage.key).links()).hasSize(1);
  }

  @Test
  void deleteThenItsAccountsAreFree() {
    put(link("s1", mail));
    stage.use.deleteWorkflow.handle(new DeleteWorkflow.Command(stage.key, "w1"));
    assertThat(stage.stores.links.ofAccount(stage.workspace, mail)).isEmpty();
    assertRefused(Code.WORKFLOW_NOT_FOUND, () -> get(stage.key));
  }
}
