package org.connectedaccounts.adapters.out.oauth;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.common.OidcRequestContextProperties;
import io.quarkus.oidc.common.OidcResponseFilter.OidcResponseFilterContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.connectedaccounts.application.port.Egress.Answered;
import org.jspecify.annotations.Nullable;

/** The real client shows an answer to the filter and then fails with what it read; so does this. */
final class FakeOidcClients implements OidcClients {

  final OidcCallAnswers filter = new OidcCallAnswers();
  final List<OidcClientConfig> configs = new ArrayList<>();
  final List<Map<String, String>> params = new ArrayList<>();

  /** Answers in place of what was told by {@link #answering}. */
  @Nullable BiFunction<OidcClientConfig, Map<String, String>, Answered> asking;

  @Nullable String readByClient;
  int closed;
  private int status;
  private @Nullable String body;

  /** For tests that have nothing to do with it. */
  static OidcClientCredentials unused() {
    FakeOidcClients clients = new FakeOidcClients();
    return new OidcClientCredentials(clients, clients.filter);
  }

  void answering(int nextStatus, @Nullable String nextBody) {
    status = nextStatus;
    body = nextBody;
  }

  @Override
  public Uni<OidcClient> newClient(OidcClientConfig config) {
    configs.add(config);
    return Uni.createFrom().item(new FakeClient(config));
  }

  @Override
  public OidcClient getClient() {
    throw new UnsupportedOperationException();
  }

  @Override
  public OidcClient getClient(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  private final class FakeClient implements OidcClient {

    private final OidcClientConfig config;
    private final String id;

    FakeClient(OidcClientConfig config) {
      this.config = config;
      this.id = config.id().orElseThrow();
    }

    @Override
    public Uni<Tokens> getTokens(Map<String, String> sent) {
      params.add(sent);
      if (asking != null) {
        Answered answer = asking.apply(config, sent);
        answering(answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
      }
      if (body != null) {
        OidcResponseFilterContext context =
            new OidcResponseFilterContext(
                new OidcRequestContextProperties(Map.of("client-id", id)),
                status,
                MultiMap.caseInsensitiveMultiMap().add("Retry-After", "9"),
                Buffer.buffer(body));
        filter.filter(context).await().indefinitely();
        readByClient = context.responseBody().toString();
      }
      return Uni.createFrom().failure(new OidcClientException("OIDC Server is not available"));
    }

    @Override
    public Uni<Tokens> refreshTokens(String token, Map<String, String> sent) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Boolean> revokeAccessToken(String token, Map<String, String> sent) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
