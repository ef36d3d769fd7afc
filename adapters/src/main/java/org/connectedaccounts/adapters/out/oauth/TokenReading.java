package org.connectedaccounts.adapters.out.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.AuthorizationServer.IssuedToken;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.Expiry;
import org.connectedaccounts.domain.app.SecondScopes;
import org.connectedaccounts.domain.app.TokenPath;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a good token answer, as the definition says where they stand. */
record TokenReading(TokenProfile profile, @Nullable Object tree, Instant now) {

  private static final int LONGEST_TOKEN = 65_536;

  Optional<Secret> mainToken() {
    return token(mainPath());
  }

  private DottedPath mainPath() {
    return profile.endpoint().response().tokens().values().iterator().next().path();
  }

  /** Every token of the definition that is there; empty if {@code all} that must be are not. */
  Optional<Map<String, IssuedToken>> tokens(boolean all) {
    Map<String, IssuedToken> tokens = new LinkedHashMap<>();
    for (Map.Entry<String, TokenPath> wanted : profile.endpoint().response().tokens().entrySet()) {
      DottedPath path = wanted.getValue().path();
      Optional<Secret> token = token(path);
      if (token.isPresent()) {
        tokens.put(wanted.getKey(), new IssuedToken(token.get(), lifetime(path)));
      } else if (all && !wanted.getValue().optional()) {
        return Optional.empty();
      }
    }
    return Optional.of(tokens);
  }

  Optional<Secret> refreshToken() {
    if (profile.renewsItself()) {
      return mainToken();
    }
    DottedPath told = profile.endpoint().response().refreshToken();
    if (told != null) {
      return token(told);
    }
    return Stream.of(beside(mainPath(), "refresh_token"), new DottedPath("refresh_token"))
        .flatMap(path -> token(path).stream())
        .findFirst();
  }

  Optional<String> idToken() {
    return Stream.of(beside(mainPath(), "id_token"), new DottedPath("id_token"))
        .flatMap(path -> path.text(tree).stream())
        .findFirst();
  }

  /** RFC 6749, A.12: printable ASCII; anything else could not be sent in a header. */
  private Optional<Secret> token(DottedPath path) {
    return switch (path.in(tree)) {
      case String text when usable(text) -> Optional.of(Secret.of(text));
      case Number number -> Optional.of(Secret.of(number.toString()));
      case null, default -> Optional.empty();
    };
  }

  private static boolean usable(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_TOKEN
        && text.chars().allMatch(c -> c >= 0x21 && c <= 0x7e);
  }

  private @Nullable Duration lifetime(DottedPath token) {
    Expiry expires = profile.endpoint().response().expires();
    if (expires != null) {
      return expires
          .path()
          .text(tree)
          .flatMap(text -> Lifetimes.read(text, expires.unit(), now))
          .orElse(profile.assumedTtl());
    }
    return Stream.of(beside(token, "expires_in"), new DottedPath("expires_in"))
        .flatMap(path -> path.text(tree).stream())
        .findFirst()
        .flatMap(text -> Lifetimes.read(text, Expiry.Unit.SECONDS, now))
        .orElse(profile.assumedTtl());
  }

  /** Lifetimes and refresh tokens stand in the same object as the token they belong to. */
  private static DottedPath beside(DottedPath path, String name) {
    int dot = path.value().lastIndexOf('.');
    return new DottedPath(dot < 0 ? name : path.value().substring(0, dot + 1) + name);
  }

  /** Those that name a host which they may not name are left aside: what was known stays. */
  Map<String, String> captures() {
    Map<String, String> captures = told();
    captures.keySet().removeAll(foreignHosts());
    return captures;
  }

  /** The captures that name a host which they may not name. */
  Set<String> foreignHosts() {
    Map<String, String> foreign = told();
    foreign.entrySet().removeIf(each -> profile.hosts().allows(each.getKey(), each.getValue()));
    return Set.copyOf(foreign.keySet());
  }

  private Map<String, String> told() {
    Map<String, String> captures = new LinkedHashMap<>();
    profile
        .endpoint()
        .response()
        .capture()
        .forEach(
            (name, path) ->
                ProviderText.exact(path, tree).ifPresent(text -> captures.put(name, text)));
    return captures;
  }

  /** As granted; null where the answer does not say. An empty text says: none. */
  @Nullable List<String> scopes() {
    List<String> first = scopes(profile.endpoint().response().scopesPath());
    SecondScopes second = profile.scopes().second();
    List<String> more = second == null ? null : scopes(second.path());
    if (first == null || second == null || more == null) {
      return first;
    }
    return Stream.concat(first.stream(), second.told(more).stream()).toList();
  }

  private @Nullable List<String> scopes(@Nullable DottedPath path) {
    return switch (path == null ? null : path.in(tree)) {
      case String text -> split(List.of(text));
      case List<?> list ->
          split(list.stream().filter(String.class::isInstance).map(String.class::cast).toList());
      case null, default -> null;
    };
  }

  private List<String> split(List<String> texts) {
    Pattern separator = Pattern.compile(Pattern.quote(profile.scopes().separator()) + "|[\\s,]+");
    LinkedHashSet<String> scopes = new LinkedHashSet<>();
    for (String text : texts) {
      separator
          .splitAsStream(text)
          .map(String::strip)
          .filter(scope -> !scope.isEmpty() && scope.chars().noneMatch(Character::isISOControl))
          .forEach(scopes::add);
    }
    return new ArrayList<>(scopes);
  }
}
