package org.connectedaccounts.harness.provider;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.connectedaccounts.harness.wire.HttpMessage;
import org.jspecify.annotations.Nullable;

/** RFC 6749, section 6, for one class of providers. */
final class TokenEndpoint {
  private final ProviderClass providerClass;
  private final Ledger ledger;
  private final Behaviours behaviours;
  private final Traffic traffic = new Traffic();

  TokenEndpoint(ProviderClass providerClass, Ledger ledger, Behaviours behaviours) {
    this.providerClass = providerClass;
    this.ledger = ledger;
    this.behaviours = behaviours;
  }

  ProviderClass providerClass() {
    return providerClass;
  }

  Traffic traffic() {
    return traffic;
  }

  /** Says whether the connection may be used again. */
  boolean serve(HttpMessage request, Socket connection) throws IOException {
    traffic.enter();
    try {
      RefreshToken token =
          ledger.refreshToken(Form.parse(request.body()).getOrDefault("refresh_token", ""));
      if (token == null || token.grant().providerClass() != providerClass) {
        return refusal(400, "invalid_grant", "unknown token").writeTo(connection);
      }
      Presentation shown = token.presented();
      try {
        return serve(token, shown, connection);
      } finally {
        if (shown.endedAt() == 0) {
          // The client left; whatever was issued stays issued.
          shown.end(Outcome.IGNORED);
        }
      }
    } finally {
      traffic.leave();
    }
  }

  private boolean serve(RefreshToken token, Presentation shown, Socket connection)
      throws IOException {
    Behaviour behaviour = behaviours.next(providerClass, token.grant().id());
    pause(behaviour.latency().dividedBy(2));
    AccessToken issued = behaviour.takesToken() ? redeemed(token, shown) : null;
    pause(behaviour.latency().dividedBy(2));
    if (behaviour.takesToken() && issued == null) {
      shown.end(Outcome.INVALID_GRANT);
      return refusal(400, "invalid_grant", token.revoked() ? "token revoked" : "token was used")
          .writeTo(connection);
    }
    return answer(behaviour, token, shown, issued, connection);
  }

  private @Nullable AccessToken redeemed(RefreshToken token, Presentation shown) {
    AccessToken issued = ledger.redeem(token, shown, behaviours.life(providerClass));
    if (issued != null && behaviours.killsFormerAccess(providerClass)) {
      issued.grant().killBefore(issued);
    }
    return issued;
  }

  private boolean answer(
      Behaviour behaviour,
      RefreshToken token,
      Presentation shown,
      @Nullable AccessToken issued,
      Socket connection)
      throws IOException {
    return switch (behaviour.mode()) {
      case GOOD -> given(shown, tokens(issued), connection);
      case THROTTLED ->
          ended(shown, Outcome.THROTTLED, throttled(behaviour.retryAfter()), connection);
      case UNAVAILABLE ->
          ended(
              shown, Outcome.UNAVAILABLE, refusal(503, "temporarily_unavailable", ""), connection);
      case SERVER_ERROR ->
          ended(shown, Outcome.SERVER_ERROR, refusal(500, "server_error", ""), connection);
      case INVALID_GRANT ->
          ended(
              shown, untrue(token), refusal(400, "invalid_grant", "token is revoked"), connection);
      case INVALID_GRANT_BARE ->
          ended(shown, untrue(token), refusal(400, "invalid_grant", ""), connection);
      case INVALID_CLIENT ->
          ended(shown, Outcome.INVALID_CLIENT, refusal(401, "invalid_client", ""), connection);
      case READ_AND_CLOSE -> dropped(shown, Outcome.IGNORED);
      case TAKE_AND_CLOSE -> dropped(shown, Outcome.ISSUED_AND_LOST);
      case TRUNCATED -> cut(shown, tokens(issued), behaviour.bytes(), connection);
      case NO_TOKEN ->
          ended(
              shown,
              Outcome.ISSUED_AND_WITHHELD,
              Reply.json(200, "{\"token_type\":\"Bearer\"}"),
              connection);
    };
  }

  private static boolean given(Presentation shown, Reply reply, Socket connection)
      throws IOException {
    long written = System.nanoTime();
    reply.writeTo(connection);
    shown.end(Outcome.ISSUED, written);
    return true;
  }

  private static boolean cut(Presentation shown, Reply whole, int bytes, Socket connection)
      throws IOException {
    boolean all = bytes >= whole.bytes().length;
    whole.writeFirst(bytes, connection);
    return dropped(shown, all ? Outcome.ISSUED : Outcome.ISSUED_AND_LOST);
  }

  private static Outcome untrue(RefreshToken token) {
    return token.lives() ? Outcome.INVALID_GRANT_UNTRUE : Outcome.INVALID_GRANT;
  }

  private static boolean ended(Presentation shown, Outcome outcome, Reply reply, Socket connection)
      throws IOException {
    // Before it is written: the client acts on it at once.
    shown.end(outcome);
    return reply.writeTo(connection);
  }

  private static boolean dropped(Presentation shown, Outcome outcome) {
    shown.end(outcome);
    return false;
  }

  private static Reply throttled(Duration retryAfter) {
    return Reply.json(
        429, "{\"error\":\"slow_down\"}", "Retry-After: %d\r\n".formatted(retryAfter.toSeconds()));
  }

  private static Reply refusal(int status, String error, String text) {
    String description = text.isEmpty() ? "" : ",\"error_description\":\"%s\"".formatted(text);
    return Reply.json(status, "{\"error\":\"%s\"%s}".formatted(error, description));
  }

  private Reply tokens(@Nullable AccessToken issued) {
    if (issued == null) {
      throw new IllegalStateException("nothing was issued");
    }
    String refresh =
        providerClass == ProviderClass.NONROT
            ? ""
            : ",\"refresh_token\":\"%s\"".formatted(issued.refreshToken().value());
    return Reply.json(
        200,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d%s}"
            .formatted(issued.value(), behaviours.life(providerClass).toSeconds(), refresh));
  }

  private static void pause(Duration wait) throws IOException {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }
}
