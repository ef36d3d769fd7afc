package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.junit.jupiter.api.Test;

/** What every {@link UnitOfWork} owes. */
public interface UnitOfWorkContract {

  UnitOfWork unitOfWork();

  /** Writes something that this key finds again. */
  void write(UUID key);

  boolean isWritten(UUID key);

  @Test
  default void callWhenWorkReturnsThenItsResultAndItsWritesAreThere() {
    var key = UUID.randomUUID();

    var result =
        unitOfWork()
            .call(
                () -> {
                  write(key);
                  return "done";
                });

    assertThat(result).isEqualTo("done");
    assertThat(isWritten(key)).isTrue();
  }

  @Test
  default void callWhenWorkThrowsThenItsWritesAreGoneAndTheRefusalIsTheSame() {
    var key = UUID.randomUUID();
    var refusal = Refusal.of(Refusal.Code.SESSION_STATE, "no");

    assertThatThrownBy(
            () ->
                unitOfWork()
                    .run(
                        () -> {
                          write(key);
                          throw refusal;
                        }))
        .isSameAs(refusal);

    assertThat(isWritten(key)).isFalse();
  }

  @Test
  default void callWhenNestedThenFailsAndNothingIsWritten() {
    var outer = UUID.randomUUID();
    var inner = UUID.randomUUID();

    assertThatThrownBy(
            () ->
                unitOfWork()
                    .run(
                        () -> {
                          write(outer);
                          unitOfWork().run(() -> write(inner));
                        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(List.of(isWritten(outer), isWritten(inner))).containsOnly(false);
  }

  @Test
  default void callWhenOneBeforeFailedThenWorks() {
    var key = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                unitOfWork()
                    .run(
                        () -> {
                          throw new IllegalArgumentException("broken");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    unitOfWork().run(() -> write(key));

    assertThat(isWritten(key)).isTrue();
  }

  @Test
  default void writeWhenNoUnitOfWorkThenFails() {
    var key = UUID.randomUUID();

    assertThatThrownBy(() -> write(key)).isInstanceOf(RuntimeException.class);

    assertThat(isWritten(key)).isFalse();
  }

  @Test
  default void callWhenOnVirtualThreadsThenEachHasItsOwn() throws Exception {
    var keys = Stream.generate(UUID::randomUUID).limit(8).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> fails = () -> failsAfterWriting(keys.getLast());
      var jobs =
          Stream.concat(
                  keys.stream().limit(7).<Callable<Boolean>>map(key -> () -> writes(key)),
                  Stream.of(fails))
              .toList();
      for (var job : threads.invokeAll(jobs)) {
        assertThat(job.get()).isTrue();
      }
    }

    assertThat(keys.stream().map(this::isWritten).toList())
        .containsExactly(true, true, true, true, true, true, true, false);
  }

  private boolean writes(UUID key) {
    unitOfWork().run(() -> write(key));
    return true;
  }

  private boolean failsAfterWriting(UUID key) {
    try {
      unitOfWork()
          .run(
              () -> {
                write(key);
                throw new IllegalArgumentException("broken");
              });
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
