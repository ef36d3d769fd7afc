package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.connectedaccounts.application.port.Logos;
import org.junit.jupiter.api.Test;

/** What every {@link Logos} owes. */
public interface LogosContract {

  Logos logos();

  @Test
  default void svgWhenNoPictureIsKnownThenMakesOneOfTheName() {
    var logo = logos().svg(AppFixtures.app("acme", "Acme & <b>Sons"));

    assertThat(logo.svg()).startsWith("<svg ").endsWith("</svg>").doesNotContain("<b>");
    assertThat(logo.hash()).matches("[0-9a-f]{16,64}");
  }

  @Test
  default void svgWhenAskedAgainThenIsTheSame() {
    var acme = AppFixtures.app("acme", "Acme");

    assertThat(logos().svg(acme)).isEqualTo(logos().svg(acme));
    assertThat(logos().svg(acme)).isNotEqualTo(logos().svg(AppFixtures.app("zoom", "Zoom")));
  }
}
