package org.connectedaccounts.application.port;

import java.util.List;
import java.util.UUID;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Everything that is stored sealed, whatever it belongs to. */
public interface SealedValues {

  /** A place in the store; they are in an order. */
  interface Position {}

  record SealedValue(Position at, SealedFor place, Sealed sealed) {

    public SealedValue with(Sealed anew) {
      return new SealedValue(at, place, anew);
    }
  }

  /**
   * What is sealed with that data key, in order, held until the unit of work ends. What somebody
   * else holds is passed over.
   *
   * @param after where to go on; null at the beginning
   */
  List<SealedValue> hold(WorkspaceId workspace, UUID dataKey, @Nullable Position after, int limit);

  /** Writes values that are held. */
  void replace(List<SealedValue> values);

  long count(WorkspaceId workspace, UUID dataKey);
}
