package org.connectedaccounts.harness.provider;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A refresh token and everything that happened to it. */
public final class RefreshToken {
  private final String value;
  private final Grant grant;
  private final @Nullable RefreshToken parent;
  private final long mintedAt = System.nanoTime();
  private final List<Presentation> presentations = new CopyOnWriteArrayList<>();
  private volatile long consumedAt;
  private volatile long revokedAt;

  RefreshToken(String value, Grant grant, @Nullable RefreshToken parent) {
    this.value = value;
    this.grant = grant;
    this.parent = parent;
  }

  public String value() {
    return value;
  }

  public Grant grant() {
    return grant;
  }

  public @Nullable RefreshToken parent() {
    return parent;
  }

  public long mintedAt() {
    return mintedAt;
  }

  public List<Presentation> presentations() {
    return presentations;
  }

  public boolean consumed() {
    return consumedAt != 0;
  }

  public boolean revoked() {
    return revokedAt != 0;
  }

  /** The provider would take it now. */
  public boolean lives() {
    return !revoked()
        && (!consumed()
            || (grant.providerClass() == ProviderClass.GRACE
                && System.nanoTime() - consumedAt < grant.graceNanos()));
  }

  /** It is shown now; whoever shows it says how that ended. */
  public Presentation presented() {
    Presentation presentation = new Presentation();
    presentations.add(presentation);
    return presentation;
  }

  void consume() {
    if (consumedAt == 0) {
      consumedAt = System.nanoTime();
    }
  }

  void revoke() {
    if (revokedAt == 0) {
      revokedAt = System.nanoTime();
    }
  }
}
