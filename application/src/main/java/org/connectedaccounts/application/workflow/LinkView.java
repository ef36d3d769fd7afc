package org.connectedaccounts.application.workflow;

import java.util.List;
import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * A link as it is shown.
 *
 * @param workflow told where a caller asks who uses an account
 * @param missingScopes those that the step needs and the account was not granted
 */
public record LinkView(
    StepLink link, AccountView account, @Nullable Workflow workflow, List<String> missingScopes) {

  static LinkView of(StepLink link, AccountView account) {
    return of(link, account, null);
  }

  static LinkView of(StepLink link, AccountView account, @Nullable Workflow workflow) {
    return new LinkView(link, account, workflow, account.account().scopes().missing(link.scopes()));
  }
}
