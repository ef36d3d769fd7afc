package org.connectedaccounts.testing;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.OutsideSecrets;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** {@link OutsideSecrets} in memory. */
public final class InMemoryOutsideSecrets implements OutsideSecrets {

  private static final int KEPT = 2;

  private record Path(WorkspaceId workspace, UUID owner, String field) {}

  /** Its versions by number; the last number stays when they are destroyed. */
  private static final class Entry {
    private final TreeMap<Integer, byte[]> versions = new TreeMap<>();
    private int last;
    private long generation;
  }

  private final Map<Path, Entry> entries = new ConcurrentHashMap<>();

  /** How often a value was asked for. */
  public volatile int reads;

  private volatile boolean away;

  private volatile Optional<Place> place = Optional.of(new Place("mount", "outside"));

  /** The settings name none. */
  public void isNotThere() {
    place = Optional.empty();
  }

  public void away(boolean now) {
    away = now;
  }

  /** Somebody changes what is there. */
  public void overwrite(SealedFor place, int version, byte[] value) {
    entry(place).versions.put(version, value);
  }

  @Override
  public Optional<Place> place() {
    return place;
  }

  @Override
  public synchronized Optional<Integer> put(SealedFor place, byte[] value) {
    var entry = entry(place);
    if (!Arrays.equals(entry.versions.get(entry.last), value)) {
      if (entry.generation > place.generation()) {
        return Optional.empty();
      }
      entry.generation = place.generation();
      entry.last++;
      entry.versions.put(entry.last, value.clone());
      entry.versions.remove(entry.last - KEPT);
    }
    return Optional.of(entry.last);
  }

  @Override
  public synchronized Optional<byte[]> get(SealedFor place, int version) {
    reads++;
    return Optional.ofNullable(entry(place).versions.get(version)).map(byte[]::clone);
  }

  @Override
  public synchronized void remove(SealedFor place) {
    entry(place);
    entries.remove(path(place));
  }

  private Entry entry(SealedFor place) {
    if (away) {
      throw new Unreachable("away", null);
    }
    return entries.computeIfAbsent(path(place), _ -> new Entry());
  }

  private static Path path(SealedFor place) {
    return new Path(place.workspace(), place.owner(), place.field());
  }
}
