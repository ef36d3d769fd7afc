package org.connectedaccounts.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.OperatorClients;
import org.connectedaccounts.domain.app.AppSlug;

/** {@link OperatorClients} in memory. */
public final class InMemoryOperatorClients implements OperatorClients {

  private final Map<AppSlug, Entry> entries = new LinkedHashMap<>();
  private final List<Kept> others = new ArrayList<>();

  /** What happens before the reader has what he read. */
  public Runnable afterReading = () -> {};

  private boolean used = true;
  private boolean away;
  private long writes;

  @Override
  public boolean isUsed() {
    return used;
  }

  /** The operator keeps none. */
  public InMemoryOperatorClients unused() {
    used = false;
    return this;
  }

  public void away(boolean now) {
    away = now;
  }

  /** Something else is there as well. */
  public void add(Unusable other) {
    others.add(other);
  }

  @Override
  public List<Kept> all() {
    requireThere();
    List<Kept> all = new ArrayList<>(others);
    all.addAll(entries.values());
    afterReading.run();
    return all;
  }

  @Override
  public Optional<Edition> put(Entry entry, Edition before) {
    requireThere();
    var there = entries.get(entry.app());
    if (there != null && !there.edition().equals(before)) {
      return Optional.empty();
    }
    int version = there == null ? 1 : before.version() + 1;
    writes++;
    var edition = new Edition(version, Instant.EPOCH.plusSeconds(writes));
    entries.put(
        entry.app(),
        new Entry(entry.app(), edition, entry.clientId(), entry.secret(), entry.scopes()));
    return Optional.of(edition);
  }

  @Override
  public void remove(AppSlug app) {
    requireThere();
    entries.remove(app);
  }

  private void requireThere() {
    if (away) {
      throw new Unreachable("away", null);
    }
  }
}
