package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a definition does where nobody said more: it asks for little, and goes to the real API. */
class SafeDefaultsTest {

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
            WrittenMethods.found(
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
            WrittenMethods.found(
                (app, method) ->
                    mayTest.contains(method.path("id").asText())
                        ? Stream.of()
                        : WrittenMethods.called(method)
                            .filter(url -> TEST_BED.matcher(url).find())))
        .isEmpty();
  }

  /** A region that is asked for and then ignored sends the key to the wrong one. */
  @Test
  void choicesThatPeopleMakeThenTheyDecideSomething() {
    assertThat(
            WrittenMethods.found(
                (app, method) ->
                    method
                        .path("fields")
                        .valueStream()
                        .filter(field -> method.path("api").has("base_url"))
                        .filter(field -> !field.path("options").isEmpty())
                        .map(field -> field.path("name").asText())
                        .filter(name -> !WrittenMethods.uses(method, "input." + name))))
        .isEmpty();
  }
}
