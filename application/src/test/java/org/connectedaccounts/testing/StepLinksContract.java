package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Fixtures.USER;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workflow.Workflow;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link StepLinks} owes. */
public interface StepLinksContract extends AccountStoreContract {

  private StepLink put(StepLink link) {
    inUnit(() -> stepLinks().put(link));
    return link;
  }

  private List<StepLink> ofStep(WorkspaceId workspace, String step) {
    return fromUnit(() -> stepLinks().ofStep(workspace, new StepRef("wf-1", step)));
  }

  private List<StepLink> ofWorkflow(WorkspaceId workspace, String workflow) {
    return fromUnit(() -> stepLinks().ofWorkflow(workspace, workflow));
  }

  @Test
  default void ofStepWhenPutThenReturnsEqualLinksByNameThenUser() {
    var account = added(newWorkspace());
    var full = put(Fixtures.link(account, "wf-1", "step-1"));
    var bare = put(Fixtures.bareLink(account, "wf-1", "step-1"));
    put(Fixtures.link(account, "wf-1", "step-2"));
    put(Fixtures.link(account, "wf-2", "step-1"));
    assertThat(full).hasNoNullFieldsOrProperties();

    assertThat(ofStep(account.workspace(), "step-1")).containsExactly(full, bare);
  }

  @Test
  default void ofStepWhenOtherWorkspaceThenEmpty() {
    var account = added(newWorkspace());
    put(Fixtures.link(account, "wf-1", "step-1"));
    var other = newWorkspace();

    assertThat(ofStep(other, "step-1")).isEmpty();
    assertThat(ofWorkflow(other, "wf-1")).isEmpty();
    assertThat(fromUnit(() -> stepLinks().ofAccount(other, account.id()))).isEmpty();
    assertThat(fromUnit(() -> stepLinks().findWorkflow(other, "wf-1"))).isEmpty();
  }

  @Test
  default void ofWorkflowWhenPutThenByStepThenName() {
    var account = added(newWorkspace());
    var second = put(Fixtures.link(account, "wf-1", "step-2"));
    var third = put(Fixtures.bareLink(account, "wf-1", "step-2"));
    var first = put(Fixtures.bareLink(account, "wf-1", "step-1"));
    var elsewhere = put(Fixtures.link(account, "wf-2", "step-1"));

    assertThat(ofWorkflow(account.workspace(), "wf-1")).containsExactly(first, second, third);
    assertThat(fromUnit(() -> stepLinks().ofAccount(account.workspace(), account.id())))
        .containsExactly(first, second, third, elsewhere);
  }

  @Test
  default void putWhenStepNameAndUserAreTheSameThenReplaces() {
    var workspace = newWorkspace();
    var former = added(workspace);
    var next = added(workspace);
    var replaced = put(Fixtures.link(former, "wf-1", "step-1"));
    var bare = Fixtures.link(next, "wf-1", "step-1");
    var replacement =
        new StepLink(
            workspace,
            bare.step(),
            bare.name(),
            bare.externalUserId(),
            next.id(),
            List.of("other"),
            bare.createdAt().plusSeconds(9));

    assertThat(fromUnit(() -> stepLinks().put(replacement))).contains(replaced);

    assertThat(ofStep(workspace, "step-1")).containsExactly(replacement);
  }

  @Test
  default void putWhenManyAtOnceMakeOneWorkflowThenAllAreThere() throws Exception {
    var account = added(newWorkspace());

    long done =
        Race.winners(
            8,
            () ->
                write(
                    () -> {
                      stepLinks().put(Fixtures.link(account, "wf-1", "step-1"));
                      return true;
                    }));

    assertThat(done).isEqualTo(8);
    assertThat(ofWorkflow(account.workspace(), "wf-1")).hasSize(1);
  }

  @Test
  default void putWhenManyAtOnceThenOneReplacesNothing() throws Exception {
    var account = added(newWorkspace());

    long first =
        Race.winners(
            8,
            () -> write(() -> stepLinks().put(Fixtures.link(account, "wf-1", "step-1")).isEmpty()));

    assertThat(first).isEqualTo(1);
  }

