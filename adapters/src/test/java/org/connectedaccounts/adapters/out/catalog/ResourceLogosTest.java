package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.connectedaccounts.application.port.Logos;
import org.connectedaccounts.testing.LogosContract;
import org.junit.jupiter.api.Test;

class ResourceLogosTest implements LogosContract {

  private final Logos logos = new ResourceLogos();

  @Override
  public Logos logos() {
    return logos;
  }

  @Test
  void svgWhenPictureIsKnownThenIsThatPicture() {
    var github = new AppFile("x", Documents.app("github").replace("slug", "logo: github\nslug"));

    assertThat(logos.svg(github.read(new DefinitionReader())).svg()).contains("#181717");
  }

  @Test
  void svgWhenPictureIsNamedButMissingThenIsAMonogram() {
    var acme = new AppFile("x", Documents.app("acme").replace("slug", "logo: nosuch\nslug"));

    assertThat(logos.svg(acme.read(new DefinitionReader())).svg()).contains(">A</text>");
  }

  @Test
  void initialsWhenNameIsOddThenAreLettersOnly() {
    assertThat(Monogram.initials("microsoft outlook 365")).isEqualTo("MO");
    assertThat(Monogram.initials("<&>")).isEqualTo("?");
    assertThat(Monogram.initials("Ärzte")).isEqualTo("A");
  }
}
