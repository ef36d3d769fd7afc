package org.connectedaccounts.application.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.event.SigningSecret;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Makes, seals and opens what messages are signed with. */
public final class WebhookSecrets {

  private static final String PREFIX = "whsec_";

  private final SecretVault vault;
  private final Randomness random;

  public WebhookSecrets(SecretVault vault, Randomness random) {
    this.vault = vault;
    this.random = random;
  }

  /** 43 random characters, in the form of Standard Webhooks: their Base64 after a prefix. */
  Secret make() {
    byte[] key = random.token().reveal().getBytes(StandardCharsets.US_ASCII);
    return Secret.of(PREFIX + Base64.getEncoder().encodeToString(key));
  }

  Sealed seal(WorkspaceId workspace, WebhookEndpointId id, int version, Secret value) {
    return vault.seal(WebhookEndpoint.secretSealedFor(workspace, id, version), value);
  }

  /** The current one first. */
  List<Secret> open(WebhookEndpoint endpoint, Instant now) {
    SigningSecret secret = endpoint.secret();
    List<Secret> open = new ArrayList<>();
    open.add(open(endpoint, secret.version(), secret.current()));
    if (secret.former() != null && secret.overlaps(now)) {
      open.add(open(endpoint, secret.version() - 1, secret.former()));
    }
    return open;
  }

  private Secret open(WebhookEndpoint endpoint, int version, Sealed value) {
    return vault.open(
        WebhookEndpoint.secretSealedFor(endpoint.workspace(), endpoint.id(), version), value);
  }
}
