package org.connectedaccounts.application.workflow;

import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** Takes a link away; the account stays. */
public final class DeleteStepLink {

  private final StepLinks links;
  private final LinkRules rules;
  private final UnitOfWork unitOfWork;

  public DeleteStepLink(StepLinks links, LinkRules rules, UnitOfWork unitOfWork) {
    this.links = links;
    this.rules = rules;
    this.unitOfWork = unitOfWork;
  }

  /**
   * @param externalUserId whose link; null: everybody's
   */
  public record Command(
      Caller caller,
      StepRef step,
      String name,
      @Nullable String externalUserId,
      Expectation expected) {

    /** In whatever state it is. */
    public Command(Caller caller, StepRef step, String name, @Nullable String externalUserId) {
      this(caller, step, name, externalUserId, Expectation.anything());
    }
  }

  public void handle(Command command) {
    LinkRules.Linker linker =
        rules.requireLinker(command.caller(), Scope.LINK, command.step(), command.externalUserId());
    unitOfWork.run(
        () -> {
          StepLink removed =
              links
                  .remove(linker.workspace(), command.step(), command.name(), linker.user())
                  .orElseThrow(
                      () -> Refusal.of(Code.STEP_LINK_NOT_FOUND, "The step has no such link."));
          command.expected().require(removed.version());
        });
  }
}
