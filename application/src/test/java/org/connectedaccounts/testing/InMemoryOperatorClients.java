package org.connectedaccounts.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
  public OptionalInt put(Entry entry, int before) {
    requireThere();
    var there = entries.get(entry.app());
    if (there != null && there.version() != before) {
      return OptionalInt.empty();
    }
    int version = there == null ? 1 : before + 1;
    entries.put(
        entry.app(),
        new Entry(entry.app(), version, entry.clientId(), entry.secret(), entry.scopes()));
    return OptionalInt.of(version);
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
