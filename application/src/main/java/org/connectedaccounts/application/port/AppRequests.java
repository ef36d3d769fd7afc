package org.connectedaccounts.application.port;

import java.time.Instant;
import java.util.UUID;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Wishes for apps that the catalogue lacks. */
public interface AppRequests {

  /**
   * @param name as first asked for
   * @param votes how many different voters asked, within the workspace or, to the operator, over
   *     all
   */
  record AppRequest(UUID id, String name, @Nullable String url, long votes, Instant createdAt) {}

  /**
   * @param key the name folded to lower-case letters and digits, by which two wishes are the same
   * @param voter the end user, or the workspace itself; a voter counts once
   */
  record Vote(
      WorkspaceId workspace,
      String key,
      String name,
      @Nullable String url,
      @Nullable String note,
      String voter) {}

  /** Counts the vote, making the request with this new id if it is the first. */
  AppRequest vote(Vote vote, UUID id);

  /** Most wanted first. The operator's id asks for the ranking over all workspaces. */
  Page<AppRequest> ranking(WorkspaceId workspace, PageRequest page);
}
