package org.connectedaccounts.bootstrap.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The codes that an operation may answer with: where its codes are its own, the examples of the
 * status are all of them. Held by every test that calls through {@link OpenApiConformance}.
 */
final class DocumentedCodes {

  static final Set<Integer> STATUSES = Set.of(404, 409, 410, 422);

  /** What is said of an address that leads nowhere, such as one with a slash in an id. */
  private static final String NOWHERE = "not_found";

  private record Route(Pattern path, long parameters, Map<HttpMethod, Operation> operations) {}

  /** Literal paths before those with parameters. */
  private static final List<Route> ROUTES =
      Contract.API.getPaths().entrySet().stream()
          .map(path -> route(path.getKey(), path.getValue().readOperationsMap()))
          .sorted(Comparator.comparingLong(Route::parameters))
          .toList();

  private DocumentedCodes() {}

  private static Route route(String path, Map<HttpMethod, Operation> operations) {
    String pattern = path.replaceAll("\\{[a-z_]+}", "[^/]+");
    return new Route(
        Pattern.compile(pattern), path.chars().filter(c -> c == '{').count(), operations);
  }

  static boolean allow(String method, String path, int status, String code) {
    return code.equals(NOWHERE)
        || operation(method, path)
            .map(operation -> codes(operation, status).contains(code))
            .orElse(true);
  }

  private static Optional<Operation> operation(String method, String path) {
    HttpMethod wanted = HttpMethod.valueOf(method);
    return ROUTES.stream()
        .filter(route -> route.path().matcher(path).matches())
        .filter(route -> route.operations().containsKey(wanted))
        .map(route -> route.operations().get(wanted))
        .map(Objects::requireNonNull)
        .findFirst();
  }

  static Set<String> codes(Operation operation, int status) {
    return Optional.ofNullable(operation.getResponses().get(String.valueOf(status)))
        .map(DocumentedCodes::resolved)
        .map(ApiResponse::getContent)
        .map(DocumentedCodes::problem)
        .stream()
        .flatMap(DocumentedCodes::examples)
        .filter(example -> example.path("status").asInt() == status)
        .map(example -> example.path("code").asText())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static MediaType problem(Content content) {
    return Objects.requireNonNull(content.get("application/problem+json"));
  }

  private static Stream<JsonNode> examples(MediaType media) {
    var single = Optional.ofNullable(media.getExample()).stream();
    var named =
        Objects.requireNonNullElse(media.getExamples(), Map.<String, Example>of()).values().stream()
            .map(DocumentedCodes::resolved)
            .map(Example::getValue);
    return Stream.concat(single, named).map(JsonNode.class::cast);
  }

  private static ApiResponse resolved(ApiResponse response) {
    String ref = response.get$ref();
    return ref == null
        ? response
        : Objects.requireNonNull(Contract.API.getComponents().getResponses().get(name(ref)), ref);
  }

  private static Example resolved(Example example) {
    String ref = example.get$ref();
    return ref == null
        ? example
        : Objects.requireNonNull(Contract.API.getComponents().getExamples().get(name(ref)), ref);
  }

  private static String name(String ref) {
    return ref.substring(ref.lastIndexOf('/') + 1);
  }
}
