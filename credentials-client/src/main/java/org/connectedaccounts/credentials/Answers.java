package org.connectedaccounts.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the service answers. Members that it does not know are left alone. */
final class Answers {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private Answers() {}

  /**
   * @throws CredentialException if it is none
   */
  static Credential credential(String accountId, HttpResponse<byte[]> answer) {
    JsonNode body = json(answer);
    if (answer.statusCode() != OK) {
      throw problem(accountId, answer, body);
    }
    JsonNode version = body.path("version");
    JsonNode auths = body.path("auths");
    if (!version.canConvertToLong() || !auths.isObject()) {
      throw invalid(accountId, OK);
    }
    return new Credential(
        accountId,
        body.path("type").asText(""),
        values(auths),
        version.longValue(),
        expiresAt(accountId, body.path("expires_at")),
        texts(body.path("scopes")));
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException unreadable) {
      return JSON.missingNode();
    }
  }

  private static CredentialException problem(
      String accountId, HttpResponse<byte[]> answer, JsonNode body) {
    int status = answer.statusCode();
    JsonNode code = body.path("code");
    if (!code.isTextual()) {
      // A gateway, or another service: not the word of ours, so nothing follows for the account.
      return invalid(accountId, status);
    }
    boolean isTransient =
        status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
    return CredentialException.said(
        new CredentialException.Answer(
            accountId,
            code.textValue(),
            status,
            body.path("detail").textValue(),
            body.path("accounts").path(0).path("status_reason").textValue(),
            isTransient ? retryAfter(answer) : null,
            isTransient));
  }

  private static CredentialException invalid(String accountId, int status) {
    return CredentialException.unanswered(accountId, "answer_invalid", status, null);
  }

  private static @Nullable Duration retryAfter(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,9}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(null);
  }

  private static Map<String, String> values(JsonNode auths) {
    Map<String, String> values = new LinkedHashMap<>();
    auths.properties().forEach(each -> values.put(each.getKey(), each.getValue().asText()));
    return values;
  }

  /** A time that cannot be read is not "never". */
  private static @Nullable Instant expiresAt(String accountId, JsonNode text) {
    if (text.isMissingNode() || text.isNull()) {
      return null;
    }
    try {
      return Instant.parse(text.asText());
    } catch (DateTimeParseException unreadable) {
      throw invalid(accountId, OK);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
