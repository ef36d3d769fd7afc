package org.connectedaccounts.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Wraps by writing the key's id in front. Not part of any unit of work: keys live elsewhere. */
public final class InMemoryKeyEncryptionKeys implements KeyEncryptionKeys {

  private static final int MARK = 2 * Long.BYTES;

  private final Map<WorkspaceId, Versions> keys = new ConcurrentHashMap<>();

  /**
   * @param retired how many of them, from the first, unwrap no more
   */
  private record Versions(List<UUID> marks, int retired) {

    Versions rotated() {
      var more = new ArrayList<>(marks);
      more.add(UUID.randomUUID());
      return new Versions(List.copyOf(more), retired);
    }

    String current() {
      return String.valueOf(marks.size());
    }

    boolean unwraps(UUID mark, String version) {
      int number = marks.indexOf(mark) + 1;
      return number > retired && version.equals(String.valueOf(number));
    }
  }

  @Override
  public void create(WorkspaceId workspace) {
    keys.computeIfAbsent(workspace, _ -> new Versions(List.of(), 0).rotated());
  }

  @Override
  public void rotate(WorkspaceId workspace, Set<String> inUse) {
    keys.compute(workspace, (_, there) -> rotated(workspace, there, inUse));
  }

  private static Versions rotated(
      WorkspaceId workspace, @Nullable Versions there, Set<String> inUse) {
    if (there == null) {
      if (!inUse.isEmpty()) {
        throw new NoSuchKey("no key-encryption key for " + workspace);
      }
      return new Versions(List.of(), 0).rotated();
    }
    return inUse.isEmpty() || inUse.contains(there.current()) ? there.rotated() : there;
  }

  @Override
  public void retire(WorkspaceId workspace, String version) {
    keys.computeIfPresent(
        workspace, (_, there) -> new Versions(there.marks(), Integer.parseInt(version) - 1));
  }

  @Override
  public Wrapped wrap(WorkspaceId workspace, byte[] dataKey) {
    var versions = versions(workspace);
    var mark = versions.marks().getLast();
    var bytes =
        ByteBuffer.allocate(MARK + dataKey.length + 1)
            .putLong(mark.getMostSignificantBits())
            .putLong(mark.getLeastSignificantBits())
            .put(dataKey)
            .put(sum(dataKey));
    return new Wrapped(bytes.array(), versions.current());
  }

  @Override
  public byte[] unwrap(WorkspaceId workspace, Wrapped wrapped) {
    var versions = versions(workspace);
    if (wrapped.bytes().length <= MARK) {
      throw new DoesNotOpen("no wrapped key of " + workspace, null);
    }
    var bytes = ByteBuffer.wrap(wrapped.bytes());
    var mark = new UUID(bytes.getLong(), bytes.getLong());
    byte[] dataKey = new byte[bytes.remaining() - 1];
    bytes.get(dataKey);
    if (bytes.get() != sum(dataKey) || !versions.unwraps(mark, wrapped.version())) {
      throw new DoesNotOpen("not wrapped by the key of " + workspace, null);
    }
    return dataKey;
  }

  @Override
  public void destroy(WorkspaceId workspace) {
    keys.remove(workspace);
  }

  private Versions versions(WorkspaceId workspace) {
    var versions = keys.get(workspace);
    if (versions == null) {
      throw new NoSuchKey("no key-encryption key for " + workspace);
    }
    return versions;
  }

  private static byte sum(byte[] bytes) {
    byte sum = 0;
    for (byte b : bytes) {
      sum += b;
    }
    return sum;
  }
}
