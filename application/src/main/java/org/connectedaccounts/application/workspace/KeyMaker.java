package org.connectedaccounts.application.workspace;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Makes API keys; called inside a unit of work. */
public final class KeyMaker {

  private static final int HINT_LENGTH = 8;

  private final ApiKeys keys;
  private final Fingerprints fingerprints;
  private final Randomness random;
  private final StoreClock clock;

  public KeyMaker(ApiKeys keys, Fingerprints fingerprints, Randomness random, StoreClock clock) {
    this.keys = keys;
    this.fingerprints = fingerprints;
    this.random = random;
    this.clock = clock;
  }

  /** A key and the only sight of its value. */
  public record Made(ApiKey key, Secret value) {}

  /**
   * What a key is to be.
   *
   * @param expiresAt null: never
   */
  public record Spec(
      String name, Set<Scope> scopes, @Nullable Instant expiresAt, KeyLimits limits) {

    /** With all scopes, for ever and for everything. */
    static Spec ofAll(String name) {
      return new Spec(name, EnumSet.allOf(Scope.class), null, KeyLimits.NONE);
    }
  }

  Made make(WorkspaceId workspace, Spec spec) {
    return keep(random.bearer(BearerToken.WORKSPACE_PREFIX), workspace, spec);
  }

  /** Keeps a key whose value is given from outside. */
  Made keep(Secret value, WorkspaceId workspace, Spec spec) {
    var key =
        new ApiKey(
            workspace,
            new ApiKeyId(random.id()),
            spec.name(),
            spec.scopes(),
            value.reveal().substring(0, HINT_LENGTH),
            clock.now(),
            spec.expiresAt(),
            spec.limits(),
            null,
            null);
    keys.add(key, fingerprints.of(Purpose.API_KEY, value));
    return new Made(key, value);
  }
}