  @Test
  default void putWorkflowWhenManyAtOnceThenOneReplacesNothing() throws Exception {
    var workflow = new Workflow(newWorkspace(), "wf-1", "Invoices", null);

    long first = Race.winners(8, () -> write(() -> stepLinks().putWorkflow(workflow).isEmpty()));

    assertThat(first).isEqualTo(1);
  }

  @Test
  default void findWorkflowToChangeWhenALinkIsBeingMadeThenItComesAfterwards() throws Exception {
    var account = added(newWorkspace());
    var workspace = account.workspace();
    var there = put(Fixtures.link(account, "wf-1", "step-1"));
    var held = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var removing =
          threads.submit(
              () ->
                  fromUnit(
                      () -> {
                        stepLinks().findWorkflowToChange(workspace, "wf-1");
                        held.countDown();
                        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                        return stepLinks().removeLinksOfWorkflow(workspace, "wf-1");
                      }));
      held.await();
      var late = put(Fixtures.link(account, "wf-1", "step-2"));

      assertThat(removing.get()).containsExactly(there);
      assertThat(ofWorkflow(workspace, "wf-1")).containsExactly(late);
    }
  }

  @Test
  default void putWhenAccountIsUnknownThenRefusesAndNothingIsWritten() {
    var workspace = newWorkspace();
    var unknown = Fixtures.account(workspace);
    var elsewhere = added(newWorkspace());
    var stolen = Fixtures.link(elsewhere, "wf-1", "step-1");
    var foreign =
        new StepLink(
            workspace,
            stolen.step(),
            stolen.name(),
            stolen.externalUserId(),
            elsewhere.id(),
            stolen.scopes(),
            stolen.createdAt());

    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> put(Fixtures.link(unknown, "wf-1", "step-1")));
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> put(foreign));

    assertThat(ofWorkflow(workspace, "wf-1")).isEmpty();
    assertThat(fromUnit(() -> stepLinks().findWorkflow(workspace, "wf-1"))).isEmpty();
  }

  @Test
  default void putWhenTheAccountIsBeingRemovedThenWaitsAndRefuses() throws Exception {
    var account = added(newWorkspace());
    var held = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var removing =
          threads.submit(
              () ->
                  inUnit(
                      () -> {
                        accounts().hold(account.workspace(), account.id());
                        held.countDown();
                        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                        accounts().remove(account.workspace(), account.id());
                      }));
      held.await();
      assertRefused(Code.ACCOUNT_NOT_FOUND, () -> put(Fixtures.link(account, "wf-1", "step-1")));
      removing.get();
    }
  }

  @Test
  default void removeWhenThereThenTrueAndOthersStay() {
    var account = added(newWorkspace());
    var workspace = account.workspace();
    var full = put(Fixtures.link(account, "wf-1", "step-1"));
    var bare = put(Fixtures.bareLink(account, "wf-1", "step-1"));
    var other = newWorkspace();

    assertThat(fromUnit(() -> stepLinks().remove(other, full.step(), "crm", USER))).isEmpty();
    assertThat(fromUnit(() -> stepLinks().remove(workspace, full.step(), "crm", null))).isEmpty();
    assertThat(fromUnit(() -> stepLinks().remove(workspace, full.step(), "crm", USER)))
        .contains(full);
    assertThat(ofStep(workspace, "step-1")).containsExactly(bare);
    assertThat(fromUnit(() -> stepLinks().remove(workspace, bare.step(), bare.name(), null)))
        .contains(bare);
    assertThat(ofStep(workspace, "step-1")).isEmpty();
  }

  @Test
  default void replaceAccountWhenLinkedThenAllItsLinksNameTheOther() {
    var workspace = newWorkspace();
    var from = added(workspace);
    var to = added(workspace);
    put(Fixtures.link(from, "wf-1", "step-1"));
    put(Fixtures.bareLink(from, "wf-2", "step-1"));
    put(Fixtures.link(to, "wf-3", "step-1"));

    assertThat(fromUnit(() -> stepLinks().replaceAccount(newId(), from.id(), to.id()))).isZero();
    assertThat(fromUnit(() -> stepLinks().replaceAccount(workspace, from.id(), to.id())))
        .isEqualTo(2);

    assertThat(fromUnit(() -> stepLinks().ofAccount(workspace, from.id()))).isEmpty();
    assertThat(fromUnit(() -> stepLinks().ofAccount(workspace, to.id())))
        .containsExactly(
            Fixtures.link(to, "wf-1", "step-1"),
            Fixtures.bareLink(to, "wf-2", "step-1"),
            Fixtures.link(to, "wf-3", "step-1"));
  }

  private static WorkspaceId newId() {
    return new WorkspaceId(FakeIds.next());
  }

  @Test
  default void holdWhenALinkIsBeingMadeThenItIsSeen() throws Exception {
    var account = added(newWorkspace());
    var link = Fixtures.link(account, "wf-1", "step-1");
    var made = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var linking =
          threads.submit(
              () ->
                  inUnit(
                      () -> {
                        stepLinks().put(link);
                        made.countDown();
                        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                      }));
      made.await();
      var seen =
          threads.submit(
              () ->
                  fromUnit(
                      () -> {
                        accounts().hold(account.workspace(), account.id());
                        return stepLinks().ofAccount(account.workspace(), account.id());
                      }));
      assertThat(seen.get()).containsExactly(link);
      linking.get();
    }
  }

  @Test
  default void holdWhenGoneOrOfAnotherWorkspaceThenFalse() {
    var account = added(newWorkspace());
    assertThat(write(() -> accounts().hold(newId(), account.id()))).isFalse();
    assertThat(write(() -> accounts().hold(account.workspace(), account.id()))).isTrue();
    inUnit(() -> accounts().remove(account.workspace(), account.id()));
    assertThat(write(() -> accounts().hold(account.workspace(), account.id()))).isFalse();
  }

  @Test
  default void findWorkflowWhenPutThenEqualAndALinkLeavesItAsItIs() {
    var account = added(newWorkspace());
    var workspace = account.workspace();
    var named = new Workflow(workspace, "wf-1", "Invoices", "https://app.example/wf-1");
    assertThat(fromUnit(() -> stepLinks().putWorkflow(named))).isEmpty();
    put(Fixtures.link(account, "wf-1", "step-1"));
    put(Fixtures.link(account, "wf-2", "step-1"));

    assertThat(fromUnit(() -> stepLinks().findWorkflow(workspace, "wf-1"))).contains(named);
    assertThat(fromUnit(() -> stepLinks().findWorkflow(workspace, "wf-2")))
        .contains(new Workflow(workspace, "wf-2", null, null));

    var unnamed = new Workflow(workspace, "wf-1", null, null);
    assertThat(fromUnit(() -> stepLinks().putWorkflow(unnamed))).contains(named);
    assertThat(fromUnit(() -> stepLinks().findWorkflow(workspace, "wf-1"))).contains(unnamed);
  }

  @Test
  default void removeWorkflowWhenThereThenItsLinksGoToo() {
    var account = added(newWorkspace());
    var workspace = account.workspace();
    put(Fixtures.link(account, "wf-1", "step-1"));
    var other = put(Fixtures.link(account, "wf-2", "step-1"));

    assertThat(write(() -> stepLinks().removeWorkflow(newId(), "wf-1"))).isFalse();
    assertThat(write(() -> stepLinks().removeWorkflow(workspace, "wf-1"))).isTrue();
    assertThat(write(() -> stepLinks().removeWorkflow(workspace, "wf-1"))).isFalse();

    assertThat(fromUnit(() -> stepLinks().ofAccount(workspace, account.id())))
        .containsExactly(other);
  }

  @Test
  default void removeLinksOfWorkflowWhenThereThenTheWorkflowStays() {
    var account = added(newWorkspace());
    var workspace = account.workspace();
    var its = put(Fixtures.link(account, "wf-1", "step-1"));
    var other = put(Fixtures.link(account, "wf-2", "step-1"));

    assertThat(fromUnit(() -> stepLinks().removeLinksOfWorkflow(workspace, "wf-1")))
        .containsExactly(its);

    assertThat(fromUnit(() -> stepLinks().ofAccount(workspace, account.id())))
        .containsExactly(other);
    assertThat(fromUnit(() -> stepLinks().findWorkflow(workspace, "wf-1"))).isPresent();
  }
}
