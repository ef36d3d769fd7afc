package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MissingPartsTest {

  @Test
  void ofWhenLittleIsToldThenNamesWhatIsMissing() {
    assertThat(MissingParts.of(new DefinitionReader().read(Documents.app("acme"))))
        .anyMatch(part -> part.startsWith("/homepage_url"))
        .anyMatch(part -> part.startsWith("/auth/0/identity"))
        .anyMatch(part -> part.startsWith("/auth/0/api/verify"))
        .anyMatch(part -> part.startsWith("/auth/0/fields api_key"));
  }

  @Test
  void ofWhenThePictureIsNotThereThenSaysSo() {
    String app = Documents.app("acme") + "logo: nobodyhasit\n";

    assertThat(MissingParts.of(new DefinitionReader().read(app)))
        .contains("/logo: there is no logos/nobodyhasit.svg, a monogram is shown");
  }

  @Test
  void categoryWhenNoOtherAppHasItThenItIsAlone() {
    var app = new DefinitionReader().read(Documents.app("acme"));
    var own = new AppIndex.Entry("acme", "{\"category\":\"crm\"}");
    var other = new AppIndex.Entry("other", "{\"category\":\"crm\"}");

    assertThat(CompileApps.isAlone(app, List.of(own))).isTrue();
    assertThat(CompileApps.isAlone(app, List.of(own, other))).isFalse();
  }

  @Test
  void ofWhenAllIsToldThenNamesNothing() {
    assertThat(MissingParts.of(new BuiltInApps(new DefinitionReader()).find("gmail").orElseThrow()))
        .isEmpty();
  }
}
