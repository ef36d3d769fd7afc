package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenAppsTest {

  private static final AppSlug GIVEN = new AppSlug("given");
  private static final String DOCUMENT =
      """
      schema: 1
      slug: given
      name: Given
      category: developer-tools
      auth:
        - id: key
          type: api_key
          fields: [{name: api_key, label: API key}]
          api:
            base_url: https://api.example.com
            credentials: [{in: header, name: X-Api-Key, value: "${secret.api_key}"}]
      """;

  private static Catalogue.ClosableApps apps(@Nullable Path folder, String document) {
    return Catalogue.operatorApps(
        new Catalogue.Settings(folder, Duration.ofHours(1), List.of(document)), _ -> {});
  }

  @Test
  void findWhenGivenThenStandsBesideTheBuiltInOnes() {
    try (var apps = apps(null, DOCUMENT)) {
      AppDefinition given = apps.find(GIVEN).orElseThrow();

      assertThat(given.name()).isEqualTo("Given");
      assertThat(apps.all()).contains(given).hasSizeGreaterThan(25);
    }
  }

  @Test
  void findWhenTheOperatorHasOneOfTheSameSlugThenTheOperatorsCounts(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("given.yaml"), DOCUMENT.replace("name: Given", "name: Mine"));

    try (var apps = apps(folder, DOCUMENT)) {
      assertThat(apps.find(GIVEN)).map(AppDefinition::name).contains("Mine");
    }
  }

  @Test
  void operatorAppsWhenAGivenOneIsBadThenRefusesWithTheLine() {
    assertThatExceptionOfType(InvalidAppFile.class)
        .isThrownBy(() -> apps(null, "schema: 1\nslug: Given\n").close())
        .withMessageContaining("given definition 1:2: /slug");
  }
}
