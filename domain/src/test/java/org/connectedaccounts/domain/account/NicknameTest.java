package org.connectedaccounts.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.connectedaccounts.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NicknameTest {

  @Test
  void ofThenStripsAndKeepsWhatPeopleWrite() {
    assertThat(Nickname.of("  Team \uD83D\uDC69\u200D\uD83D\uDCBB <b> "))
        .isEqualTo("Team \uD83D\uDC69\u200D\uD83D\uDCBB <b>");
    assertThat(Nickname.of("\u05E9\u05DC\u05D5\u05DD")).isEqualTo("\u05E9\u05DC\u05D5\u05DD");
    assertThat(Nickname.of("   ")).isNull();
    assertThat(Nickname.of(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "a\u0000b", "a\u202Eb", "a\u2066b", "a\u2028b", "a\u0007b"})
  void ofWhenItWouldDisturbWhatStandsBesideItThenRefuses(String text) {
    assertThatThrownBy(() -> Nickname.of(text)).isInstanceOf(Refusal.class);
  }
}
