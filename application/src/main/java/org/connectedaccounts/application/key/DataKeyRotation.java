package org.connectedaccounts.application.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.connectedaccounts.application.key.WorkOnKeyRotation.Failed;
import org.connectedaccounts.application.port.DataKeyReplacements;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Lost;
import org.connectedaccounts.application.port.SealedValues;
import org.connectedaccounts.application.port.SealedValues.SealedValue;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.SecretVault.Unopenable;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a new data key for every workspace, waits until every replica has opened it, lets it
 * encrypt, waits until no replica seals with the one before, and seals anew what was sealed with
 * it.
 */
public final class DataKeyRotation {

  private static final int BATCH = 200;

  private final DataKeyReplacements replacements;
  private final DataKeyRing ring;
  private final SealedValues values;
  private final SecretVault vault;
  private final UnitOfWork unitOfWork;
  private final Duration settled;

  /**
   * @param settled how long until every replica has opened a key that was published, and how long
   *     after a replacement nothing more is sealed with the key before
   */
  public DataKeyRotation(
      DataKeyReplacements replacements,
      DataKeyRing ring,
      SealedValues values,
      SecretVault vault,
      UnitOfWork unitOfWork,
      Duration settled) {
    this.replacements = replacements;
    this.ring = ring;
    this.values = values;
    this.vault = vault;
    this.unitOfWork = unitOfWork;
    this.settled = settled;
  }

  /** What was met under one key, up to {@code last}. */
  private record Batch(SealedValues.Position last, int unopenable) {}

  void work(KeyRotationId id, Consumer<Failed> failed) {
    eachWorkspace(id, this::publishNext, failed);
    eachWorkspace(id, this::replaceNext, failed);
    List<DataKey> replaced = unitOfWork.call(() -> replacements.replaced(id, settled));
    replaced.forEach(key -> emptyOrLeave(id, key, failed));
  }

  /** A step for the one workspace whose data key was given. */
  private interface Step {
    void take(KeyRotationId id, Consumer<DataKey> held);
  }

  private void publishNext(KeyRotationId id, Consumer<DataKey> held) {
    var key = replacements.holdNext(id);
    key.ifPresent(held);
    key.ifPresent(encrypting -> replacements.publish(ring.renew(encrypting)));
  }

  /** Not while its place is away: a replica that has not opened it could not seal any more. */
  private void replaceNext(KeyRotationId id, Consumer<DataKey> held) {
    var key = replacements.holdPublished(id, settled);
    key.ifPresent(held);
    key.ifPresent(ring::verify);
    key.ifPresent(replacements::replace);
  }

  private void eachWorkspace(KeyRotationId id, Step step, Consumer<Failed> failed) {
    boolean more = true;
    while (more) {
      more = next(id, step, failed);
    }
  }

  private boolean next(KeyRotationId id, Step step, Consumer<Failed> failed) {
    var held = new AtomicReference<Optional<DataKey>>(Optional.empty());
    try {
      unitOfWork.run(() -> step.take(id, key -> held.set(Optional.of(key))));
      return held.get().isPresent();
    } catch (Lost lost) {
      DataKey key = held.get().orElseThrow(() -> lost);
      unitOfWork.run(() -> replacements.failed(id, key.workspace()));
      failed.accept(new Failed(key.workspace(), String.valueOf(lost.getMessage())));
      return true;
    }
  }

  private void emptyOrLeave(KeyRotationId id, DataKey key, Consumer<Failed> failed) {
    try {
      empty(id, key, failed);
    } catch (Lost lost) {
      unitOfWork.run(() -> replacements.failed(id, key));
      failed.accept(new Failed(key.workspace(), String.valueOf(lost.getMessage())));
    }
  }

  /**
   * Other replicas may work at the same key: they pass over what this one holds. What does not open
   * stays where it is, and keeps its key.
   */
  private void empty(KeyRotationId id, DataKey key, Consumer<Failed> failed) {
    long unopenable = 0;
    Optional<Batch> batch = sealAnew(key, null);
    while (batch.isPresent()) {
      unopenable += batch.get().unopenable();
      SealedValues.Position last = batch.get().last();
      batch = sealAnew(key, last);
    }
    end(id, key, unopenable, failed);
  }

  private Optional<Batch> sealAnew(DataKey key, SealedValues.@Nullable Position after) {
    return unitOfWork.call(
        () -> {
          List<SealedValue> old = values.hold(key.workspace(), key.id(), after, BATCH);
          List<SealedValue> anew = new ArrayList<>();
          old.forEach(value -> sealAnew(value).ifPresent(anew::add));
          values.replace(anew);
          return old.isEmpty()
              ? Optional.empty()
              : Optional.of(new Batch(old.getLast().at(), old.size() - anew.size()));
        });
  }

  private Optional<SealedValue> sealAnew(SealedValue value) {
    try {
      return Optional.of(value.with(vault.sealAnew(value.place(), value.sealed())));
    } catch (Unopenable _) {
      // The vault has raised the alarm.
      return Optional.empty();
    }
  }

  private void end(KeyRotationId id, DataKey key, long unopenable, Consumer<Failed> failed) {
    unitOfWork.run(
        () -> {
          long left = values.count(key.workspace(), key.id());
          if (left == 0) {
            replacements.emptied(key);
          } else if (left == unopenable) {
            replacements.failed(id, key);
            failed.accept(new Failed(key.workspace(), left + " values do not open; see the log."));
          }
        });
  }
}
