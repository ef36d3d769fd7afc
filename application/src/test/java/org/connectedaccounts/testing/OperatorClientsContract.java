package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.connectedaccounts.application.port.OperatorClients;
import org.connectedaccounts.application.port.OperatorClients.Entry;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.Test;

/** What every {@link OperatorClients} owes. */
public interface OperatorClientsContract {

  OperatorClients clients();

  private static Entry entry(String app, String secret) {
    return new Entry(new AppSlug(app), 0, "id-" + app, Secret.of(secret), List.of("a", "b"));
  }

  private List<OperatorClients.Kept> of(String app) {
    return clients().all().stream()
        .filter(kept -> kept instanceof Entry entry && entry.app().value().equals(app))
        .toList();
  }

  @Test
  default void putThenAllHasItWithItsVersion() {
    assertThat(clients().put(entry("first", "s1"), 0)).isEqualTo(OptionalInt.of(1));
    assertThat(clients().put(entry("first", "s2"), 1)).isEqualTo(OptionalInt.of(2));
    assertThat(of("first"))
        .containsExactly(
            new Entry(new AppSlug("first"), 2, "id-first", Secret.of("s2"), List.of("a", "b")));
  }

  @Test
  default void putWhenAnotherVersionIsThereThenWritesNothing() {
    clients().put(entry("raced", "s1"), 0);
    assertThat(clients().put(entry("raced", "late"), 0)).isEmpty();
    assertThat(clients().put(entry("raced", "early"), 2)).isEmpty();
    assertThat(of("raced")).extracting("secret").containsExactly(Secret.of("s1"));
  }

  @Test
  default void putWhenPublicThenHasNoSecret() {
    var open = new Entry(new AppSlug("open"), 0, "id", null, List.of());
    clients().put(open, 0);
    assertThat(of("open"))
        .containsExactly(new Entry(new AppSlug("open"), 1, "id", null, List.of()));
  }

  @Test
  default void removeThenItIsGoneAndBeginsAnew() {
    clients().put(entry("gone", "s1"), 0);
    clients().put(entry("gone", "s2"), 1);
    clients().remove(new AppSlug("gone"));
    clients().remove(new AppSlug("gone"));
    assertThat(of("gone")).isEmpty();
    assertThat(clients().put(entry("gone", "s3"), 0)).isEqualTo(OptionalInt.of(1));
  }
}
