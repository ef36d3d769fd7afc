package org.connectedaccounts.adapters.out.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.connectedaccounts.application.port.AppDrafts.Drafted;
import org.connectedaccounts.application.port.AppDrafts.Source;
import org.connectedaccounts.application.port.AppDrafts.Wanted;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.Test;

/** What people are told of a document that goes on and on. */
class DraftNotesTest {

  private static List<String> notes(String schemes) {
    String document =
        "{\"openapi\": \"3.1.0\", \"components\": {\"securitySchemes\": {" + schemes + "}}}";
    var drafts =
        new DiscoveredDrafts(
            request ->
                new Egress.Answered(200, Map.of(), document.getBytes(StandardCharsets.UTF_8)));
    URI place = URI.create("https://acme.example/openapi.json");
    return ((Drafted) drafts.draft(new Wanted(Source.OPENAPI, place, new AppSlug("acme"), "")))
        .notes();
  }

  private static String many(int count, String type) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"s%d\": {\"type\": %s}".formatted(i, type))
        .collect(Collectors.joining(","));
  }

  private static final String KEY = "\"apiKey\", \"in\": \"header\", \"name\": \"X-Key\"";

  @Test
  void sameForEachSchemeThenItIsSaidOnce() {
    assertThat(notes(many(500, KEY))).containsExactly("The document names no server.");
  }

  @Test
  void anotherForEachSchemeThenSomeAreSaidAndTheRestCounted() {
    List<String> notes =
        notes(many(500, "\"mutualTLS\"") + ", \"key\": {\"type\": %s}".formatted(KEY));

    assertThat(notes).hasSize(21);
    assertThat(notes.getLast()).isEqualTo("And 481 more like these.");
  }

  @Test
  void longListThenItIsCutOff() {
    String scopes = "\"%s\": \"a\"".formatted("x".repeat(40_000));
    String flow =
        "{\"authorizationUrl\": \"https://a.example/a\", \"tokenUrl\": \"https://a.example/t\","
            + " \"scopes\": {"
            + scopes
            + "}}";

    assertThat(notes(many(1, "\"oauth2\", \"flows\": {\"authorizationCode\": " + flow + "}")))
        .hasSize(2)
        .allMatch(note -> note.length() <= 1002);
  }
}
