package org.connectedaccounts.adapters.in.rest;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Version;
import org.jspecify.annotations.Nullable;

/** The headers by which a change says what it was made for (RFC 9110, 13.1). */
final class Conditions {

  static final String IF_MATCH = "If-Match";
  static final String IF_NONE_MATCH = "If-None-Match";

  private static final String ANY = "*";

  /** RFC 9110, 8.8.3, one after the other; nothing is looked at twice, however long it is. */
  private static final Pattern TAG =
      Pattern.compile(
          "\\G[ \\t,]*+(?:W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*+)\"[ \\t]*+(?:,|$)[ \\t,]*+");

  private Conditions() {}

  /** As it stands in the header {@code ETag}. */
  static String tag(Version version) {
    return '"' + version.text() + '"';
  }

  static Expectation of(@Nullable String ifMatch) {
    return of(ifMatch, null);
  }

  static Expectation of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    if (ifMatch != null && ifNoneMatch != null) {
      throw Refusal.invalid(IF_NONE_MATCH, "must not be given together with If-Match");
    }
    if (ifNoneMatch != null) {
      return create(ifNoneMatch.strip());
    }
    return ifMatch == null ? Expectation.anything() : match(ifMatch.strip());
  }

  private static Expectation create(String text) {
    if (!text.equals(ANY)) {
      throw Refusal.invalid(IF_NONE_MATCH, "must be *: it is for creating only");
    }
    return new Expectation.Nothing();
  }

  private static Expectation match(String text) {
    return text.equals(ANY) ? new Expectation.Something() : new Expectation.OneOf(versions(text));
  }

  /**
   * A weak tag counts like the strong one: a proxy that compresses puts {@code W/} before it, and
   * what a tag of ours names is a state and not its bytes.
   */
  private static Set<Version> versions(String text) {
    Set<Version> versions = new HashSet<>();
    Matcher tags = TAG.matcher(text);
    int end = 0;
    while (tags.find()) {
      versions.add(new Version(tags.group(1)));
      end = tags.end();
    }
    if (versions.isEmpty() || end < text.length()) {
      throw Refusal.invalid(IF_MATCH, "must be * or ETags, each in its quotes");
    }
    return versions;
  }
}
