package org.connectedaccounts.domain.workflow;

import java.time.Instant;
import java.util.List;
import org.connectedaccounts.domain.Version;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A step uses an account, under a name.
 *
 * @param name what the step calls it: the app's slug unless it uses two accounts of one app
 * @param externalUserId for whose runs; null: for everybody's
 * @param scopes what the step needs; empty: nobody said
 */
public record StepLink(
    WorkspaceId workspace,
    StepRef step,
    String name,
    @Nullable String externalUserId,
    AccountId account,
    List<String> scopes,
    Instant createdAt) {

  public StepLink {
    scopes = scopes.stream().distinct().toList();
  }

  /** Of all that can be put. */
  public Version version() {
    return Version.of(step.workflowId(), step.stepId(), name, externalUserId, account, scopes);
  }
}
