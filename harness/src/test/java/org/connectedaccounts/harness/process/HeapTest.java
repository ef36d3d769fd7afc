package org.connectedaccounts.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapTest {
  private static final int MEGABYTES = 20;

  @Test
  void what_is_held_is_counted() {
    long before = Heap.kilobytesAfterCollection(ProcessHandle.current().pid());
    List<byte[]> held = new ArrayList<>();
    for (int n = 0; n < MEGABYTES; n++) {
      held.add(new byte[1024 * 1024 - 64]);
    }
    long after = Heap.kilobytesAfterCollection(ProcessHandle.current().pid());
    assertThat(held).hasSize(MEGABYTES);
    assertThat(after - before).isGreaterThan(MEGABYTES * 1024 / 2);
  }
}
