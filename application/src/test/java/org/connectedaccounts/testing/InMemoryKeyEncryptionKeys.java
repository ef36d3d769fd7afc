package org.connectedaccounts.testing;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Wraps by writing the key's id in front. Not part of any unit of work: keys live elsewhere. */
public final class InMemoryKeyEncryptionKeys implements KeyEncryptionKeys {

  private static final String VERSION = "1";
  private static final int MARK = 2 * Long.BYTES;

  private final Map<WorkspaceId, UUID> keys = new ConcurrentHashMap<>();

  @Override
  public void create(WorkspaceId workspace) {
    keys.computeIfAbsent(workspace, _ -> UUID.randomUUID());
  }

  @Override
  public Wrapped wrap(WorkspaceId workspace, byte[] dataKey) {
    var key = key(workspace);
    var bytes =
        ByteBuffer.allocate(MARK + dataKey.length + 1)
            .putLong(key.getMostSignificantBits())
            .putLong(key.getLeastSignificantBits())
            .put(dataKey)
            .put(sum(dataKey));
    return new Wrapped(bytes.array(), VERSION);
  }

  @Override
  public byte[] unwrap(WorkspaceId workspace, Wrapped wrapped) {
    var key = key(workspace);
    if (wrapped.bytes().length <= MARK) {
      throw new IllegalStateException("no wrapped key of " + workspace);
    }
    var bytes = ByteBuffer.wrap(wrapped.bytes());
    var mark = new UUID(bytes.getLong(), bytes.getLong());
    byte[] dataKey = new byte[bytes.remaining() - 1];
    bytes.get(dataKey);
    if (!mark.equals(key) || bytes.get() != sum(dataKey) || !wrapped.version().equals(VERSION)) {
      throw new IllegalStateException("not wrapped by the key of " + workspace);
    }
    return dataKey;
  }

  @Override
  public void destroy(WorkspaceId workspace) {
    keys.remove(workspace);
  }

  private UUID key(WorkspaceId workspace) {
    var key = keys.get(workspace);
    if (key == null) {
      throw new IllegalStateException("no key-encryption key for " + workspace);
    }
    return key;
  }

  private static byte sum(byte[] bytes) {
    byte sum = 0;
    for (byte b : bytes) {
      sum += b;
    }
    return sum;
  }
}
