package org.connectedaccounts.adapters.out.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workflow.Workflow;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@BriefSession
class JpaStepLinks implements StepLinks {

  private final StatelessSession session;

  JpaStepLinks(StatelessSession session) {
    this.session = session;
  }

  @Override
  public Optional<StepLink> put(StepLink link) {
    requireAccount(link);
    makeWorkflow(link.workspace(), link.step().workflowId());
    // Whoever comes second waits at one of the two, and then sees what the first one wrote.
    Optional<StepLinkRow> former = Optional.empty();
    while (former.isEmpty() && !isAdded(link)) {
      former = lock(StepLinkRow.Key.of(link));
    }
    former.ifPresent(_ -> update(link));
    return former.map(StepLinkRow::toDomain);
  }

  /** False if it is there already. */
  private boolean makeWorkflow(WorkspaceId workspace, String workflowId) {
    return write(
            """
            insert into workflow (workspace_id, workflow_id) values (:workspace, :workflow)
            on conflict do nothing
            """,
            Map.of("workspace", workspace.value(), "workflow", workflowId))
        == 1;
  }

  private boolean isAdded(StepLink link) {
    return write(
            """
            insert into step_link (workspace_id, workflow_id, step_id, name, external_user_id,
              account_id, scopes, created_at)
            values (:workspace, :workflow, :step, :name, :user, :account, :scopes, :createdAt)
            on conflict do nothing
            """,
            columns(link))
        == 1;
  }

  private void update(StepLink link) {
    write(
        """
        update step_link set account_id = :account, scopes = :scopes, created_at = :createdAt
        where workspace_id = :workspace and workflow_id = :workflow and step_id = :step
          and name = :name and external_user_id = :user
        """,
        columns(link));
  }

  private Optional<StepLinkRow> lock(StepLinkRow.Key key) {
    return Optional.ofNullable(session.get(StepLinkRow.class, key, LockMode.PESSIMISTIC_WRITE));
  }

  private static Map<String, Object> columns(StepLink link) {
    return Map.of(
        "workspace", link.workspace().value(),
        "workflow", link.step().workflowId(),
        "step", link.step().stepId(),
        "name", link.name(),
        "user", StepLinkRow.user(link.externalUserId()),
        "account", link.account().value(),
        "scopes", link.scopes().toArray(String[]::new),
        "createdAt", link.createdAt());
  }

  /** Before the foreign key says it, in the lock that the foreign key takes as well. */
  private void requireAccount(StepLink link) {
    boolean there =
        session
            .createNativeQuery(
                """
                select id from connected_account where workspace_id = :workspace and id = :id
                for key share
                """,
                UUID.class)
            .setParameter("workspace", link.workspace().value())
            .setParameter("id", link.account().value())
            .uniqueResultOptional()
            .isPresent();
    if (!there) {
      throw Refusal.of(Code.ACCOUNT_NOT_FOUND, "There is no such account.");
    }
  }

  @Override
  public List<StepLink> ofStep(WorkspaceId workspace, StepRef step) {
    return links(
        "l.workflowId = :workflow and l.stepId = :step",
        Map.of(
            "workspace", workspace.value(),
            "workflow", step.workflowId(),
            "step", step.stepId()));
  }

  @Override
  public List<StepLink> ofWorkflow(WorkspaceId workspace, String workflowId) {
    return links(
        "l.workflowId = :workflow", Map.of("workspace", workspace.value(), "workflow", workflowId));
  }

  @Override
  public List<StepLink> ofAccount(WorkspaceId workspace, AccountId account) {
    return links(
        "l.accountId = :account",
        Map.of("workspace", workspace.value(), "account", account.value()));
  }

  private List<StepLink> links(String condition, Map<String, Object> values) {
    return links(condition, values, LockMode.NONE);
  }

