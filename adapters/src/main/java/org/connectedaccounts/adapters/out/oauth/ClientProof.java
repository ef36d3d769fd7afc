package org.connectedaccounts.adapters.out.oauth;

import java.util.Map;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.ClientAuth;

/** How the OAuth client shows itself (RFC 6749, 2.3.1); one without a secret gives its id alone. */
record ClientProof(ClientAuth way, String idParam, ClientAuthentication client) {

  void putInto(Map<String, String> headers, Map<String, String> params) {
    if (client.clientId().isEmpty()) {
      return; // the app's own way to get a token knows no client
    }
    Secret secret = client.secret();
    if (way == ClientAuth.BASIC && secret != null) {
      headers.putIfAbsent("Authorization", WireFormat.basic(client.clientId(), secret.reveal()));
      return;
    }
    params.putIfAbsent(idParam, client.clientId());
    if (way == ClientAuth.POST && secret != null) {
      params.putIfAbsent("client_secret", secret.reveal());
    }
  }
}
