package org.connectedaccounts.testing;

import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.FingerprintKeys;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.credential.Sealed;

/** {@link FingerprintKeys} in memory. */
public final class InMemoryFingerprintKeys implements FingerprintKeys {

  private final Map<Purpose, Sealed> rows;

  public InMemoryFingerprintKeys(InMemoryTables tables) {
    this.rows = tables.table("fingerprint_key");
  }

  @Override
  public Optional<Sealed> find(Purpose purpose) {
    return Optional.ofNullable(rows.get(purpose));
  }

  @Override
  public void addFirst(Purpose purpose, Sealed key) {
    rows.putIfAbsent(purpose, key);
  }
}
