package org.connectedaccounts.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the authorization endpoint sends the browser back. Immutable. {@code issuer}: null says the
 * provider's own; {@code state}: null says the one that came.
 */
public record AuthorizeAnswer(
    Map<String, String> error,
    @Nullable String issuer,
    @Nullable String state,
    Map<String, String> added,
    Map<String, Twist> twists) {

  /** What happens to one parameter on its way back. */
  public enum Twist {
    DROPPED,
    DOUBLED
  }

  public static AuthorizeAnswer granted() {
    return new AuthorizeAnswer(Map.of(), null, null, Map.of(), Map.of());
  }

  public static AuthorizeAnswer denied() {
    return error("access_denied", "The user said no");
  }

  public static AuthorizeAnswer error(String code, String description) {
    Map<String, String> error = new LinkedHashMap<>();
    error.put("error", code);
    error.put("error_description", description);
    return new AuthorizeAnswer(error, null, null, Map.of(), Map.of());
  }

  /** Says another issuer than the provider's (RFC 9207 mix-up). */
  public AuthorizeAnswer issuedBy(String other) {
    return new AuthorizeAnswer(error, other, state, added, twists);
  }

  public AuthorizeAnswer withState(String other) {
    return new AuthorizeAnswer(error, issuer, other, added, twists);
  }

  public AuthorizeAnswer withoutState() {
    return twisted("state", Twist.DROPPED);
  }

  public AuthorizeAnswer withoutIssuer() {
    return twisted("iss", Twist.DROPPED);
  }

  public AuthorizeAnswer withoutCode() {
    return twisted("code", Twist.DROPPED);
  }

  /** Sends a parameter twice, with two different values. */
  public AuthorizeAnswer doubling(String name) {
    return twisted(name, Twist.DOUBLED);
  }

  /** Sends one more parameter, as QuickBooks does with {@code realmId}. */
  public AuthorizeAnswer adding(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(added);
    more.put(name, value);
    return new AuthorizeAnswer(error, issuer, state, more, twists);
  }

  boolean isGranted() {
    return error.isEmpty();
  }

  String query(@Nullable String code, Optional<String> receivedState, String ownIssuer) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (code != null) {
      parameters.put("code", code);
    }
    parameters.putAll(error);
    Optional.ofNullable(state)
        .or(() -> receivedState)
        .ifPresent(value -> parameters.put("state", value));
    parameters.put("iss", issuer == null ? ownIssuer : issuer);
    parameters.putAll(added);
    return parameters.entrySet().stream()
        .filter(parameter -> twists.get(parameter.getKey()) != Twist.DROPPED)
        .map(this::written)
        .collect(Collectors.joining("&"));
  }

  private String written(Map.Entry<String, String> parameter) {
    String once = FormText.encode(parameter.getKey()) + "=" + FormText.encode(parameter.getValue());
    return twists.get(parameter.getKey()) == Twist.DOUBLED ? once + "&" + once + "2" : once;
  }

  private AuthorizeAnswer twisted(String name, Twist twist) {
    Map<String, Twist> more = new LinkedHashMap<>(twists);
    more.put(name, twist);
    return new AuthorizeAnswer(error, issuer, state, added, more);
  }
}
