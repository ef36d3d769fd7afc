package org.connectedaccounts.adapters.in.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a caller wrote, as the audit can keep it. */
final class AuditText {

  /** As long as the contract lets an id or a name be. */
  private static final int LONGEST = 255;

  private AuditText() {}

  /** What is refused may be of any length, and of characters that cannot be stored. */
  static @Nullable String cut(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String kept = text.replace("\u0000", "");
    if (kept.length() <= LONGEST) {
      return kept;
    }
    // Half a character cannot be stored either.
    boolean splits = Character.isHighSurrogate(kept.charAt(LONGEST - 1));
    return kept.substring(0, splits ? LONGEST - 1 : LONGEST);
  }

  /** A header reaches us with a character for each byte; most people write UTF-8. */
  static String utf8(String header) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return header;
    }
  }
}
