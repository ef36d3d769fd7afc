package org.connectedaccounts.adapters.out.oauth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.ClientAssertion;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.ClientForm;
import org.connectedaccounts.domain.app.Issuer;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * How the OAuth client shows itself (RFC 6749, 2.3.1; RFC 7523, 2.2); one without a secret gives
 * its id alone.
 *
 * @param assertion signed by the client; null: it shows itself otherwise
 */
record ClientProof(ClientForm form, ClientAuthentication client, @Nullable String assertion) {

  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  static ClientProof of(
      TokenEndpoint endpoint, ClientAuthentication client, CredentialValues values) {
    ClientForm form = endpoint.client();
    ClientAssertion signed = form.assertion();
    Secret secret = client.secret();
    return signed == null || secret == null
        ? new ClientProof(form, client, null)
        : new ClientProof(
            form,
            client,
            Assertions.sign(text(endpoint, signed, client, values), secret, values.moment()));
  }

  /**
   * One audience, the issuer where it is known: an assertion for one server must be of no use at
   * another.
   */
  private static Assertions.Text text(
      TokenEndpoint endpoint,
      ClientAssertion signed,
      ClientAuthentication client,
      CredentialValues values) {
    Issuer issuer = signed.issuer();
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("iss", client.clientId());
    claims.put("sub", client.clientId());
    claims.put("aud", issuer == null ? endpoint.url().render(values) : issuer.value());
    return new Assertions.Text(
        signed.algorithm(), Assertions.rendered(signed.header(), values), claims, LIFETIME);
  }

  void putInto(Map<String, String> headers, Map<String, String> params) {
    if (client.clientId().isEmpty()) {
      return; // the app's own way to get a token knows no client
    }
    Secret secret = client.secret();
    if (form.way() == ClientAuth.BASIC && secret != null) {
      headers.putIfAbsent("Authorization", WireFormat.basic(client.clientId(), secret.reveal()));
      return;
    }
    params.putIfAbsent(form.idParam(), client.clientId());
    if (assertion != null) {
      params.put("client_assertion_type", JWT_BEARER);
      params.put("client_assertion", assertion);
    } else if (form.way() == ClientAuth.POST && secret != null) {
      params.putIfAbsent(form.secretParam(), secret.reveal());
    }
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return "ClientProof[" + form.way() + "]";
  }
}
