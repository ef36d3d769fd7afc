package org.connectedaccounts.bootstrap.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.parser.OpenAPIParser;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The contract as the build serves it, read once. */
public final class Contract {

  private static final Pattern CODE_LINE =
      Pattern.compile("(?m)^- (`[a-z_]+`(?:,\\s+`[a-z_]+`)*):");
  private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

  static final String TEXT = read();
  public static final OpenAPI API = parse();

  private Contract() {}

  static Schema<?> schema(String name) {
    return Objects.requireNonNull(API.getComponents().getSchemas().get(name), name);
  }

  /** The codes that the description of {@code Problem.code} lists. */
  public static Set<String> problemCodes() {
    Schema<?> code =
        (Schema<?>) Objects.requireNonNull(schema("Problem").getProperties().get("code"));
    String description = code.getDescription();
    return CODE_LINE
        .matcher(description)
        .results()
        .flatMap(line -> CODE.matcher(line.group(1)).results())
        .map(found -> found.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static OpenAPI parse() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    return Objects.requireNonNull(
        new OpenAPIParser().readContents(TEXT, null, options).getOpenAPI(), "openapi.yaml");
  }

  private static String read() {
    try (InputStream text =
        Objects.requireNonNull(
            Contract.class.getResourceAsStream("/META-INF/openapi.yaml"),
            "META-INF/openapi.yaml is not on the class path")) {
      return new String(text.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
