package org.connectedaccounts.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.connectedaccounts.application.port.OutsideSecrets;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link OutsideSecrets} owes. */
public interface OutsideSecretsContract {

  OutsideSecrets outside();

  static SealedFor newPlace() {
    return new SealedFor(
        new WorkspaceId(UUID.randomUUID()), "account", UUID.randomUUID(), 1, "credential.auths");
  }

  private static SealedFor generation(SealedFor place, long generation) {
    return new SealedFor(place.workspace(), place.kind(), place.owner(), generation, place.field());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void assertHas(SealedFor place, int version, String value) {
    assertThat(outside().get(place, version))
        .hasValueSatisfying(v -> assertThat(v).isEqualTo(bytes(value)));
  }

  @Test
  default void putThenGetGivesEveryByteOfThatVersion() {
    var place = newPlace();
    byte[] all = new byte[256];
    for (int b = 0; b < all.length; b++) {
      all[b] = (byte) b;
    }
    assertThat(outside().put(place, all)).hasValue(1);
    assertThat(outside().put(generation(place, 2), new byte[0])).hasValue(2);
    assertThat(outside().get(place, 1)).hasValueSatisfying(v -> assertThat(v).isEqualTo(all));
    assertHas(place, 2, "");
  }

  @Test
  default void putWhenTheNewestIsThisValueThenAnswersItsVersion() {
    var place = newPlace();
    outside().put(place, bytes("a"));
    assertThat(outside().put(place, bytes("a"))).hasValue(1);
    assertThat(outside().put(place, bytes("b"))).hasValue(2);
    assertThat(outside().put(place, bytes("a"))).as("an older one does not count").hasValue(3);
  }

  @Test
  default void putThenTheLastTwoVersionsAreKept() {
    var place = newPlace();
    for (var value : List.of("a", "b", "c")) {
      outside().put(place, bytes(value));
    }
    assertThat(outside().get(place, 1)).isEmpty();
    assertHas(place, 2, "b");
    assertHas(place, 3, "c");
  }

  @Test
  default void getWhenThereIsNothingThenEmpty() {
    var place = newPlace();
    assertThat(outside().get(place, 1)).isEmpty();
    outside().put(place, bytes("a"));
    assertThat(outside().get(place, 2)).isEmpty();
  }

  @Test
  default void putThenNothingIsAtAnyOtherPlace() {
    var place = newPlace();
    outside().put(place, bytes("a"));
    var others =
        List.of(
            place.field("credential.refresh"),
            new SealedFor(newPlace().workspace(), "account", place.owner(), 1, place.field()),
            new SealedFor(place.workspace(), "account", UUID.randomUUID(), 1, place.field()));
    for (var other : others) {
      assertThat(outside().get(other, 1)).as("%s", other).isEmpty();
      assertThat(outside().put(other, bytes("b"))).hasValue(1);
    }
    assertHas(place, 1, "a");
  }

  /** A write that was begun earlier and comes late must not push the newer one out. */
  @Test
  default void putWhenANewerGenerationIsThereThenNothingIsWritten() {
    var place = newPlace();
    assertThat(outside().put(generation(place, 3), bytes("newer"))).hasValue(1);
    assertThat(outside().put(place, bytes("older"))).isEmpty();
    assertThat(outside().put(place, bytes("newer"))).as("the same value").hasValue(1);
    assertHas(place, 1, "newer");
  }

  @Test
  default void removeThenNothingIsLeftAndAPutBeginsAnew() {
    var place = newPlace();
    outside().put(place, bytes("a"));
    outside().put(place, bytes("b"));
    outside().remove(place);
    outside().remove(place);
    assertThat(outside().get(place, 1)).isEmpty();
    assertThat(outside().get(place, 2)).isEmpty();
    assertThat(outside().put(place, bytes("c"))).hasValue(1);
  }
}
