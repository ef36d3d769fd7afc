package org.connectedaccounts.application.idempotency;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.IdempotencyRecords.Entry;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.Caller;

/** Lets a request with an {@code Idempotency-Key} run once, and answers the same one again. */
public final class BeginIdempotent {

  private final IdempotencyRecords records;
  private final SecretVault vault;
  private final Fingerprints fingerprints;
  private final UnitOfWork unitOfWork;

  public BeginIdempotent(
      IdempotencyRecords records,
      SecretVault vault,
      Fingerprints fingerprints,
      UnitOfWork unitOfWork) {
    this.records = records;
    this.vault = vault;
    this.fingerprints = fingerprints;
    this.unitOfWork = unitOfWork;
  }

  /**
   * @param request all that makes it this request and no other: method, path, query and body
   */
  public record Command(Caller caller, String key, Secret request) {}

  /** Whether the request is to run. */
  public sealed interface Outcome {}

  /** It is the first one; its answer is to be kept, or the key given up. */
  public record Begun(HeldKey held) implements Outcome {}

  /** It was answered before, like this. */
  public record Answered(int status, Secret body) implements Outcome {}

  public Outcome handle(Command command) {
    HeldKey held = HeldKey.of(command.caller(), command.key());
    String fingerprint = fingerprints.of(Purpose.REQUEST, command.request());
    // An answer that cannot be kept would be given twice, so this is tried first.
    vault.seal(held.key().sealedFor(), command.request());
    Optional<Entry> before = unitOfWork.call(() -> records.begin(held.key(), fingerprint));
    return before.map(entry -> again(held, entry, fingerprint)).orElseGet(() -> new Begun(held));
  }

  private Outcome again(HeldKey held, Entry entry, String fingerprint) {
    if (!entry.fingerprint().equals(fingerprint)) {
      throw Refusal.of(
          Code.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was sent with another request; use a new key.");
    }
    Integer status = entry.status();
    if (status == null) {
      throw Refusal.unavailable(
          Code.IDEMPOTENCY_IN_PROGRESS,
          "The first request with this Idempotency-Key is under way; try again after Retry-After.",
          wait(held));
    }
    return new Answered(
        status, vault.open(held.key().sealedFor(), Objects.requireNonNull(entry.body())));
  }

  /**
   * As long again as it has run, so that a short request is not waited for long, and a long one not
   * asked for often; and no longer than until the key is free, should it have been cut off.
   */
  private Duration wait(HeldKey held) {
    Duration ran = unitOfWork.call(() -> records.runningFor(held.key())).orElse(Duration.ZERO);
    Duration left = IdempotencyRecords.LONGEST_RUN.minus(ran);
    return ran.compareTo(left) < 0 ? ran : left;
  }
}
