package org.connectedaccounts.domain.app;

import java.util.regex.Pattern;

/**
 * The text that a definition was read from, and the SHA-256 of that text in lower-case hex.
 * Attempts and accounts keep the digest, so that they go on with the very definition that made
 * them.
 */
public record AppDocument(String text, String digest) {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public AppDocument {
    if (!SHA_256.matcher(digest).matches()) {
      throw new InvalidDefinitionPart("", "the digest of a document is a SHA-256 in hex");
    }
  }

  @Override
  public String toString() {
    return "AppDocument[" + digest + "]";
  }
}
