package org.connectedaccounts.adapters.out.sealing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.CountingRandomness;
import org.connectedaccounts.testing.InMemoryKeyEncryptionKeys;
import org.connectedaccounts.testing.InMemoryOutsideSecrets;

/** The vault on stores that count; replicas share stores and nothing else. */
final class VaultFixture {

  final StoredKeys stored = new StoredKeys();
  final SwitchedKeys keyEncryptionKeys = new SwitchedKeys(new InMemoryKeyEncryptionKeys());
  final InMemoryOutsideSecrets outside = new InMemoryOutsideSecrets();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  volatile Instant now = Instant.parse("2026-11-23T08:00:00Z");

  static final Duration GRACE = Duration.ofHours(1);
  static final Duration CHOICE = Duration.ofSeconds(30);

  private final InstantSource clock = () -> now;
  private final CountingRandomness randomness = new CountingRandomness();

  /** How often what is sealed did not open. */
  long refusals() {
    return (long) meters.counter(SealedContent.COUNTER).count();
  }

  /** One process. */
  record Replica(
      TinkSecretVault vault, CachedDataKeyRing ring, ConfiguredCredentialPlace credentials) {}

  Replica replica() {
    return replica(ConfiguredCredentialPlace.Place.DATABASE);
  }

  Replica replica(ConfiguredCredentialPlace.Place place) {
    var opened = new OpenedDataKeys(stored, keyEncryptionKeys, clock, GRACE, CHOICE);
    var ring = new CachedDataKeyRing(stored, keyEncryptionKeys, opened, new Plain(), randomness);
    var content = new SealedContent(opened, outside, meters);
    var credentials = new ConfiguredCredentialPlace(content, outside, place);
    return new Replica(new TinkSecretVault(content, credentials), ring, credentials);
  }

  /** Key-encryption keys whose place may be away. */
  static final class SwitchedKeys implements KeyEncryptionKeys {
    final AtomicInteger unwraps = new AtomicInteger();
    volatile boolean away;
    private final KeyEncryptionKeys keys;

    SwitchedKeys(KeyEncryptionKeys keys) {
      this.keys = keys;
    }

    private KeyEncryptionKeys reached() {
      if (away) {
        throw new Unreachable("away", null);
      }
      return keys;
    }

    @Override
    public void create(WorkspaceId workspace) {
      reached().create(workspace);
    }

    @Override
    public Wrapped wrap(WorkspaceId workspace, byte[] dataKey) {
      return reached().wrap(workspace, dataKey);
    }

    @Override
    public byte[] unwrap(WorkspaceId workspace, Wrapped wrapped) {
      unwraps.incrementAndGet();
      return reached().unwrap(workspace, wrapped);
    }

    @Override
    public void rotate(WorkspaceId workspace, Set<String> inUse) {
      reached().rotate(workspace, inUse);
    }

    @Override
    public void retire(WorkspaceId workspace, String version) {
      reached().retire(workspace, version);
    }

    @Override
    public void destroy(WorkspaceId workspace) {
      reached().destroy(workspace);
    }
  }

  private static final class Plain implements UnitOfWork {
    @Override
    public <T> T call(Supplier<T> work) {
      return work.get();
    }
  }

  /** With the unique index that a real store has. */
  static final class StoredKeys implements DataKeys {
    final ConcurrentHashMap<UUID, DataKey> byId = new ConcurrentHashMap<>();
    final ConcurrentHashMap<WorkspaceId, DataKey> encrypting = new ConcurrentHashMap<>();
    final ConcurrentHashMap<WorkspaceId, DataKey> published = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();
    volatile Runnable beforeAdd = () -> {};
    volatile Runnable beforeRead = () -> {};
    volatile Runnable afterRead = () -> {};

    @Override
    public void add(DataKey key) {
      beforeAdd.run();
      if (encrypting.putIfAbsent(key.workspace(), key) != null) {
        throw new IllegalArgumentException("unique index violated");
      }
      byId.put(key.id(), key);
    }

    @Override
    public Optional<DataKey> find(WorkspaceId workspace, UUID id) {
      reads.incrementAndGet();
      beforeRead.run();
      var found = Optional.ofNullable(byId.get(id));
      afterRead.run();
      return found.filter(key -> key.workspace().equals(workspace));
    }

    @Override
    public boolean anyWrapped(String versions) {
      return byId.values().stream().anyMatch(key -> key.wrappedBy().matches(versions));
    }

    @Override
    public Optional<DataKey> findEncrypting(WorkspaceId workspace) {
      reads.incrementAndGet();
      return Optional.ofNullable(encrypting.get(workspace));
    }

    @Override
    public Optional<DataKey> findPublished(WorkspaceId workspace) {
      return Optional.ofNullable(published.get(workspace));
    }

    DataKey encrypts(WorkspaceId workspace) {
      return Objects.requireNonNull(encrypting.get(workspace));
    }

    void publish(DataKey key) {
      byId.put(key.id(), key);
      published.put(key.workspace(), key);
    }

    /** What a rotation does once its key was published long enough. */
    void encryptWithPublished(WorkspaceId workspace) {
      encrypting.put(workspace, Objects.requireNonNull(published.remove(workspace)));
    }
  }
}
