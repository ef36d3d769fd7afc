package org.connectedaccounts.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came over the wire. {@code number} counts from 1 over the life of the server;
 * {@code target} is the request target as sent, query included.
 */
public record ReceivedRequest(
    int number,
    String method,
    String target,
    List<Map.Entry<String, String>> headers,
    String body) {

  /** A user name and a password as they stood in the header, not yet form-decoded. */
  public record BasicCredentials(String username, String password) {}

  public String path() {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  public Map<String, List<String>> query() {
    int mark = target.indexOf('?');
    return mark < 0 ? Map.of() : FormText.parse(target.substring(mark + 1));
  }

  /** The members of the body: a form, or a flat JSON object. */
  public Map<String, List<String>> form() {
    return header("content-type").orElse("").toLowerCase(Locale.ROOT).contains("json")
        ? JsonText.readFlat(body)
        : FormText.parse(body);
  }

  /** The first value of a body parameter. */
  public Optional<String> form(String name) {
    return form().getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The first value of a query parameter. */
  public Optional<String> query(String name) {
    return query().getOrDefault(name, List.of()).stream().findFirst();
  }

  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  public List<String> headers(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  public Optional<String> bearer() {
    return credentials("Bearer ");
  }

  public Optional<BasicCredentials> basic() {
    return credentials("Basic ").flatMap(ReceivedRequest::decoded);
  }

  private Optional<String> credentials(String scheme) {
    return header("authorization")
        .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
        .map(value -> value.substring(scheme.length()).trim());
  }

  private static Optional<BasicCredentials> decoded(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
