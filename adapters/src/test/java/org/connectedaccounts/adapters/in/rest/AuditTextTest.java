package org.connectedaccounts.adapters.in.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AuditTextTest {

  private static String header(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void headerWhenUtf8ThenItsCharacters() {
    assertThat(AuditText.utf8(header("Zoë 😀".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("Zoë 😀");
    assertThat(AuditText.utf8("run-1234")).isEqualTo("run-1234");
  }

  @Test
  void headerWhenNotUtf8ThenItIsLatin1() {
    assertThat(AuditText.utf8(header("Zoë".getBytes(StandardCharsets.ISO_8859_1))))
        .isEqualTo("Zoë");
  }

  @Test
  void textWhenTooLongThenCutBetweenCharacters() {
    assertThat(AuditText.cut("x".repeat(255))).hasSize(255);
    assertThat(AuditText.cut("x".repeat(256))).hasSize(255);
    assertThat(AuditText.cut("x".repeat(254) + "😀")).isEqualTo("x".repeat(254));
  }

  @Test
  void textWhenItHoldsWhatCannotBeStoredThenWithoutThat() {
    assertThat(AuditText.cut("a\u0000b")).isEqualTo("ab");
    assertThat(AuditText.cut(null)).isNull();
  }
}
