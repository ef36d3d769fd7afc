package org.connectedaccounts.bootstrap.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;

/**
 * Holds an error answer against the schema {@code Problem} alone, for calls that the contract does
 * not have: an unknown path, a method that a path lacks.
 */
public final class ProblemCheck {

  private static final SchemaValidator VALIDATOR =
      new SchemaValidator(Contract.API, new MessageResolver());

  private final Response response;
  private final JsonNode problem;

  private ProblemCheck(Response response, JsonNode problem) {
    this.response = response;
    this.problem = problem;
  }

  /** Fails unless this is a problem (RFC 9457) whose code the contract lists. */
  public static ProblemCheck of(Response response) {
    assertThat(response.contentType()).startsWith("application/problem+json");
    ValidationReport report =
        VALIDATOR.validate(
            response.asString(), Contract.schema("Problem"), "validation.response.body");
    assertThat(report.getMessages())
        .as("against the schema Problem: %s", response.asString())
        .isEmpty();
    JsonNode problem = JsonBody.of(response);
    assertThat(problem.path("status").asInt()).isEqualTo(response.statusCode());
    assertThat(Contract.problemCodes()).contains(problem.path("code").asText());
    return new ProblemCheck(response, problem);
  }

  public ProblemCheck hasStatus(int status) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    return this;
  }

  public ProblemCheck hasCode(String code) {
    assertThat(problem.path("code").asText()).as(response.asString()).isEqualTo(code);
    return this;
  }

  /** Fails unless {@code errors} names that field by its JSON pointer. */
  public ProblemCheck pointsAt(String pointer) {
    assertThat(problem.path("errors").findValuesAsText("pointer"))
        .as(response.asString())
        .contains(pointer);
    return this;
  }

  /** Fails when what was sent comes back, in the body or in a header. */
  public ProblemCheck doesNotEcho(String sent) {
    assertThat(response.asString()).doesNotContain(sent);
    assertThat(response.headers().toString()).doesNotContain(sent);
    return this;
  }
}
