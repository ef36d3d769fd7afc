package org.connectedaccounts.bootstrap.walk;

import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.connectedaccounts.bootstrap.openapi.Contract;

/**
 * One operation of openapi.yaml.
 *
 * @param tokens the security schemes that it takes; empty for everybody
 * @param scopes what {@code x-scopes} says a workspace key needs
 * @param isForEndUsers whether {@code x-end-users} opens it to the token of an end user
 * @param isList whether it answers page by page
 */
record Operation(
    String id,
    HttpMethod method,
    String path,
    List<String> tokens,
    List<String> scopes,
    boolean isForEndUsers,
    boolean hasBody,
    boolean isList) {

  private static final List<Operation> ALL =
      Contract.API.getPaths().entrySet().stream()
          .flatMap(
              path ->
                  path.getValue().readOperationsMap().entrySet().stream()
                      .map(entry -> of(path.getKey(), entry.getKey(), entry.getValue())))
          .toList();

  static List<Operation> all() {
    return ALL;
  }

  static Stream<Operation> needingKeys() {
    return ALL.stream().filter(operation -> !operation.tokens().isEmpty());
  }

  boolean isFor(String scheme) {
    return tokens.contains(scheme);
  }

  /** For nobody else. */
  boolean isOnlyFor(String scheme) {
    return tokens.equals(List.of(scheme));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  private static Operation of(
      String path, HttpMethod method, io.swagger.v3.oas.models.Operation written) {
    String id = Objects.requireNonNull(written.getOperationId(), () -> method + " " + path);
    List<String> tokens =
        Objects.requireNonNull(written.getSecurity(), () -> id + " does not say who may call it")
            .stream()
            .flatMap(requirement -> requirement.keySet().stream())
            .toList();
    return new Operation(
        id,
        method,
        path,
        tokens,
        scopes(written, id, tokens),
        Objects.requireNonNullElse(written.getExtensions(), Map.<String, Object>of())
            .containsKey("x-end-users"),
        written.getRequestBody() != null,
        takesCursor(written));
  }

  private static boolean takesCursor(io.swagger.v3.oas.models.Operation written) {
    return Objects.requireNonNullElse(written.getParameters(), List.<Parameter>of()).stream()
        .anyMatch(
            parameter ->
                "cursor".equals(parameter.getName())
                    || String.valueOf(parameter.get$ref()).endsWith("/Cursor"));
  }

  private static List<String> scopes(
      io.swagger.v3.oas.models.Operation written, String id, List<String> tokens) {
    Map<String, Object> extensions = Objects.requireNonNullElse(written.getExtensions(), Map.of());
    Object scopes = extensions.get("x-scopes");
    if (scopes == null && !tokens.isEmpty()) {
      throw new IllegalStateException(id + " has no x-scopes");
    }
    return scopes instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
