package org.connectedaccounts.testing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The shape in which the token endpoint tells a success or a refusal; the tokens inside are real.
 * Immutable: {@code TokenAnswer.standard().commaScopes().withoutExpiresIn()}.
 */
public final class TokenAnswer {

  /** What the endpoint made; {@code userToken} only when the shape asks for one. */
  record Issued(
      String accessToken,
      Optional<String> refreshToken,
      Optional<String> userToken,
      Optional<String> idToken,
      MintedToken.Grant grant,
      Duration accessLife) {}

  /** How a refusal is told. */
  private enum Errors {
    BY_STATUS,
    WITH_200,
    OK_FALSE
  }

  private final int status;
  private final boolean formEncoded;
  private final boolean userToken;
  private final Errors errors;
  private final UnaryOperator<Map<String, Object>> change;

  private TokenAnswer(
      int status,
      boolean formEncoded,
      boolean userToken,
      Errors errors,
      UnaryOperator<Map<String, Object>> change) {
    this.status = status;
    this.formEncoded = formEncoded;
    this.userToken = userToken;
    this.errors = errors;
    this.change = change;
  }

  /** RFC 6749 section 5.1: JSON, 200, every member. */
  public static TokenAnswer standard() {
    return new TokenAnswer(200, false, false, Errors.BY_STATUS, UnaryOperator.identity());
  }

  /** GitHub's old way: {@code application/x-www-form-urlencoded}. */
  public TokenAnswer formEncoded() {
    return new TokenAnswer(status, true, userToken, errors, change);
  }

  /** A success with another status, 201 say. */
  public TokenAnswer status(int other) {
    return new TokenAnswer(other, formEncoded, userToken, errors, change);
  }

  /** Slack: {@code ok}, {@code team} and a second, live token under {@code authed_user}. */
  public TokenAnswer slack() {
    return new TokenAnswer(status, formEncoded, true, Errors.OK_FALSE, change)
        .commaScopes()
        .with("ok", true)
        .with("team", Map.of("id", "T0001", "name", "Acme"));
  }

  /** Tells refusals as {@code {"error": …}} with 200. */
  public TokenAnswer errorsWith200() {
    return new TokenAnswer(status, formEncoded, userToken, Errors.WITH_200, change);
  }

  /** Tells refusals as {@code {"ok": false, "error": …}} with 200. */
  public TokenAnswer errorsAsOkFalse() {
    return new TokenAnswer(status, formEncoded, userToken, Errors.OK_FALSE, change);
  }

  public TokenAnswer commaScopes() {
    return changed(
        members ->
            members.computeIfPresent("scope", (name, scope) -> scope.toString().replace(' ', ',')));
  }

  public TokenAnswer withoutExpiresIn() {
    return without("expires_in");
  }

  /** Says another life than the token has; negative says it is over already. */
  public TokenAnswer expiresIn(long seconds) {
    return with("expires_in", seconds);
  }

  /** Google and Salesforce sometimes say a number as a string. */
  public TokenAnswer expiresInAsString() {
    return changed(
        members -> members.computeIfPresent("expires_in", (name, life) -> life.toString()));
  }

  public TokenAnswer with(String member, Object value) {
    return changed(members -> members.put(member, value));
  }

  public TokenAnswer without(String member) {
    return changed(members -> members.remove(member));
  }

  /** Moves a member, as a provider with names of its own does. */
  public TokenAnswer renaming(String member, String other) {
    return changed(
        members -> {
          Object value = members.remove(member);
          if (value != null) {
            members.put(other, value);
          }
        });
  }

  boolean wantsUserToken() {
    return userToken;
  }

  Reply success(Issued issued) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("access_token", issued.accessToken());
    members.put("token_type", "Bearer");
    members.put("expires_in", issued.accessLife().toSeconds());
    issued.refreshToken().ifPresent(token -> members.put("refresh_token", token));
    members.put("scope", issued.grant().scope());
    issued.idToken().ifPresent(token -> members.put("id_token", token));
    issued
        .userToken()
        .ifPresent(token -> members.put("authed_user", authedUser(issued.grant(), token)));
    Map<String, Object> shaped = change.apply(members);
    Reply reply = formEncoded ? Reply.form(status, shaped) : Reply.json(status, shaped);
    return reply.header("Cache-Control", "no-store");
  }

  Reply refusal(int byStatus, String error, String description) {
    return switch (errors) {
      case BY_STATUS -> told(byStatus, error, description);
      case WITH_200 -> told(200, error, description);
      case OK_FALSE -> Reply.okFalse(error);
    };
  }

  private Reply told(int how, String error, String description) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", error);
    members.put("error_description", description);
    return formEncoded ? Reply.form(how, members) : Reply.json(how, members);
  }

  private static Map<String, Object> authedUser(MintedToken.Grant grant, String token) {
    return Map.of("id", grant.person().subject(), "access_token", token, "scope", "search:read");
  }

  private TokenAnswer changed(Consumer<Map<String, Object>> more) {
    return new TokenAnswer(
        status,
        formEncoded,
        userToken,
        errors,
        members -> {
          Map<String, Object> copy = new LinkedHashMap<>(change.apply(members));
          more.accept(copy);
          return copy;
        });
  }
}
