package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.adapters.out.catalog.Catalogue;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.junit.jupiter.api.Test;

/**
 * Every built-in definition is replayed against a provider that behaves as it says: every method,
 * no exception. What was exercised is written to {@code target/conformance.md}.
 */
class ConformanceTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path REPORT = Path.of("target", "conformance.md");

  private static final String PLACED = "credentials in their places";

  /** One line of the report. */
  private record Line(String app, String method, String exercised, boolean green) {

    @Override
    public String toString() {
      return "| %s | %s | %s | %s |".formatted(app, method, green ? "green" : "RED", exercised);
    }
  }

  @Test
  void everyAppConnectsAsItsDefinitionSays() throws IOException {
    List<Line> lines = new ArrayList<>();
    try (var apps =
        Catalogue.operatorApps(
            new Catalogue.Settings(null, Duration.ofDays(1), List.of()), line -> {})) {
      apps.all().parallelStream().map(ConformanceTest::play).toList().forEach(lines::addAll);
    }
    write(lines);

    assertThat(lines.stream().filter(line -> !line.green())).isEmpty();
    assertThat(lines).hasSizeGreaterThan(1000);
  }

  private static List<Line> play(AppDefinition app) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < app.methods().size(); i++) {
      lines.add(play(app, app.methods().get(i), i));
    }
    return lines;
  }

  private static Line play(AppDefinition app, AuthMethod method, int index) {
    String slug = app.slug().value();
    try {
      JsonNode written = JSON.readTree(app.document()).at("/auth/" + index);
      WrittenMethod read = new WrittenMethod(written);
      var exercised = new Rehearsal(app, method, read).play();
      assertThat(exercised.contains(PLACED))
          .as("where credentials go was written and played")
          .isEqualTo(InjectedCredentials.areWritten(read));
      return new Line(slug, method.id().value(), String.join(", ", exercised), true);
    } catch (IOException | RuntimeException | AssertionError e) {
      String why = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
      return new Line(slug, method.id().value(), why, false);
    }
  }

  private static void write(List<Line> lines) throws IOException {
    long green = lines.stream().filter(Line::green).count();
    List<String> text = new ArrayList<>();
    text.add("# Conformance");
    text.add("");
    text.add("%d methods of apps, %d green.".formatted(lines.size(), green));
    text.add("");
    long placed = lines.stream().filter(line -> line.exercised().contains(PLACED)).count();
    text.add(
        "%d say where credentials go: a request was made with them and compared with the file."
            .formatted(placed));
    text.add("The others do not say it, such as databases and what signs its requests.");
    text.add("");
    text.add("| app | method | | exercised |");
    text.add("|---|---|---|---|");
    lines.forEach(line -> text.add(line.toString()));
    Files.createDirectories(REPORT.toAbsolutePath().getParent());
    Files.write(REPORT, text);
  }
}
