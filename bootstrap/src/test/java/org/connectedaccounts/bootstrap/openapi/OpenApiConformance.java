package org.connectedaccounts.bootstrap.openapi;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.RestAssuredRequest;
import com.atlassian.oai.validator.restassured.RestAssuredResponse;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Collectors;

/**
 * A REST-assured filter that fails a test when an answer is not what openapi.yaml says of that
 * path, method and status: {@code OpenApiConformance.given().get("/v1/accounts")}.
 *
 * <p>Redirects are not followed, since it is the service's own answer that is held against the
 * contract. A path or method that the contract does not have fails; {@link ProblemCheck} is for
 * those.
 */
public final class OpenApiConformance implements Filter {

  private static final OpenApiConformance ANSWERS = new OpenApiConformance(true);
  private static final OpenApiConformance EXCHANGES = new OpenApiConformance(false);

  private final boolean answersOnly;
  private final OpenApiInteractionValidator validator;

  private OpenApiConformance(boolean answersOnly) {
    this.answersOnly = answersOnly;
    this.validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(Contract.TEXT)
            .withResolveCombinators(true)
            .withLevelResolver(levels().build())
            .build();
  }

  /** Holds answers alone against the contract, so that a test may send what it likes. */
  public static OpenApiConformance ofAnswers() {
    return ANSWERS;
  }

  /** Holds requests against it as well: for the calls that a client is told to make. */
  public static OpenApiConformance ofExchanges() {
    return EXCHANGES;
  }

  /** Starts a call whose answer is checked. */
  public static RequestSpecification given() {
    return RestAssured.given().redirects().follow(false).filter(ANSWERS);
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response response = context.next(request, expected);
    ValidationReport report = report(request, response);
    if (report.hasErrors()) {
      throw new AssertionError(told(request, response, report));
    }
    if (DocumentedCodes.STATUSES.contains(response.statusCode())) {
      requireDocumentedCode(request, response);
    }
    return response;
  }

  /** What fits the schema is not yet what was promised: a client looks for the codes it is told. */
  private static void requireDocumentedCode(
      FilterableRequestSpecification request, Response response) {
    if (!String.valueOf(response.contentType()).startsWith("application/problem+json")) {
      return;
    }
    String code = JsonBody.text(response, "/code");
    String path = RestAssuredRequest.of(request).getPath();
    if (!DocumentedCodes.allow(request.getMethod(), path, response.statusCode(), code)) {
      throw new AssertionError(
          "%s %s answered %d `%s`, which is none of the examples that openapi.yaml has there"
              .formatted(request.getMethod(), path, response.statusCode(), code));
    }
  }

  /** What is not asked for is not looked at: half of the time of a test goes into this. */
  private ValidationReport report(FilterableRequestSpecification sent, Response response) {
    var request = RestAssuredRequest.of(sent);
    var answer = RestAssuredResponse.of(response);
    return answersOnly
        ? validator.validateResponse(request.getPath(), request.getMethod(), answer)
        : validator.validate(request, answer);
  }

  private static LevelResolver.Builder levels() {
    return LevelResolver.create()
        // Tests without a token want to see the 401.
        .withLevel("validation.request.security.missing", Level.IGNORE)
        .withLevel("validation.request.path.missing", Level.ERROR)
        .withLevel("validation.request.operation.notAllowed", Level.ERROR);
  }

  private static String told(
      FilterableRequestSpecification request, Response response, ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() == Level.ERROR)
        .map(message -> message.getKey() + ": " + message.getMessage())
        .collect(
            Collectors.joining(
                "\n  ",
                "%s %s answered %d, which openapi.yaml does not allow:\n  "
                    .formatted(request.getMethod(), request.getURI(), response.statusCode()),
                "\n" + response.asString()));
  }
}
