package org.connectedaccounts.application.workflow;

import java.util.Optional;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;

/** Links an account to a step under a name, in place of what had that name before. */
public final class PutStepLink {

  private final StepLinks links;
  private final LinkRules rules;
  private final AccountViews views;
  private final StoreClock clock;
  private final UnitOfWork unitOfWork;

  public PutStepLink(
      StepLinks links,
      LinkRules rules,
      AccountViews views,
      StoreClock clock,
      UnitOfWork unitOfWork) {
    this.links = links;
    this.rules = rules;
    this.views = views;
    this.clock = clock;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, String workflowId, LinkSpec link, Expectation expected) {

    /** Whatever is there. */
    public Command(Caller caller, String workflowId, LinkSpec link) {
      this(caller, workflowId, link, Expectation.anything());
    }
  }

  public LinkView handle(Command command) {
    LinkSpec spec = command.link();
    var step = new StepRef(command.workflowId(), spec.stepId());
    LinkRules.Linker linker =
        rules.requireLinker(command.caller(), Scope.LINK, step, spec.externalUserId());
    LinkRules.check(step, spec.name());
    StepLink link =
        unitOfWork.call(
            () -> {
              ConnectedAccount account = rules.requireAccount(linker, spec);
              var made =
                  new StepLink(
                      linker.workspace(),
                      step,
                      LinkRules.nameOf(spec, account),
                      linker.user(),
                      account.id(),
                      spec.scopes(),
                      clock.now());
              // Asked of what is replaced, now that nobody else can change it.
              Optional<StepLink> former = links.put(made);
              command.expected().require(former.map(StepLink::version).orElse(null));
              return made;
            });
    return LinkView.of(link, views.require(linker.workspace(), link.account()));
  }
}
