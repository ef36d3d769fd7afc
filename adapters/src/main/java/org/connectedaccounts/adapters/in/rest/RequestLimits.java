package org.connectedaccounts.adapters.in.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.connectedaccounts.adapters.in.rest.api.ProblemDto;
import org.jspecify.annotations.Nullable;

/**
 * What of a request is too large, or cannot be read in one way alone, before anything of it is
 * read. The server itself hangs up later than this (application.properties), and without a problem.
 */
final class RequestLimits {

  private static final int LONGEST_URI = 8 << 10;
  private static final int LARGEST_HEADERS = 20 << 10;

  private static final Pattern DOTS = Pattern.compile("/([.]|%2[eE]){1,2}(/|$)");

  private RequestLimits() {}

  static @Nullable ProblemDto fault(HttpServerRequest request) {
    String uri = request.uri();
    if (uri.length() > LONGEST_URI) {
      return Problems.ofStatus(414).orElseThrow();
    }
    if (size(request) > LARGEST_HEADERS) {
      return Problems.ofStatus(431).orElseThrow();
    }
    if (announcedLength(request) > BodyLimit.BYTES) {
      return Problems.ofStatus(413).orElseThrow();
    }
    String path = uri.split("\\?", 2)[0];
    if (isNoPath(path)) {
      return Problems.ofStatus(404).orElseThrow();
    }
    return unreadable(uri, path).map(Problems.of(400, "invalid_request")::detail).orElse(null);
  }

  /** The framework takes an id that is empty for none, and would act on all that it is one of. */
  private static boolean isNoPath(String path) {
    return path.startsWith("/v1/") && (path.endsWith("/") || path.contains("//"));
  }

  private static Optional<String> unreadable(String uri, String path) {
    // No text of ours holds it, and PostgreSQL fails on it.
    if (uri.contains("%00")) {
      return Optional.of("An address holds no U+0000.");
    }
    // The framework goes a step back for it, however it is written, and would act on something
    // else.
    if (DOTS.matcher(path).find()) {
      return Optional.of("A path has no . and no .. in it, and nothing is called so.");
    }
    // The framework cuts off what follows, and would act on what is named before it.
    return path.contains(";") ? Optional.of("In a path ; is written %3B.") : Optional.empty();
  }

  private static long size(HttpServerRequest request) {
    long size = 0;
    for (Map.Entry<String, String> header : request.headers()) {
      size += header.getKey().length() + header.getValue().length();
    }
    return size;
  }

  private static long announcedLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }
}
