package org.connectedaccounts.adapters.out.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The methods of all built-in apps as they are written, families joined in. */
final class WrittenMethods {

  private static final JsonMapper JSON = new JsonMapper();

  private WrittenMethods() {}

  /** What is found in any method of any app, as {@code app/method: finding}. */
  static List<String> found(BiFunction<String, JsonNode, Stream<String>> looking) {
    List<String> found = new ArrayList<>();
    AppIndex.read()
        .forEach(
            (app, document) ->
                methods(document)
                    .forEach(
                        method -> {
                          String place = app + "/" + method.path("id").asText() + ": ";
                          looking.apply(app, method).forEach(each -> found.add(place + each));
                        }));
    return found;
  }

  private static Stream<JsonNode> methods(String document) {
    try {
      return JSON.readTree(document).path("auth").valueStream();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every text of the method outside its fields. */
  static Stream<String> called(JsonNode method) {
    return method
        .propertyStream()
        .filter(part -> !part.getKey().equals("fields"))
        .map(part -> part.getValue().toString());
  }

  /** Whether a reference such as {@code input.region} stands in any template of the method. */
  static boolean uses(JsonNode method, String reference) {
    Pattern written = Pattern.compile("\\b" + Pattern.quote(reference) + "\\b");
    return called(method).anyMatch(part -> written.matcher(part).find());
  }
}
