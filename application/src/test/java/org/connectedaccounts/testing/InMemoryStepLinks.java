package org.connectedaccounts.testing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workflow.Workflow;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** {@link StepLinks} in memory. */
public final class InMemoryStepLinks implements StepLinks {

  private final InMemoryTables tables;
  private final Map<RowKey, StepLink> links;
  private final Map<RowKey, Workflow> workflows;

  public InMemoryStepLinks(InMemoryTables tables) {
    this.tables = tables;
    this.links = links(tables);
    this.workflows = tables.table("workflow");
  }

  private static Map<RowKey, StepLink> links(InMemoryTables tables) {
    return tables.table("step_link");
  }

  /** How many workflows use the account. */
  static long workflows(InMemoryTables tables, WorkspaceId workspace, AccountId account) {
    return links(tables).values().stream()
        .filter(link -> isOf(link, workspace, account))
        .map(link -> link.step().workflowId())
        .distinct()
        .count();
  }

  /** What the account's steps need. */
  static List<String> scopes(InMemoryTables tables, WorkspaceId workspace, AccountId account) {
    return links(tables).values().stream()
        .filter(link -> isOf(link, workspace, account))
        .flatMap(link -> link.scopes().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** What goes with an account. */
  static void removeOf(InMemoryTables tables, WorkspaceId workspace, AccountId account) {
    links(tables).values().removeIf(link -> isOf(link, workspace, account));
  }

  @Override
  public Optional<StepLink> put(StepLink link) {
    return tables.atomically(
        () -> {
          if (InMemoryConnectedAccounts.all(tables)
              .noneMatch(account -> isOf(link, account.workspace(), account.id()))) {
            throw Refusal.of(Refusal.Code.ACCOUNT_NOT_FOUND, "There is no such account.");
          }
          var workspace = link.workspace();
          var workflow = link.step().workflowId();
          workflows.putIfAbsent(
              RowKey.of(workspace, workflow), new Workflow(workspace, workflow, null, null));
          return Optional.ofNullable(links.put(key(link), link));
        });
  }

  @Override
  public List<StepLink> ofStep(WorkspaceId workspace, StepRef step) {
    return of(workspace, link -> link.step().equals(step)).toList();
  }

  @Override
  public List<StepLink> ofWorkflow(WorkspaceId workspace, String workflowId) {
    return of(workspace, link -> link.step().workflowId().equals(workflowId)).toList();
  }

  @Override
  public List<StepLink> ofAccount(WorkspaceId workspace, AccountId account) {
    return of(workspace, link -> link.account().equals(account)).toList();
  }

  @Override
  public Optional<StepLink> remove(
      WorkspaceId workspace, StepRef step, String name, @Nullable String externalUserId) {
    return Optional.ofNullable(links.remove(key(workspace, step, name, externalUserId)));
  }

  @Override
  public int replaceAccount(WorkspaceId workspace, AccountId from, AccountId to) {
    return tables.atomically(
        () -> {
          var replaced = ofAccount(workspace, from);
          replaced.forEach(
              link ->
                  put(
                      new StepLink(
                          workspace,
                          link.step(),
                          link.name(),
                          link.externalUserId(),
                          to,
                          link.scopes(),
                          link.createdAt())));
          return replaced.size();
        });
  }

  @Override
  public Optional<Workflow> findWorkflow(WorkspaceId workspace, String workflowId) {
    return Optional.ofNullable(workflows.get(RowKey.of(workspace, workflowId)));
  }

  /** Units of work run one after the other. */
  @Override
  public Optional<Workflow> findWorkflowToChange(WorkspaceId workspace, String workflowId) {
    return findWorkflow(workspace, workflowId);
  }

  @Override
  public List<Workflow> findWorkflows(WorkspaceId workspace, Collection<String> workflowIds) {
    return workflowIds.stream()
        .distinct()
        .flatMap(id -> findWorkflow(workspace, id).stream())
        .toList();
  }

  @Override
  public Optional<Workflow> putWorkflow(Workflow workflow) {
    return Optional.ofNullable(
        workflows.put(RowKey.of(workflow.workspace(), workflow.id()), workflow));
  }

  @Override
  public List<StepLink> removeLinksOfWorkflow(WorkspaceId workspace, String workflowId) {
    return tables.atomically(
        () -> {
          var removed = ofWorkflow(workspace, workflowId);
          removed.forEach(link -> links.remove(key(link)));
          return removed;
        });
  }

  @Override
  public boolean removeWorkflow(WorkspaceId workspace, String workflowId) {
    return tables.atomically(
        () -> {
          removeLinksOfWorkflow(workspace, workflowId);
          return workflows.remove(RowKey.of(workspace, workflowId)) != null;
        });
  }

  private Stream<StepLink> of(WorkspaceId workspace, Predicate<StepLink> which) {
    return links.values().stream().filter(link -> link.workspace().equals(workspace)).filter(which);
  }

  private static boolean isOf(StepLink link, WorkspaceId workspace, AccountId account) {
    return link.workspace().equals(workspace) && link.account().equals(account);
  }

  private static RowKey key(StepLink link) {
    return key(link.workspace(), link.step(), link.name(), link.externalUserId());
  }

  private static RowKey key(
      WorkspaceId workspace, StepRef step, String name, @Nullable String externalUserId) {
    return RowKey.of(
        workspace,
        step.workflowId(),
        step.stepId(),
        name,
        externalUserId == null ? "" : externalUserId);
  }
}
