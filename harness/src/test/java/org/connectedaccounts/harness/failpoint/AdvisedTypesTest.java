package org.connectedaccounts.harness.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisedTypesTest {
  private static final String VICTIM =
      "org/connectedaccounts/harness/failpoint/AdvisedTypesTest$Victim";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit fills it.
  Path directory;

  @BeforeEach
  void point() {
    System.setProperty("harness.failpoints", directory.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("harness.failpoints");
  }

  @Test
  void a_method_without_an_order_does_what_it_does() throws Exception {
    assertThat(victim().call()).isEqualTo("done");
  }

  @Test
  void an_order_is_carried_out_once() throws Exception {
    Callable<?> victim = victim();
    Files.writeString(directory.resolve("AdvisedTypesTest$Victim.call.before"), "throw");
    assertThatThrownBy(victim::call).hasMessageContaining("call.before");
    assertThat(victim.call()).isEqualTo("done");
  }

  @Test
  void an_order_for_the_end_waits_for_the_end() throws Exception {
    Callable<?> victim = victim();
    Files.writeString(directory.resolve("AdvisedTypesTest$Victim.call.after"), "sleep 150");
    long from = System.nanoTime();
    assertThat(victim.call()).isEqualTo("done");
    assertThat(System.nanoTime() - from).isGreaterThan(150_000_000L);
  }

  @Test
  void a_class_that_is_not_listed_is_left_alone() throws IOException {
    AdvisedTypes types = new AdvisedTypes(Map.of("some/Other", Set.of("call")), true);
    assertThat(
            types.transform(
                getClass().getClassLoader(),
                VICTIM,
                null,
                getClass().getProtectionDomain(),
                bytes()))
        .isNull();
  }

  private Callable<?> victim() throws Exception {
    byte[] advised =
        new AdvisedTypes(Map.of(VICTIM, Set.of("call")), false)
            .transform(
                getClass().getClassLoader(),
                VICTIM,
                null,
                getClass().getProtectionDomain(),
                bytes());
    return (Callable<?>)
        new Fresh(Objects.requireNonNull(advised))
            .loadClass(VICTIM.replace('/', '.'))
            .getDeclaredConstructor()
            .newInstance();
  }

  private byte[] bytes() throws IOException {
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(VICTIM + ".class")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  /** What a replica's class stands for. */
  public static final class Victim implements Callable<String> {
    public Victim() {}

    @Override
    public String call() {
      return "done";
    }
  }

  private static final class Fresh extends ClassLoader {
    private final byte[] victim;

    Fresh(byte[] victim) {
      super(AdvisedTypesTest.class.getClassLoader());
      this.victim = victim;
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      return name.equals(VICTIM.replace('/', '.'))
          ? defineClass(name, victim, 0, victim.length)
          : super.loadClass(name);
    }
  }
}
