package org.connectedaccounts.application.port;

import java.util.List;
import java.util.Optional;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Definitions that workspaces brought, and a snapshot of every one that an attempt or an account
 * was made with.
 */
public interface WorkspaceApps {

  /**
   * For a write that goes by what is there: waits for whoever else holds the workspace's
   * definitions, and holds them until the unit of work ends.
   */
  void hold(WorkspaceId workspace);

  /** The document of the workspace's own definition. */
  Optional<String> find(WorkspaceId workspace, AppSlug slug);

  /** All documents of the workspace, by slug. */
  List<String> list(WorkspaceId workspace);

  /** How many the workspace has. */
  long count(WorkspaceId workspace);

  /** Adds the definition or replaces it. */
  void put(WorkspaceId workspace, AppSlug slug, String document);

  /** False if the workspace has none of this slug. Snapshots stay. */
  boolean remove(WorkspaceId workspace, AppSlug slug);

  /** Keeps a document for good; does nothing if it is kept already. */
  void keepSnapshot(DefinitionRef ref, String document);

  Optional<String> findSnapshot(DefinitionRef ref);
}
