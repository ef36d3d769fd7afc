package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Reference.Root;
import org.junit.jupiter.api.Test;

class MomentTest {

  private final AtomicLong made = new AtomicLong();
  private final Moment moment =
      new Moment(
          Instant.parse("2026-03-01T12:00:00.987Z"),
          () -> new UUID(0, made.incrementAndGet()),
          () -> Secret.of("token" + made.incrementAndGet()));

  @Test
  void nowThenEachFormatIsThatOfItsStandard() {
    Map.of(
            "iso", "2026-03-01T12:00:00Z",
            "basic", "20260301T120000Z",
            "date", "2026-03-01",
            "http", "Sun, 01 Mar 2026 12:00:00 GMT",
            "seconds", "1772366400",
            "milliseconds", "1772366400987")
        .forEach(
            (name, written) ->
                assertThat(moment.value(new Reference(Root.NOW, name))).isEqualTo(written));
  }

  @Test
  void randomThenItIsTheSameAllOverARequest() {
    var uuid = new Reference(Root.RANDOM, "uuid");

    assertThat(moment.value(uuid)).isEqualTo(moment.value(uuid)).isEqualTo(moment.uuid());
  }

  @Test
  void everyReferenceOfTheMomentThenItHasAValue() {
    assertThat(Reference.OF_THE_MOMENT)
        .allSatisfy(each -> assertThat(moment.value(each)).isNotEmpty());
  }
}
