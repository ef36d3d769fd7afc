package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

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
  void ofWhenAllIsToldThenNamesNothing() {
    assertThat(MissingParts.of(new BuiltInApps(new DefinitionReader()).find("gmail").orElseThrow()))
        .isEmpty();
  }
}
