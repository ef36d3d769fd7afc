package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.connectedaccounts.application.port.Egress.Answered;
import org.jspecify.annotations.Nullable;

/** The token and revocation endpoints of a {@link DefinedProvider}. */
final class TokenDesk {

  private static final int LIFE = 3600;

  boolean refusing;
  boolean failsOnce;

  private final WrittenMethod written;
  private final Map<String, String> values;
  private final Set<String> exercised;
  private final DeskRules rules;
  private final Set<String> spent = new HashSet<>();
  private int issued;
  private @Nullable String refreshToken;
  private @Nullable String firstToken;
  Instant now = Instant.EPOCH;

  TokenDesk(
      WrittenMethod written,
      Map<String, String> values,
      Set<String> exercised,
      String clientSecret) {
    this.written = written;
    this.values = values;
    this.exercised = exercised;
    this.rules = new DeskRules(written, values, clientSecret);
  }

  SeenAssertion signed() {
    return rules.signed();
  }

  void consented(Map<String, String> query) {
    rules.consented(query);
  }

  /**
   * A token request without grant_type, as the definition may have it, is known by its own mark.
   */
  boolean hasMark(SeenRequest request) {
    return request.params().containsKey("code");
  }

  boolean isRefresh(SeenRequest request) {
    return request.params().containsKey(written.text("refresh/token_param", "refresh_token"))
        && !request.params().containsKey("code");
  }

  /** The request for a token, whatever is shown for it. */
  Answered first(SeenRequest request) {
    boolean refresh = !written.isType("exchange") && isRefresh(request);
    rules.check(request, refresh, refreshToken, now);
    if (written.has("assertion")) {
      exercised.add("assertion");
    }
    if (written.has("extensions/token")) {
      new SeenSignature(written, values).check(request, "token");
      exercised.add("extension for tokens");
    }
    if (refresh) {
      assertThat(spent).as("tokens that were used").doesNotContain(refreshToken);
    }
    if (written.isType("exchange")) {
      exercised.add("exchange");
    }
    if (refusing) {
      exercised.add("invalid_grant");
      return DefinedProvider.json(400, "{\"error\":\"invalid_grant\"}");
    }
    if (failsOnce) {
      failsOnce = false;
      return failure();
    }
    exercised.add(refresh ? "refresh" : "token");
    if (refresh && !written.text("refresh/class", "strict").equals("nonrot")) {
      spent.add(String.valueOf(refreshToken));
    }
    return DefinedProvider.json(200, tokens(refresh || !written.has("then/url")));
  }

  /** Errors that the definition says are told with status 200, and others. */
  private Answered failure() {
    if (!written.has("token_response/error_when")) {
      exercised.add("refused code");
      return DefinedProvider.json(400, "{\"error\":\"invalid_grant\"}");
    }
    exercised.add("error with status 200");
    ProviderAnswer answer = new ProviderAnswer();
    answer.put(
        written.text("token_response/error_when/field", ""),
        written.text("token_response/error_when/equals", "1"));
    answer.put(written.text("token_response/error_when/error_field", "error"), "invalid_grant");
    return DefinedProvider.json(200, answer.text());
  }

  boolean awaitsSecond(SeenRequest request) {
    return firstToken != null && request.method().equals(written.text("then/method", "POST"));
  }

  /** The second request of two. */
  String second(SeenRequest request) {
    values.put("secret.oauth_access_token", String.valueOf(firstToken));
    rules.checkSecond(request);
    firstToken = null;
    exercised.add("second request");
    return tokens(true);
  }

  String revoke(SeenRequest request) {
    boolean access = written.text("revocation/token", "refresh").equals("access");
    String token = access || refreshToken == null ? mainToken() : refreshToken;
    rules.checkRevocation(request, token);
    exercised.add("revocation");
    return "{\"ok\":true}";
  }

  private String mainToken() {
    String main = written.tokens().keySet().iterator().next();
    return String.valueOf(values.get("secret." + main));
  }

  private String tokens(boolean last) {
    issued++;
    ProviderAnswer answer = new ProviderAnswer();
    if (!last) {
      firstToken = "short-" + issued;
      answer.put("access_token", firstToken);
      return answer.text();
    }
    written
        .tokens()
        .forEach(
            (name, path) -> {
              String value = name.replace('_', '-') + "-" + issued;
              values.put("secret." + name, value);
              answer.put(path, value);
            });
    if (!written.tokens().containsValue("")) {
      fill(answer);
    }
    return answer.text();
  }

  private void fill(ProviderAnswer answer) {
    String main = written.tokens().values().iterator().next();
    String beside = main.contains(".") ? main.substring(0, main.lastIndexOf('.') + 1) : "";
    if (written.text("refresh/token", "refresh").equals("access")) {
      refreshToken = mainToken();
    } else if (written.isType("oauth2")) {
      String before = refreshToken;
      boolean stays = written.text("refresh/class", "strict").equals("nonrot");
      String next = before != null && stays ? before : "refresh-" + issued;
      refreshToken = next;
      answer.put(written.response("refresh_token").asText(beside + "refresh_token"), next);
    }
    expiry(answer, beside);
    written
        .response("capture")
        .properties()
        .forEach(each -> answer.put(each.getValue().asText(), captured(each.getKey())));
    identify(answer);
    if (written.has("token_response/error_when")) {
      String bad = written.text("token_response/error_when/equals", "");
      String good = written.text("token_response/error_when/not", bad);
      answer.put(
          written.text("token_response/error_when/field", ""),
          good.equals("false") ? true : written.has("token_response/error_when/not") ? good : "0");
    }
  }

  private void identify(ProviderAnswer answer) {
    String id = written.text("identity/id", "");
    boolean captured =
        written.response("capture").valueStream().anyMatch(path -> path.asText().equals(id));
    switch (written.text("identity/from", "userinfo")) {
      case "token_response" -> {
        if (!captured) {
          answer.put(id, "person-1");
        }
      }
      case "id_token" -> answer.put("id_token", idToken());
      default -> {}
    }
  }

  private String idToken() {
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"person-1\"}"
            .formatted(written.text("issuer", ""), DefinedProvider.CLIENT);
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString("{}".getBytes(StandardCharsets.UTF_8))
        + "."
        + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }

  private void expiry(ProviderAnswer answer, String beside) {
    if (!written.response("expires").isMissingNode()) {
      Instant then = now.plusSeconds(LIFE);
      answer.put(
          written.response("expires").path("path").asText(),
          switch (written.response("expires").path("unit").asText("seconds")) {
            case "milliseconds" -> LIFE * 1000;
            case "epoch_seconds" -> then.getEpochSecond();
            case "epoch_milliseconds" -> then.toEpochMilli();
            case "date" -> then.toString();
            default -> LIFE;
          });
    } else if (!written.has("refresh/assumed_ttl")) {
      answer.put(beside + "expires_in", LIFE);
    } else {
      exercised.add("no expires_in");
    }
  }

  /**
   * A value for a capture: one that its host rule allows, if there is one; the host alone where the
   * definition writes the scheme.
   */
  String captured(String name) {
    String rule = written.at("hosts/" + name + "/0").asText("");
    boolean bare = written.node().toString().contains("//${capture." + name + "}");
    String value =
        rule.isEmpty()
            ? name.replaceAll("[^a-z]", "") + "-1"
            : (bare ? "" : "https://") + rule.replace("*", "eu1");
    values.put("capture." + name, value);
    return value;
  }
}
