package org.connectedaccounts.credentials;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.connectedaccounts.credentials.StubServer.Answer;
import org.connectedaccounts.credentials.StubServer.Asked;

/** The service's two calls, and a clock that the test moves. */
final class StubService implements AutoCloseable {

  static final String ACCOUNT = "acc_one";
  static final String TOKEN = "s3cret-token-";
  static final String KEY = "cak_s3cret-key";
  static final Duration LIFE = Duration.ofHours(1);

  private final StubServer server = new StubServer();
  private volatile Instant now = Instant.parse("2026-11-27T10:00:00Z");

  StubService() {
    vends(1, LIFE);
  }

  /** With defaults, on the test's clock. */
  Credentials credentials() {
    return builder().build();
  }

  CredentialsBuilder builder() {
    InstantSource clock = () -> now;
    return Credentials.at(server.uri()).key(KEY).clock(clock);
  }

  StubServer server() {
    return server;
  }

  List<Asked> asked() {
    return server.asked();
  }

  void letPass(Duration time) {
    now = now.plus(time);
  }

  /** From now on, a token that lives so long from when it is asked for. */
  void vends(long version, Duration life) {
    server.answers(any -> token(version, life));
  }

  /** From now on, a key, which has no end. */
  void vendsKey() {
    server.answers(
        Answer.json(
            200,
            "{\"account_id\":\"acc_one\",\"type\":\"api_key\",\"auths\":{\"api_key\":\"s3cret-1\"},"
                + "\"version\":1,\"scopes\":[]}"));
  }

  Answer token(long version, Duration life) {
    return Answer.json(
        200,
        "{\"account_id\":\"acc_one\",\"type\":\"oauth2\",\"auths\":{\"oauth_access_token\":\""
            + TOKEN
            + version
            + "\"},\"version\":"
            + version
            + ",\"expires_at\":\""
            + now.plus(life)
            + "\",\"scopes\":[\"read\"],\"of_tomorrow\":{}}");
  }

  static Answer problem(int status, String code) {
    return Answer.json(
        status,
        "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":%d,\"code\":\"%s\",\"detail\":\"Why.\"}"
            .formatted(status, code));
  }

  @Override
  public void close() {
    server.close();
  }
}
