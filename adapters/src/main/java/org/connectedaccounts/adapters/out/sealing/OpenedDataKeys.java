package org.connectedaccounts.adapters.out.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Predicate;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.KeyEncryptionKeys.DoesNotOpen;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Lost;
import org.connectedaccounts.application.port.KeyEncryptionKeys.OutOfTime;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Wrapped;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Data keys, unwrapped and kept in memory for a few minutes. */
@Singleton
final class OpenedDataKeys {

  /** A key that another replica destroyed is used no longer than this. */
  static final Duration LIFE = Duration.ofMinutes(5);

  static final int SIZE = 10_000;

  private static final Logger LOG = Logger.getLogger(OpenedDataKeys.class);

  private record Key(WorkspaceId workspace, UUID id) {}

  /** A data key, ready to use. */
  record Opened(UUID id, Aead aead) {}

  /** The key is not there, or does not unwrap. */
  static final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unavailable(String message) {
      super(message);
    }
  }

  private final DataKeys dataKeys;
  private final KeyEncryptionKeys keyEncryptionKeys;
  private final SingleFlightCache<WorkspaceId, Opened> encrypting;
  private final SingleFlightCache<Key, Opened> opened;

  /**
   * @param outageGrace how long opened keys serve beyond their life while the place of the
   *     key-encryption keys does not answer
   * @param choice how long a data key is sealed with before another look at which one to take
   */
  OpenedDataKeys(
      DataKeys dataKeys,
      KeyEncryptionKeys keyEncryptionKeys,
      InstantSource clock,
      @ConfigProperty(name = "connected-accounts.keys-outage-grace", defaultValue = "1H")
          Duration outageGrace,
      @ConfigProperty(name = "connected-accounts.data-keys.choice", defaultValue = "30S")
          Duration choice) {
    this.dataKeys = dataKeys;
    this.keyEncryptionKeys = keyEncryptionKeys;
    Predicate<RuntimeException> gone = e -> e instanceof Lost || e instanceof Unavailable;
    Predicate<RuntimeException> forAll = e -> e instanceof Unreachable && !(e instanceof OutOfTime);
    var life = new SingleFlightCache.Life(LIFE, outageGrace, gone, forAll);
    // Without a grace of its own: what it loads has one.
    var noGrace = new SingleFlightCache.Life(choice, Duration.ZERO, gone, forAll);
    this.encrypting = new SingleFlightCache<>(SIZE, noGrace, clock);
    this.opened = new SingleFlightCache<>(SIZE, life, clock);
  }

  Opened encrypting(WorkspaceId workspace) {
    return encrypting.get(workspace, () -> choose(workspace));
  }

  private Opened choose(WorkspaceId workspace) {
    var chosen =
        dataKeys
            .findEncrypting(workspace)
            .map(this::open)
            .orElseThrow(() -> new Unavailable("no data key that encrypts"));
    dataKeys.findPublished(workspace).ifPresent(this::openAhead);
    return chosen;
  }

  private Opened open(DataKey key) {
    return opened.get(new Key(key.workspace(), key.id()), () -> unwrapAsItIs(key));
  }

  /** So that an outage which begins when it encrypts finds it in memory. */
  private void openAhead(DataKey published) {
    try {
      open(published);
    } catch (RuntimeException e) {
      LOG.debugf(e, "Data key %s of workspace %s", published.id(), published.workspace());
    }
  }

  Opened decrypting(WorkspaceId workspace, UUID id) {
    return opened.get(
        new Key(workspace, id),
        () ->
            dataKeys
                .find(workspace, id)
                .map(this::unwrapAsItIs)
                .orElseThrow(() -> new Unavailable("no such data key")));
  }

  /** Keys that nobody asks for do not stay in memory. */
  @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
  void sweep() {
    opened.sweep();
    encrypting.sweep();
  }

  void forget(WorkspaceId workspace) {
    // In this order: the second is loaded from the first.
    opened.forget(key -> key.workspace().equals(workspace));
    encrypting.forget(workspace::equals);
  }

  /** Reads it again if it does not open: it may have been rewrapped since it was read. */
  private Opened unwrapAsItIs(DataKey read) {
    try {
      return unwrap(read);
    } catch (Lost e) {
      return dataKeys
          .find(read.workspace(), read.id())
          .filter(now -> !now.wrappedBy().equals(read.wrappedBy()))
          .map(this::unwrap)
          .orElseThrow(() -> e);
    }
  }

  Opened unwrap(DataKey key) {
    byte[] bytes =
        keyEncryptionKeys.unwrap(key.workspace(), new Wrapped(key.wrapped(), key.wrappedBy()));
    try {
      return new Opened(key.id(), new AesGcmJce(bytes));
    } catch (GeneralSecurityException _) {
      throw new DoesNotOpen("data key " + key.id() + " is no AES key", null);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
