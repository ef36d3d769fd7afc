package org.connectedaccounts.application.port;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workflow.Workflow;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Which step uses which account, and the workflows these steps belong to. A link is known by step,
 * name and user.
 */
public interface StepLinks {

  /**
   * Adds the link or replaces the one of the same step, name and user; makes the workflow if it is
   * new. A removal of the account that is under way is waited for.
   *
   * @return the one that it replaces, which nobody else changes until the unit of work ends
   * @throws Refusal ACCOUNT_NOT_FOUND if the account is gone
   */
  Optional<StepLink> put(StepLink link);

  /** By step, then name. */
  List<StepLink> ofStep(WorkspaceId workspace, StepRef step);

  List<StepLink> ofWorkflow(WorkspaceId workspace, String workflowId);

  List<StepLink> ofAccount(WorkspaceId workspace, AccountId account);

  /** Removes the link and answers it; empty if there is no such link. */
  Optional<StepLink> remove(
      WorkspaceId workspace, StepRef step, String name, @Nullable String externalUserId);

  /** Lets every link of one account name another; answers how many. */
  int replaceAccount(WorkspaceId workspace, AccountId from, AccountId to);

  Optional<Workflow> findWorkflow(WorkspaceId workspace, String workflowId);

  /**
   * As {@link #findWorkflow}; nobody else changes it, nor makes links of it, until the unit of work
   * ends.
   */
  Optional<Workflow> findWorkflowToChange(WorkspaceId workspace, String workflowId);

  /** Those of these ids that there are. */
  List<Workflow> findWorkflows(WorkspaceId workspace, Collection<String> workflowIds);

  /**
   * Adds the workflow or replaces its name and URL; nobody else changes it, nor makes links of it,
   * until the unit of work ends.
   *
   * @return what it was before; empty if it is new
   */
  Optional<Workflow> putWorkflow(Workflow workflow);

  /** Removes its links and answers them. */
  List<StepLink> removeLinksOfWorkflow(WorkspaceId workspace, String workflowId);

  /** Removes the workflow and its links; false if there is none. */
  boolean removeWorkflow(WorkspaceId workspace, String workflowId);
}
