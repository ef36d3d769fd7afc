package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.connectedaccounts.domain.app.Verification.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationTest {

  private static Verification verification(@Nullable Expectation okWhen) {
    return new Verification(
        RequestTemplate.get("https://h/me"), Set.of(200, 403), Set.of(401), okWhen);
  }

  @Test
  void judgeWhenStatusSaysSoThenWorksOrRejected() {
    assertThat(verification(null).judge(200, null)).isEqualTo(Verdict.WORKS);
    assertThat(verification(null).judge(403, null)).isEqualTo(Verdict.WORKS);
    assertThat(verification(null).judge(401, null)).isEqualTo(Verdict.REJECTED);
  }

  @Test
  void judgeWhenStatusSaysNeitherThenUnclear() {
    assertThat(verification(null).judge(503, null)).isEqualTo(Verdict.UNCLEAR);
    assertThat(verification(null).judge(302, null)).isEqualTo(Verdict.UNCLEAR);
  }

  @Test
  void judgeWhenAnswerHasToAgreeThenReadsIt() {
    var verification = verification(new Expectation(new DottedPath("ok"), "true"));

    assertThat(verification.judge(200, Map.of("ok", true))).isEqualTo(Verdict.WORKS);
    assertThat(verification.judge(200, Map.of("ok", false))).isEqualTo(Verdict.REJECTED);
    assertThat(verification.judge(200, "no json")).isEqualTo(Verdict.REJECTED);
  }

  @Test
  void newWhenAStatusMeansBothThenRefuses() {
    assertThatThrownBy(
            () ->
                new Verification(RequestTemplate.get("https://h"), Set.of(200), Set.of(200), null))
        .hasMessageStartingWith("ok:");
  }
}
