package org.connectedaccounts.adapters.out.oauth;

import io.quarkus.oidc.client.runtime.OidcClientConfig;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.ClientForm;

/** The OIDC client of fixed endpoints, with a defined provider on its other side. */
final class OidcOverEgress {

  private OidcOverEgress() {}

  static OidcClientCredentials of(DefinedProvider provider) {
    FakeOidcClients clients = new FakeOidcClients();
    clients.asking = (config, params) -> (Egress.Answered) provider.send(request(config, params));
    return new OidcClientCredentials(clients, clients.filter);
  }

  /** As the real client writes it down. */
  private static Egress.Request request(OidcClientConfig config, Map<String, String> sent) {
    Map<String, String> params = new LinkedHashMap<>(sent);
    params.put("grant_type", "client_credentials");
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    var secret = config.credentials().clientSecret();
    boolean basic = secret.method().orElseThrow().name().equals("BASIC");
    String id = config.clientId().orElseThrow();
    String value = secret.value().orElseThrow();
    // For Basic it gets them encoded already.
    var client =
        basic
            ? new ClientAuthentication(decoded(id), Secret.of(decoded(value)))
            : new ClientAuthentication(id, Secret.of(value));
    new ClientProof(
            new ClientForm(basic ? ClientAuth.BASIC : ClientAuth.POST, ClientForm.ID), client, null)
        .putInto(headers, params);
    return new Egress.Request(
        null,
        "POST",
        URI.create(config.tokenPath().orElseThrow()),
        headers,
        WireFormat.form(params).getBytes(StandardCharsets.UTF_8),
        Duration.ofSeconds(5));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
