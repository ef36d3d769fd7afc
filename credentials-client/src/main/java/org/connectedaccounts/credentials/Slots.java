package org.connectedaccounts.credentials;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The accounts used last. Its lock is held for a look, never during a call. */
final class Slots {

  private final Map<String, Slot> byAccount;
  private final Supplier<Slot> empty;

  Slots(int atMost, Supplier<Slot> empty) {
    this.byAccount = new LastUsed(atMost);
    this.empty = empty;
  }

  synchronized Slot of(String accountId) {
    return byAccount.computeIfAbsent(accountId, absent -> empty.get());
  }

  synchronized void remove(String accountId) {
    byAccount.remove(accountId);
  }

  private static final class LastUsed extends LinkedHashMap<String, Slot> {

    private static final long serialVersionUID = 1L;

    private final int atMost;

    LastUsed(int atMost) {
      super(16, 0.75f, true);
      this.atMost = atMost;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Slot> eldest) {
      return size() > atMost;
    }
  }
}
