package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.connectedaccounts.application.port.UnitOfWork;
import org.junit.jupiter.api.Test;

class InMemoryTablesTest implements UnitOfWorkContract {

  private final InMemoryTables tables = new InMemoryTables();

  private Map<UUID, String> notes() {
    return tables.table("note");
  }

  @Override
  public UnitOfWork unitOfWork() {
    return tables;
  }

  @Override
  public void write(UUID key) {
    notes().put(key, "written");
  }

  @Override
  public boolean isWritten(UUID key) {
    return notes().containsKey(key);
  }

  @Test
  void callWhenItThrowsThenRemovalsAndReplacementsAreUndone() {
    var key = UUID.randomUUID();
    tables.run(() -> write(key));
    try {
      tables.run(
          () -> {
            notes().replaceAll((_, _) -> "replaced");
            notes().values().removeIf("replaced"::equals);
            assertThat(notes()).isEmpty();
            throw new IllegalArgumentException("broken");
          });
    } catch (IllegalArgumentException e) {
      assertThat(notes()).isEqualTo(Map.of(key, "written"));
    }
  }

  @Test
  void callWhenItThrowsThenTablesItMadeAreEmpty() {
    try {
      tables.run(
          () -> {
            tables.<String, String>table("new").put("a", "b");
            throw new IllegalArgumentException("broken");
          });
    } catch (IllegalArgumentException e) {
      assertThat(tables.<String, String>table("new")).isEmpty();
    }
  }

  @Test
  void nowWhenAdvancedThenIsLater() {
    var before = tables.now();
    tables.advance(Duration.ofMinutes(5));
    assertThat(tables.now()).isEqualTo(before.plusSeconds(300));
  }

  @Test
  void isWorkingWhenInsideThenTrue() {
    assertThat(tables.isWorking()).isFalse();
    assertThat(tables.<Boolean>call(tables::isWorking)).isTrue();
    assertThat(tables.isWorking()).isFalse();
  }
}
