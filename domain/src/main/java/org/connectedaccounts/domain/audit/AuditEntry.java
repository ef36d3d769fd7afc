package org.connectedaccounts.domain.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did, or tried to do. Holds no secret.
 *
 * @param workspace whose it is; the operator's own where it is nobody's
 * @param action an operation of the contract, or a type of event
 */
public record AuditEntry(
    WorkspaceId workspace,
    AuditEntryId id,
    Instant at,
    Actor actor,
    String action,
    Outcome outcome,
    Subject subject,
    Circumstances circumstances) {

  /**
   * What came of it.
   *
   * @param status of HTTP; null: nobody called
   * @param code of the problem, if it was refused; of an event its reason
   */
  public record Outcome(@Nullable Integer status, @Nullable String code) {}

  /**
   * What it was about, as far as that is known.
   *
   * @param targets ids and names: what a change named in its path, and what it made; none where a
   *     credential was read, since the other fields say it all
   */
  public record Subject(
      Set<AccountId> accounts,
      List<String> targets,
      @Nullable String externalUserId,
      @Nullable String workflowId,
      @Nullable String stepId) {

    public Subject {
      accounts = Set.copyOf(accounts);
      targets = List.copyOf(targets);
    }
  }

  /**
   * What the caller brought along.
   *
   * @param purpose in its own words
   * @param address it came from
   * @param requestId as its answer named it, in {@code X-Request-Id}
   */
  public record Circumstances(
      @Nullable String purpose, @Nullable String address, @Nullable String requestId) {}
}
