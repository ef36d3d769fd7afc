package org.connectedaccounts.application.workflow;

import java.util.List;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** The accounts that a step uses. */
public final class ListStepLinks {

  private final StepLinks links;
  private final LinkRules rules;
  private final LinkViews views;

  public ListStepLinks(StepLinks links, LinkRules rules, LinkViews views) {
    this.links = links;
    this.rules = rules;
    this.views = views;
  }

  /**
   * @param externalUserId only the links that count in this user's runs; null: all
   */
  public record Command(Caller caller, StepRef step, @Nullable String externalUserId) {}

  public List<LinkView> handle(Command command) {
    LinkRules.Linker linker =
        rules.requireLinker(
            command.caller(), Scope.ACCOUNTS_READ, command.step(), command.externalUserId());
    List<StepLink> found =
        links.ofStep(linker.workspace(), command.step()).stream()
            .filter(
                link ->
                    linker.user() == null
                        || link.externalUserId() == null
                        || link.externalUserId().equals(linker.user()))
            .toList();
    // A key may link anybody's account for everybody; a session must not learn of it.
    boolean session = command.caller() instanceof Caller.SessionHolder;
    return views.of(linker.workspace(), found).stream()
        .filter(view -> !session || linker.reaches(view.account().account()))
        .toList();
  }
}
