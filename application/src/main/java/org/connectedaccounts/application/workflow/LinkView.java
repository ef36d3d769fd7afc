package org.connectedaccounts.application.workflow;

import java.util.List;
import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.domain.workflow.StepLink;

/**
 * A link as it is shown.
 *
 * @param missingScopes those that the step needs and the account was not granted
 */
public record LinkView(StepLink link, AccountView account, List<String> missingScopes) {

  static LinkView of(StepLink link, AccountView account) {
    return new LinkView(link, account, account.account().scopes().missing(link.scopes()));
  }
}
