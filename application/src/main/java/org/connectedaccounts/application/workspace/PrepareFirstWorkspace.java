package org.connectedaccounts.application.workspace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.SharedIdentities;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * At the start: gives the operator its encryption keys and, where there is no workspace yet, makes
 * the first one with the key that the surroundings chose. A key that was deleted later stays
 * deleted.
 */
public final class PrepareFirstWorkspace {

  private static final long VERSION_7 = 0x7000;

  private final Store store;
  private final ApiKeys apiKeys;
  private final Fingerprints fingerprints;
  private final KeyMaker keys;
  private final DataKeyRing ring;

  public PrepareFirstWorkspace(
      Store store, ApiKeys apiKeys, Fingerprints fingerprints, KeyMaker keys, DataKeyRing ring) {
    this.store = store;
    this.apiKeys = apiKeys;
    this.fingerprints = fingerprints;
    this.keys = keys;
    this.ring = ring;
  }

  /** Where a workspace begins. */
  public record Store(
      Workspaces workspaces, DataKeys dataKeys, StoreClock clock, UnitOfWork unitOfWork) {}

  /**
   * @param returnUrls what the first workspace registers
   */
  public record Command(Secret apiKey, List<String> returnUrls) {}

  /** Whether the key is one that this store knows, now or from before. */
  public boolean handle(Command command) {
    ring.prepare(WorkspaceId.OPERATOR);
    if (isEmpty()) {
      begin(command);
    }
    return apiKeys.findByFingerprint(fingerprint(command)).isPresent();
  }

  private void begin(Command command) {
    // Made of the key, so that two replicas that start at once mean the same workspace.
    var id = new WorkspaceId(firstId(fingerprint(command)));
    DataKey dataKey = ring.begin(id);
    try {
      store.unitOfWork().run(() -> add(id, dataKey, command));
    } catch (RuntimeException e) {
      if (isEmpty()) {
        throw e;
      }
    }
  }

  private void add(WorkspaceId id, DataKey dataKey, Command command) {
    store
        .workspaces()
        .add(
            new Workspace(
                id,
                "First workspace",
                null,
                null,
                command.returnUrls(),
                List.of(),
                false,
                SharedIdentities.ALLOW,
                store.clock().now()));
    store.dataKeys().add(dataKey);
    keys.keep(command.apiKey(), id, KeyMaker.Spec.ofAll("bootstrap key"));
  }

  private boolean isEmpty() {
    return store.workspaces().list(new PageRequest(null, 1)).items().isEmpty();
  }

  private String fingerprint(Command command) {
    return fingerprints.of(Purpose.API_KEY, command.apiKey());
  }

  private static UUID firstId(String fingerprint) {
    var hash = UUID.nameUUIDFromBytes(fingerprint.getBytes(StandardCharsets.UTF_8));
    // A UUID version 7 of the year 1970, so that the first workspace stays first in order.
    return new UUID(
        VERSION_7 | (hash.getMostSignificantBits() & 0xfff), hash.getLeastSignificantBits());
  }
}
