package org.connectedaccounts.application.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Keys of workspaces; of the key itself only its {@link Fingerprints fingerprint} is kept. */
public interface ApiKeys {

  void add(ApiKey key, String fingerprint);

  /** Of whatever workspace: the key is what tells the tenant. Expired ones are found too. */
  Optional<ApiKey> findByFingerprint(String fingerprint);

  Optional<ApiKey> find(WorkspaceId workspace, ApiKeyId id);

  /** Notes that it is being used; needs no unit of work. */
  void used(WorkspaceId workspace, ApiKeyId id);

  /**
   * Puts another end to a key that another one takes the place of. False if the workspace has no
   * such key, or another one has taken its place already.
   */
  boolean replace(WorkspaceId workspace, ApiKeyId id, ApiKeyId by, Instant end);

  /** Oldest first. */
  List<ApiKey> list(WorkspaceId workspace);

  /** False if the workspace has no such key. */
  boolean remove(WorkspaceId workspace, ApiKeyId id);
}
