package org.connectedaccounts.application.workflow;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.workflow.LinkRules.Linker;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workflow.Workflow;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Says of a workflow what it is called and all that its steps use, at once: all of it or nothing.
 */
public final class PutWorkflow {

  private final StepLinks links;
  private final LinkRules rules;
  private final LinkViews views;
  private final StoreClock clock;
  private final UnitOfWork unitOfWork;

  public PutWorkflow(
      StepLinks links, LinkRules rules, LinkViews views, StoreClock clock, UnitOfWork unitOfWork) {
    this.links = links;
    this.rules = rules;
    this.views = views;
    this.clock = clock;
    this.unitOfWork = unitOfWork;
  }

  public record Command(
      Caller caller,
      String workflowId,
      @Nullable String name,
      @Nullable String url,
      List<LinkSpec> links,
      Expectation expected) {

    /** Whatever is there. */
    public Command(
        Caller caller,
        String workflowId,
        @Nullable String name,
        @Nullable String url,
        List<LinkSpec> links) {
      this(caller, workflowId, name, url, links, Expectation.anything());
    }
  }

  public WorkflowView handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.LINK);
    LinkRules.checkWorkflow(command.workflowId());
    for (LinkSpec spec : command.links()) {
      LinkRules.check(new StepRef(command.workflowId(), spec.stepId()), spec.name());
    }
    var workflow = new Workflow(workspace, command.workflowId(), command.name(), command.url());
    unitOfWork.run(() -> write(workflow, command));
    return new WorkflowView(
        workflow, views.of(workspace, links.ofWorkflow(workspace, workflow.id())));
  }

  private void write(Workflow workflow, Command command) {
    List<LinkSpec> specs = command.links();
    Optional<Workflow> former = links.putWorkflow(workflow);
    List<StepLink> formerLinks = links.removeLinksOfWorkflow(workflow.workspace(), workflow.id());
    // Now that nobody else can change it; what is refused is taken back.
    command.expected().require(former.map(was -> was.version(formerLinks)).orElse(null));
    Set<List<@Nullable String>> seen = new HashSet<>();
    for (int i = 0; i < specs.size(); i++) {
      StepLink link = put(workflow, specs.get(i), i);
      var key = Arrays.asList(link.step().stepId(), link.name(), link.externalUserId());
      if (!seen.add(key)) {
        throw Refusal.invalid(
            "/links/" + i, "has the step, name and user of another link of this request");
      }
    }
  }

  private StepLink put(Workflow workflow, LinkSpec spec, int position) {
    try {
      StepLink link = link(workflow, spec);
      links.put(link);
      return link;
    } catch (Refusal refusal) {
      if (refusal.code() == Code.ACCOUNT_NOT_FOUND) {
        throw Refusal.invalid("/links/" + position + "/account_id", refusal.detail());
      }
      throw refusal;
    }
  }

  private StepLink link(Workflow workflow, LinkSpec spec) {
    var linker = Linker.byKey(workflow.workspace(), spec.externalUserId());
    ConnectedAccount account = rules.requireAccount(linker, spec);
    return new StepLink(
        workflow.workspace(),
        new StepRef(workflow.id(), spec.stepId()),
        LinkRules.nameOf(spec, account),
        spec.externalUserId(),
        account.id(),
        spec.scopes(),
        clock.now());
  }
}
