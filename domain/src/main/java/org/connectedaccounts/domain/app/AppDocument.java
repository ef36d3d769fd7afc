package org.connectedaccounts.domain.app;

import java.util.regex.Pattern;

/**
 * The text that a definition was read from, and the SHA-256 of that text in lower-case hex.
 * Attempts and accounts keep the digest, so that they go on with the very definition that made
 * them. {@code operators} says that the operator wrote it, whose word on private addresses counts.
 */
public record AppDocument(String text, String digest, boolean operators) {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public AppDocument {
    if (!SHA_256.matcher(digest).matches()) {
      throw new InvalidDefinitionPart("", "the digest of a document is a SHA-256 in hex");
    }
  }

  /** A document that anybody may have written. */
  public AppDocument(String text, String digest) {
    this(text, digest, false);
  }

  AppDocument byOperator() {
    return new AppDocument(text, digest, true);
  }

  @Override
  public String toString() {
    return "AppDocument[" + digest + "]";
  }
}
