package org.connectedaccounts.testing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClient.Health;
import org.connectedaccounts.domain.client.OAuthClient.State;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** A store with OAuth clients in it, for the contracts about them. */
public interface OAuthClientStoreContract extends StoreContract {

  AppSlug ACME = new AppSlug("acme");
  Instant UPDATED = Instant.parse("2026-11-20T10:15:30.123456Z");
  Sealed SECRET = new Sealed(UUID.randomUUID(), new byte[] {1, 0, -1});

  OAuthClients oauthClients();

  default OAuthClient client(WorkspaceId owner, String app) {
    return new OAuthClient(
        owner,
        new OAuthClientId(FakeIds.next()),
        new AppSlug(app),
        "client-id",
        SECRET,
        3,
        null,
        List.of("read", "admin", "read:user"),
        new Health(State.BROKEN, "invalid_client"),
        true,
        UPDATED);
  }

  default OAuthClient added(WorkspaceId owner) {
    return added(client(owner, ACME.value()));
  }

  default OAuthClient added(OAuthClient client) {
    inUnit(() -> oauthClients().add(client));
    return client;
  }
}
