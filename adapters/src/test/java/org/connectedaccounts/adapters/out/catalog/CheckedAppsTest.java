package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of apps that were checked by hand says what their definitions say. */
class CheckedAppsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path LIST = Path.of("..", "docs", "apps-checked.md");
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `([a-z0-9_]+)` \\| \\[[^]]+]\\(https://[^)]+\\)(?: °)? \\| ([^|]+) \\|.*");

  /** A row: an app, and what is said to become of its used refresh tokens. */
  private record Checked(String app, String providerClass) {}

  @Test
  void appsThatWereCheckedAreInTheCatalogueOnceEach() {
    assertThat(checked()).extracting(Checked::app).hasSizeGreaterThanOrEqualTo(60);
    assertThat(checked()).extracting(Checked::app).doesNotHaveDuplicates();
    assertThat(AppIndex.read().keySet()).containsAll(checked().stream().map(Checked::app).toList());
  }

  @Test
  void providerClassesThatAreListedAreThoseOfTheDefinitions() {
    Map<String, String> apps = AppIndex.read();
    List<String> wrong = new ArrayList<>();
    for (Checked row : checked()) {
      String defined = providerClass(apps.getOrDefault(row.app(), "{}"));
      if (!row.providerClass().equals(defined)) {
        wrong.add(row.app() + " is listed as " + row.providerClass() + ", not " + defined);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Of the first method, which is the one that the list is about. */
  private static String providerClass(String document) {
    JsonNode method = method(document);
    if (!method.path("type").asText().equals("oauth2")) {
      return "–";
    }
    JsonNode refresh = method.path("refresh");
    String named = refresh.path("class").asText("unknown");
    return named.equals("grace") ? "grace, " + refresh.path("grace").asInt() / 60 + " min" : named;
  }

  private static JsonNode method(String document) {
    try {
      return JSON.readTree(document).path("auth").path(0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Checked> checked() {
    try {
      return Files.readAllLines(LIST).stream()
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .map(row -> new Checked(row.group(1), row.group(2)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