  private List<StepLink> links(String condition, Map<String, Object> values, LockMode lock) {
    var query =
        session
            .createSelectionQuery(
                "from StepLinkRow l where l.workspaceId = :workspace and "
                    + condition
                    + " order by l.workflowId, l.stepId, l.name, l.externalUserId",
                StepLinkRow.class)
            .setHibernateLockMode(lock);
    values.forEach(query::setParameter);
    return query.getResultStream().map(StepLinkRow::toDomain).toList();
  }

  @Override
  public Optional<StepLink> remove(
      WorkspaceId workspace, StepRef step, String name, @Nullable String externalUserId) {
    Optional<StepLinkRow> row = lock(StepLinkRow.Key.of(workspace, step, name, externalUserId));
    row.ifPresent(session::delete);
    return row.map(StepLinkRow::toDomain);
  }

  @Override
  public int replaceAccount(WorkspaceId workspace, AccountId from, AccountId to) {
    return write(
        """
        update step_link set account_id = :to
        where workspace_id = :workspace and account_id = :from
        """,
        Map.of("workspace", workspace.value(), "from", from.value(), "to", to.value()));
  }

  @Override
  public Optional<Workflow> findWorkflow(WorkspaceId workspace, String workflowId) {
    return session
        .createSelectionQuery(
            "from WorkflowRow w where w.workspaceId = :workspace and w.workflowId = :workflow",
            WorkflowRow.class)
        .setParameter("workspace", workspace.value())
        .setParameter("workflow", workflowId)
        .uniqueResultOptional()
        .map(WorkflowRow::toDomain);
  }

  /** A foreign key's check of the row waits for this lock: no link is made meanwhile. */
  @Override
  public Optional<Workflow> findWorkflowToChange(WorkspaceId workspace, String workflowId) {
    return session
        .createNativeQuery(
            "select * from workflow where workspace_id = :workspace and workflow_id = :workflow"
                + " for update",
            WorkflowRow.class)
        .setParameter("workspace", workspace.value())
        .setParameter("workflow", workflowId)
        .uniqueResultOptional()
        .map(WorkflowRow::toDomain);
  }

  @Override
  public List<Workflow> findWorkflows(WorkspaceId workspace, Collection<String> workflowIds) {
    return session
        .createSelectionQuery(
            "from WorkflowRow w where w.workspaceId = :workspace and w.workflowId in :workflows",
            WorkflowRow.class)
        .setParameter("workspace", workspace.value())
        .setParameter("workflows", workflowIds)
        .stream()
        .map(WorkflowRow::toDomain)
        .toList();
  }

  @Override
  public Optional<Workflow> putWorkflow(Workflow workflow) {
    Optional<Workflow> former = Optional.empty();
    while (former.isEmpty() && !makeWorkflow(workflow.workspace(), workflow.id())) {
      former = findWorkflowToChange(workflow.workspace(), workflow.id());
    }
    session
        .createNativeMutationQuery(
            """
            update workflow set name = :name, url = :url
            where workspace_id = :workspace and workflow_id = :workflow
            """)
        .setParameter("workspace", workflow.workspace().value())
        .setParameter("workflow", workflow.id())
        .setParameter("name", workflow.name(), String.class)
        .setParameter("url", workflow.url(), String.class)
        .executeUpdate();
    return former;
  }

  @Override
  public List<StepLink> removeLinksOfWorkflow(WorkspaceId workspace, String workflowId) {
    Map<String, Object> its = Map.of("workspace", workspace.value(), "workflow", workflowId);
    List<StepLink> removed = links("l.workflowId = :workflow", its, LockMode.PESSIMISTIC_WRITE);
    write("delete from step_link where workspace_id = :workspace and workflow_id = :workflow", its);
    return removed;
  }

  @Override
  public boolean removeWorkflow(WorkspaceId workspace, String workflowId) {
    return write(
            "delete from workflow where workspace_id = :workspace and workflow_id = :workflow",
            Map.of("workspace", workspace.value(), "workflow", workflowId))
        == 1;
  }

  private int write(String sql, Map<String, Object> values) {
    var statement = session.createNativeMutationQuery(sql);
    values.forEach(statement::setParameter);
    return statement.executeUpdate();
  }
}
