package org.connectedaccounts.adapters.in.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.connectedaccounts.adapters.in.rest.api.CreateAccountDto;
import org.connectedaccounts.adapters.in.rest.api.CreateApiKeyDto;
import org.connectedaccounts.adapters.in.rest.api.PutWorkflowDto;
import org.connectedaccounts.adapters.in.rest.api.PutWorkflowLinkDto;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PointersTest {

  private static final ValidatorFactory FACTORY =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory();
  private static final Validator VALIDATOR = FACTORY.getValidator();

  private static Set<String> violations(
      Object resource, String operation, @Nullable Object... parameters) {
    Method method =
        Arrays.stream(resource.getClass().getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals(operation) && !candidate.isBridge())
            .findFirst()
            .orElseThrow();
    return VALIDATOR.forExecutables().validateParameters(resource, method, parameters).stream()
        .map(Pointers::of)
        .collect(Collectors.toSet());
  }

  @Test
  void ofViolationWhenInTheBodyThenPointsIntoItInSnakeCase() {
    var link = new PutWorkflowLinkDto().accountId("x").stepId("").name("B-ad");
    var body = new PutWorkflowDto().links(List.of(new PutWorkflowLinkDto(), link));

    assertThat(violations(new WorkflowsResource(), "putWorkflow", "w", body, null, null, null))
        .containsExactlyInAnyOrder(
            "/links/0/step_id", "/links/0/account_id", "/links/1/step_id", "/links/1/name");
  }

  @Test
  void ofViolationWhenInAListThenPointsToTheItem() {
    var body = new CreateApiKeyDto().name("k").scopes(List.of("link", "x".repeat(65)));

    assertThat(violations(new ApiKeysResource(), "createApiKey", body, null, null))
        .containsExactly("/scopes/1");
  }

  @Test
  void ofViolationWhenThereIsNoBodyThenPointsToAllOfIt() {
    assertThat(violations(new ApiKeysResource(), "createApiKey", null, null, null))
        .containsExactly("");
  }

  @Test
  void ofViolationWhenQueryOrHeaderThenTheirNames() {
    assertThat(
            violations(new AccountsResource(), "getCredentials", "acc", null, -1, "p".repeat(201)))
        .containsExactlyInAnyOrder("?min_ttl", "Purpose");
    assertThat(
            violations(new AccountsResource(), "createAccount", new CreateAccountDto(), null, ""))
        .containsExactlyInAnyOrder("/app", "Idempotency-Key");
  }

  private static MismatchedInputException unreadable(String json) {
    var mapper = new ObjectMapper();
    new StrictJson().customize(mapper);
    mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    return catchThrowableOfType(
        MismatchedInputException.class, () -> mapper.readValue(json, CreateAccountDto.class));
  }

  @Test
  void faultWhenUnreadableThenNamesThePlaceAndNeverTheValue() {
    assertThat(UnreadableBody.fault(unreadable("{\"fields\":{\"a/b~c\":7}}")))
        .hasToString("Fault[pointer=/fields/a~1b~0c, detail=must be a text]");
    assertThat(UnreadableBody.fault(unreadable("{\"fields\":\"s3cr3t\"}")))
        .hasToString("Fault[pointer=/fields, detail=must be an object]");
    assertThat(UnreadableBody.fault(unreadable("{\"tokens\":{\"scopes\":[\"a\",null]}}")))
        .hasToString("Fault[pointer=/tokens/scopes/1, detail=must not be null]");
    assertThat(UnreadableBody.fault(unreadable("{\"tokens\":{\"expires_at\":12345}}")))
        .hasToString(
            "Fault[pointer=/tokens/expires_at, detail=must be a time, as RFC 3339 writes it]");
    assertThat(UnreadableBody.fault(unreadable("{\"shared\":\"true\"}")))
        .hasToString("Fault[pointer=/shared, detail=must be true or false]");
    assertThat(UnreadableBody.fault(unreadable("{\"app\":\"x\",\"surprise\":\"s3cr3t\"}")))
        .hasToString("Fault[pointer=/surprise, detail=is not known here]");
  }

  @Test
  void faultWhenTheNameIsEndlessThenIsCut() {
    String pointer = UnreadableBody.fault(unreadable("{\"" + "x".repeat(5000) + "\":1}")).pointer();

    assertThat(pointer).hasSize(201);
  }
}
