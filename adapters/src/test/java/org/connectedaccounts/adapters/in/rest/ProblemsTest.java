package org.connectedaccounts.adapters.in.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.adapters.in.rest.api.ProblemDto;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.LinkedStep;
import org.connectedaccounts.domain.Refusal.UnavailableAccount;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {

  @ParameterizedTest
  @EnumSource(Code.class)
  void answerWhenRefusedThenTitleStatusAndCodeBelongTogether(Code code) {
    RestResponse<ProblemDto> answer = Problems.answer(Refusal.of(code, "why"));

    assertThat(answer.getMediaType()).hasToString("application/problem+json");
    assertThat(answer.getEntity().getStatus()).isEqualTo(answer.getStatus());
    assertThat(answer.getEntity().getTitle()).isNotEqualTo("Error");
    assertThat(answer.getEntity().getCode()).isEqualTo(code.text());
    assertThat(answer.getHeaders().containsKey("Retry-After")).isEqualTo(answer.getStatus() == 503);
    assertThat(answer.getHeaders().containsKey("WWW-Authenticate"))
        .isEqualTo(answer.getStatus() == 401);
  }

  @Test
  void answerWhenUnavailableThenSaysWhenToComeBack() {
    var refusal =
        Refusal.unavailable(Code.PROVIDER_UNAVAILABLE, "later", Duration.ofMillis(90_500));

    assertThat(Problems.answer(refusal).getHeaderString("Retry-After")).isEqualTo("90");
  }

  @Test
  void answerWhenTheFirstRequestIsUnderWayThenSaysWhenToComeBack() {
    for (var wait : Map.of(Duration.ZERO, "1", Duration.ofMillis(40_900), "40").entrySet()) {
      var refusal = Refusal.unavailable(Code.IDEMPOTENCY_IN_PROGRESS, "wait", wait.getKey());

      assertThat(Problems.answer(refusal).getStatus()).isEqualTo(409);
      assertThat(Problems.answer(refusal).getHeaderString("Retry-After"))
          .isEqualTo(wait.getValue());
    }
  }

  @Test
  void ofWhenThereIsEvidenceThenItIsTold() {
    var account = new UnavailableAccount("crm", "acc_1", "hubspot", "revoked", null);
    var problem =
        Problems.of(
            Refusal.of(Code.ACCOUNT_UNAVAILABLE, "no", new Evidence.Accounts(List.of(account))));
    assertThat(problem.getAccounts().getFirst().getName()).isEqualTo("crm");
    assertThat(problem.getAccounts().getFirst().getStatusReason()).isNull();

    var link = new LinkedStep("wf", "st", "slack", null);
    problem = Problems.of(Refusal.of(Code.ACCOUNT_LINKED, "no", new Evidence.Links(List.of(link))));
    assertThat(problem.getLinks().getFirst().getStepId()).isEqualTo("st");
  }
}
