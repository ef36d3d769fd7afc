package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a definition does where nobody said more: it asks for little, and goes to the real API. */
class SafeDefaultsTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final Pattern MORE_THAN_READING =
      Pattern.compile(
          "\\*|\\b(all|write|edit|create|update|delete|manage|admin|full|fullaccess|send|publish"
              + "|upload|post|readwrite|rw)\\b");
  private static final Pattern READING =
      Pattern.compile("\\b(read|readonly|only|show|view|list)\\b");

  /** The app has nothing smaller that is of use, or the word means something else. */
  private static final Map<String, String> NOTHING_SMALLER =
      Map.of(
          "google_business_profile", "business.manage is the only scope of its API",
          "harvest", "harvest:all names the accounts, not what may be done",
          "mendeley", "all is the only scope");

  private static final Pattern TEST_BED =
      Pattern.compile("https://[^/\"]*\\b(sandbox|testbed|sod|staging|stage|uat|test)\\b");

  @Test
  void scopesThatAreAskedForWhenNobodyNamesOneThenTheyReadAtMost() {
    assertThat(
            found(
                (app, method) ->
                    method
                        .at("/scopes/default")
                        .valueStream()
                        .map(JsonNode::asText)
                        .filter(scope -> !NOTHING_SMALLER.containsKey(app))
                        .filter(SafeDefaultsTest::doesMoreThanRead)))
        .isEmpty();
  }

  private static boolean doesMoreThanRead(String scope) {
    String words =
        scope
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z*]+", " ");
    boolean reads = READING.matcher(words).find() && !words.contains("write");
    return !reads && MORE_THAN_READING.matcher(words).find();
  }

  /** Such a host is an option among others, or a method that says so. */
  @Test
  void hostsThatAreCalledThenTheyAreNoTestBeds() {
    Set<String> mayTest = Set.of("sandbox", "test");
    assertThat(
            found(
                (app, method) ->
                    mayTest.contains(method.path("id").asText())
                        ? Stream.of()
                        : called(method).filter(url -> TEST_BED.matcher(url).find())))
        .isEmpty();
  }

  /** Every text of the method outside its fields. */
  private static Stream<String> called(JsonNode method) {
    List<String> texts = new ArrayList<>();
    method
        .properties()
        .forEach(
            part -> {
              if (!part.getKey().equals("fields")) {
                texts.add(part.getValue().toString());
              }
            });
    return texts.stream();
  }

  /** A region that is asked for and then ignored sends the key to the wrong one. */
  @Test
  void choicesThatPeopleMakeThenTheyDecideSomething() {
    assertThat(
            found(
                (app, method) ->
                    method
                        .path("fields")
                        .valueStream()
                        .filter(field -> method.path("api").has("base_url"))
                        .filter(field -> !field.path("options").isEmpty())
                        .map(field -> field.path("name").asText())
                        .filter(
                            name ->
                                called(method).noneMatch(part -> isUsed("input." + name, part)))))
        .isEmpty();
  }

  private static boolean isUsed(String reference, String part) {
    return Pattern.compile("\\b" + Pattern.quote(reference) + "\\b").matcher(part).find();
  }

  private static List<String> found(BiFunction<String, JsonNode, Stream<String>> looking) {
    List<String> found = new ArrayList<>();
    AppIndex.read()
        .forEach(
            (app, document) ->
                methods(document)
                    .forEach(
                        method ->
                            looking
                                .apply(app, method)
                                .forEach(
                                    each ->
                                        found.add(
                                            app
                                                + "/"
                                                + method.path("id").asText()
                                                + ": "
                                                + each))));
    return found;
  }

  private static Stream<JsonNode> methods(String document) {
    try {
      return JSON.readTree(document).path("auth").valueStream();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
