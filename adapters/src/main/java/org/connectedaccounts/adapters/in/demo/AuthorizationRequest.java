package org.connectedaccounts.adapters.in.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An authorization request that is in order. */
record AuthorizationRequest(Return back, List<String> scopes, String codeChallenge) {

  /** What the demo's scopes let a client do, in words. */
  static final Map<String, String> SCOPES =
      new TreeMap<>(
          Map.of(
              "profile", "See your name and email address",
              "messages:read", "Read your messages"));

  /** RFC 7636, 4.2: the base64url of a SHA-256. */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** Where the browser goes with the answer. */
  record Return(String redirectUri, @Nullable String state) {}

  /** How an incoming request is met. */
  sealed interface Reading {

    record Good(AuthorizationRequest request) implements Reading {}

    /** The client is told (RFC 6749, 4.1.2.1). */
    record Refused(Return back, String error) implements Reading {}

    /** Nobody is told but the person: the redirect URI cannot be trusted. */
    record Untrusted(String reason) implements Reading {}
  }

  static Reading read(AuthorizationQuery query, DemoProvider.Settings settings) {
    if (!DemoProvider.CLIENT_ID.equals(query.clientId())) {
      return new Reading.Untrusted("No client of this id is registered here.");
    }
    String redirectUri = query.redirectUri();
    if (redirectUri == null || !redirectUri.equals(settings.redirectUri())) {
      return new Reading.Untrusted("This redirect URI is not the one that the client registered.");
    }
    var back = new Return(redirectUri, query.state());
    List<String> scopes = scopes(query.scope());
    return error(query, scopes)
        .<Reading>map(error -> new Reading.Refused(back, error))
        .orElseGet(
            () ->
                new Reading.Good(
                    new AuthorizationRequest(back, scopes, String.valueOf(query.codeChallenge()))));
  }

  private static Optional<String> error(AuthorizationQuery query, List<String> scopes) {
    if (!"code".equals(query.responseType())) {
      return Optional.of("unsupported_response_type");
    }
    String challenge = query.codeChallenge();
    if (challenge == null
        || !CHALLENGE.matcher(challenge).matches()
        || !"S256".equals(query.codeChallengeMethod())) {
      return Optional.of("invalid_request");
    }
    return SCOPES.keySet().containsAll(scopes) ? Optional.empty() : Optional.of("invalid_scope");
  }

  private static List<String> scopes(@Nullable String scope) {
    return scope == null || scope.isBlank()
        ? List.of("profile")
        : Arrays.stream(scope.strip().split(" +")).distinct().toList();
  }
}
