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

  /** Puts another end to it. False if the workspace has no such key. */
  boolean endAt(WorkspaceId workspace, ApiKeyId id, Instant end);

  /** Oldest first. */
  List<ApiKey> list(WorkspaceId workspace);

  /** False if the workspace has no such key. */
  boolean remove(WorkspaceId workspace, ApiKeyId id);
}
