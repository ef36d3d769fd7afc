package org.connectedaccounts.adapters.out.oauth;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret.Method;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.BodyFormat;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.ClientForm;
import org.connectedaccounts.domain.app.TokenEndpoint;

/**
 * The client credentials grant by Quarkus' OIDC client, where the operator has fixed the endpoint.
 * It may send a request twice, which is harmless for this grant alone.
 *
 * <p>It does not pass the address rule of the one way out. That holds because nobody but the
 * operator chooses where it goes (the URL is written out in the operator's own definition), the
 * other side must own a certificate for that name, so that a name that is pointed elsewhere leads
 * to nobody, and no redirect is followed. Addresses and names without a dot, by which internal
 * hosts are called, are left to the one way out.
 */
@Singleton
class OidcClientCredentials {

  private static final String GRANT = "client_credentials";

  private final OidcClients clients;
  private final OidcCallAnswers answers;

  @Inject
  OidcClientCredentials(OidcClients clients, OidcCallAnswers answers) {
    this.clients = clients;
    this.answers = answers;
  }

  /** Whether the OIDC client can make this call, and may. */
  static boolean serves(Endpoint endpoint, TokenEndpoint tokens, TokenCall call) {
    return endpoint.trusted()
        // What is called, for a second request goes elsewhere.
        && tokens.url().toString().equals(call.url().toString())
        && tokens.url().references().isEmpty()
        && "https".equals(call.url().getScheme())
        && isPublicName(call.url())
        && tokens.request().format() == BodyFormat.FORM
        && call.method().equals("POST")
        && call.body() == null
        && isUsual(tokens.client())
        && call.proof().client().secret() != null
        && GRANT.equals(call.params().get("grant_type"))
        && !call.params().containsKey("client_id")
        && !call.params().containsKey("client_secret")
        && !call.headers().containsKey("Authorization");
  }

  private static boolean isUsual(ClientForm client) {
    return (client.way() == ClientAuth.POST || client.way() == ClientAuth.BASIC)
        && client.idParam().equals(ClientForm.ID)
        && client.secretParam().equals(ClientForm.SECRET);
  }

  private static boolean isPublicName(URI url) {
    String host = url.getHost();
    String last = host.substring(host.lastIndexOf('.') + 1);
    return host.contains(".") && !last.isEmpty() && Character.isLetter(last.charAt(0));
  }

  Egress.Answer ask(TokenCall call, Duration deadline) {
    try (OidcCallAnswers.Call open = answers.begin(deadline)) {
      send(config(call, open.id(), deadline), call, deadline);
      // It tells connection trouble of every kind alike, and may have sent the request.
      return open.answer()
          .<Egress.Answer>map(answer -> answer)
          .orElseGet(() -> new Egress.Lost(Egress.Cause.CONNECTION_LOST));
    }
  }

  /** The answer is what the filter saw; what the client makes of it does not matter. */
  private void send(OidcClientConfig config, TokenCall call, Duration deadline) {
    Map<String, String> params = new LinkedHashMap<>(call.params());
    params.remove("grant_type");
    try (OidcClient client = clients.newClient(config).await().atMost(deadline)) {
      client.getTokens(params).await().atMost(deadline);
    } catch (IOException | RuntimeException e) {
      // its message is all it has, and that may be the answer's body
    }
  }

  private static OidcClientConfig config(TokenCall call, String id, Duration deadline) {
    boolean basic = call.proof().form().way() == ClientAuth.BASIC;
    Secret secret = call.proof().client().secret();
    String value = secret == null ? "" : secret.reveal();
    // RFC 6749, 2.3.1: the client does not encode Basic credentials by itself.
    var config =
        OidcClientConfig.authServerUrl(call.url().toString())
            .id(id)
            .discoveryEnabled(false)
            .tokenPath(call.url().toString())
            .clientId(
                basic
                    ? WireFormat.encode(call.proof().client().clientId())
                    : call.proof().client().clientId())
            .headers(call.headers())
            .connectionRetryCount(1)
            .connectionTimeout(deadline)
            .maxPoolSize(1)
            .followRedirects(false);
    config
        .credentials()
        .clientSecret(basic ? WireFormat.encode(value) : value, basic ? Method.BASIC : Method.POST)
        .end();
    return config.build();
  }
}
