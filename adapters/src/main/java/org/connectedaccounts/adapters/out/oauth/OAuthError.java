package org.connectedaccounts.adapters.out.oauth;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.ErrorWhen;
import org.jspecify.annotations.Nullable;

/** An error as the provider tells it, and what sort of trouble it is. */
record OAuthError(String code, @Nullable String description) {

  private static final int LONGEST_CODE = 100;
  private static final int LONGEST_DESCRIPTION = 300;
  private static final Set<String> DEFINITE =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope",
          "interaction_required",
          "invalid_token");
  private static final Set<String> PAUSES =
      Set.of("temporarily_unavailable", "slow_down", "ratelimited", "rate_limited");
  private static final Set<String> BROKEN =
      Set.of("server_error", "internal_error", "fatal_error", "service_unavailable");
  private static final Pattern THROTTLING =
      Pattern.compile("too.many.requests|rate.?limit|throttl|quota.exceeded");
  // Providers echo what they were sent; nothing that looks like a credential is passed on.
  private static final Pattern TOKEN_LIKE =
      Pattern.compile("[A-Za-z0-9_~+/=-](?:[A-Za-z0-9._~+/=%-]{18,})[A-Za-z0-9_~+/=-]");
  private static final DottedPath ERROR = new DottedPath("error");

  /** The error in an answer; empty where it holds none that can be made out. */
  static Optional<OAuthError> in(
      @Nullable Object tree, @Nullable ErrorWhen when, Collection<String> sent) {
    Optional<String> code = Optional.empty();
    if (when != null && when.errorField() != null) {
      code = when.errorField().text(tree);
    }
    return code.or(() -> errorName(tree))
        .map(text -> clean(text, LONGEST_CODE, sent))
        .filter(text -> !text.isEmpty())
        .map(text -> new OAuthError(text, describe(tree, sent)));
  }

  private static Optional<String> errorName(@Nullable Object tree) {
    if (ERROR.in(tree) instanceof String text) {
      return Optional.of(text);
    }
    return first(tree, "error.type", "error.code", "error.status");
  }

  static @Nullable String describe(@Nullable Object tree, Collection<String> sent) {
    return first(tree, "error_description", "error.message", "error_message", "message", "detail")
        .map(text -> clean(text, LONGEST_DESCRIPTION, sent))
        .filter(text -> !text.isEmpty())
        .orElse(null);
  }

  private static Optional<String> first(@Nullable Object tree, String... paths) {
    for (String path : paths) {
      Optional<String> text = new DottedPath(path).text(tree).filter(value -> !value.isBlank());
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  private static String clean(String text, int longest, Collection<String> sent) {
    String clean = text;
    for (String secret : sent) {
      if (!secret.isEmpty()) {
        clean = clean.replace(secret, "***");
      }
    }
    clean = clean.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    clean = TOKEN_LIKE.matcher(clean).replaceAll(OAuthError::mask);
    return clean.length() > longest ? clean.substring(0, longest) : clean;
  }

  /** Words of an error code such as {@code unsupported_grant_type} stay. */
  private static String mask(MatchResult found) {
    String text = found.group();
    boolean words = text.matches("[a-z]+(?:[_./-][a-z]+)*|[A-Z]+(?:_[A-Z]+)*|[A-Z]?[a-z]+");
    return words ? text : "***";
  }

  /** A pause is asked for; the request was not looked at. */
  boolean throttling() {
    String name = code.toLowerCase(Locale.ROOT);
    if (DEFINITE.contains(name)) {
      return false;
    }
    String all = name + " " + (description == null ? "" : description.toLowerCase(Locale.ROOT));
    return PAUSES.contains(name) || THROTTLING.matcher(all).find();
  }

  /** The provider broke down; what became of the request is not known. */
  boolean breakdown() {
    return BROKEN.contains(code.toLowerCase(Locale.ROOT));
  }
}
