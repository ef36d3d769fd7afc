package org.connectedaccounts.testing;

import static java.util.Comparator.comparing;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Key of every row in {@link InMemoryTables}: the workspace, by which rows go when it goes, then
 * the other columns as text. UUIDs of version 7 sort by time.
 */
public record RowKey(WorkspaceId workspace, String rest) implements Comparable<RowKey> {

  public static RowKey of(WorkspaceId workspace, Object... columns) {
    return new RowKey(
        workspace, Arrays.stream(columns).map(Object::toString).collect(Collectors.joining("\n")));
  }

  @Override
  public int compareTo(RowKey other) {
    return comparing((RowKey key) -> key.workspace().text())
        .thenComparing(RowKey::rest)
        .compare(this, other);
  }
}
