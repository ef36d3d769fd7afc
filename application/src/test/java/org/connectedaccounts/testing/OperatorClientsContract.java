package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.connectedaccounts.application.port.OperatorClients;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.application.port.OperatorClients.Entry;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.Test;

/** What every {@link OperatorClients} owes. */
public interface OperatorClientsContract {

  OperatorClients clients();

  private static Entry entry(String app, String secret) {
    return new Entry(
        new AppSlug(app), Edition.NONE, "id-" + app, Secret.of(secret), List.of("a", "b"));
  }

  private List<OperatorClients.Kept> of(String app) {
    return clients().all().stream()
        .filter(kept -> kept instanceof Entry entry && entry.app().value().equals(app))
        .toList();
  }

  @Test
  default void putThenAllHasItWithItsEdition() {
    var first = put("first", "s1", Edition.NONE);
    var second = put("first", "s2", first);
    assertThat(first.version()).isEqualTo(1);
    assertThat(second.version()).isEqualTo(2);
    assertThat(of("first"))
        .containsExactly(
            new Entry(
                new AppSlug("first"), second, "id-first", Secret.of("s2"), List.of("a", "b")));
  }

  @Test
  default void putWhenAnotherEditionIsThereThenWritesNothing() {
    var there = put("raced", "s1", Edition.NONE);
    var next = new Edition(2, there.written());
    assertThat(clients().put(entry("raced", "late"), Edition.NONE)).isEmpty();
    assertThat(clients().put(entry("raced", "early"), next)).isEmpty();
    assertThat(of("raced")).extracting("secret").containsExactly(Secret.of("s1"));
  }

  @Test
  default void putWhenPublicThenHasNoSecret() {
    var open = new Entry(new AppSlug("open"), Edition.NONE, "id", null, List.of());
    var put = clients().put(open, Edition.NONE).orElseThrow();
    assertThat(of("open"))
        .containsExactly(new Entry(new AppSlug("open"), put, "id", null, List.of()));
  }

  @Test
  default void removeThenItIsGoneAndBeginsAnew() {
    put("gone", "s2", put("gone", "s1", Edition.NONE));
    clients().remove(new AppSlug("gone"));
    clients().remove(new AppSlug("gone"));
    assertThat(of("gone")).isEmpty();
    assertThat(put("gone", "s3", Edition.NONE).version()).isEqualTo(1);
  }

  /** Its version is the same again, and what it says is not. */
  @Test
  default void removeAndPutAgainThenItIsAnotherEdition() {
    var first = put("anew", "s1", Edition.NONE);
    clients().remove(new AppSlug("anew"));
    var second = put("anew", "s2", Edition.NONE);
    assertThat(second.version()).isEqualTo(first.version());
    assertThat(second).isNotEqualTo(first);
    assertThat(clients().put(entry("anew", "late"), first)).isEmpty();
    assertThat(of("anew")).extracting("secret").containsExactly(Secret.of("s2"));
  }

  private Edition put(String app, String secret, Edition before) {
    return clients().put(entry(app, secret), before).orElseThrow();
  }
}
