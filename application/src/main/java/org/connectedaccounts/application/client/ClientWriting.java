package org.connectedaccounts.application.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClient.Former;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Stores what somebody set up. The same client id: a new secret, for all accounts, and the former
 * one for a while. Another one: a new client for new accounts, while the old one lives until no
 * account uses it.
 */
public final class ClientWriting {

  private final OAuthClients clients;
  private final SecretVault vault;
  private final Surroundings surroundings;

  /**
   * What it needs of the machine.
   *
   * @param overlap how long a former secret is kept
   */
  public record Surroundings(
      Randomness random, StoreClock clock, UnitOfWork unitOfWork, Duration overlap) {}

  /**
   * @param secret null for a public client, or to keep the secret of the same client id
   */
  record Registration(
      WorkspaceId owner,
      AppSlug app,
      String clientId,
      @Nullable Secret secret,
      List<String> scopes) {}

  public ClientWriting(OAuthClients clients, SecretVault vault, Surroundings surroundings) {
    this.clients = clients;
    this.vault = vault;
    this.surroundings = surroundings;
  }

  /**
   * @param expected refuses if something else is there than expected
   */
  void write(Registration registration, Runnable expected) {
    write(
        registration,
        () -> {
          expected.run();
          return true;
        });
  }

  /**
   * What an entry of that edition says, unless somebody was faster.
   *
   * @param before the edition that was noted when it was read
   */
  void write(Registration registration, Edition before, Edition edition) {
    write(registration, () -> clients.noteEdition(registration.app(), before, edition));
  }

  private void write(Registration registration, BooleanSupplier isNew) {
    surroundings
        .unitOfWork()
        .run(
            () -> {
              clients.hold(registration.owner());
              boolean open = isNew.getAsBoolean();
              while (open) {
                // Somebody else may set another secret meanwhile, which is not to be taken back
                // unseen.
                open = !isWritten(registration);
              }
            });
  }

  private boolean isWritten(Registration registration) {
    OAuthClient same = same(registration).orElse(null);
    return isWritten(same == null ? fresh(registration) : renewed(same, registration), same);
  }

  private boolean isWritten(OAuthClient client, @Nullable OAuthClient before) {
    if (before != null) {
      return clients.update(client, before.secretVersion());
    }
    clients.add(client);
    clients.removeUnused(client.owner(), client.app());
    return true;
  }

  Optional<OAuthClient> same(Registration registration) {
    return clients
        .findCurrent(registration.owner(), registration.app())
        .filter(client -> client.clientId().equals(registration.clientId()));
  }

  private OAuthClient renewed(OAuthClient client, Registration registration) {
    Secret secret = registration.secret();
    if (secret == null || isOf(client, secret)) {
      return make(
          registration, client.id(), client.secret(), client.secretVersion(), client.former());
    }
    int version = client.secretVersion() + 1;
    Sealed sealed = seal(registration, client.id(), version, secret);
    return make(registration, client.id(), sealed, version, former(client));
  }

  /** One that does not open is no reason to keep it. */
  private boolean isOf(OAuthClient client, Secret secret) {
    try {
      return Objects.equals(open(client), secret);
    } catch (SecretVault.Unopenable _) {
      return false;
    }
  }

  @Nullable Secret open(OAuthClient client) {
    return client.secret() == null
        ? null
        : vault.open(
            OAuthClient.sealedFor(client.owner(), client.id(), client.secretVersion()),
            client.secret());
  }

  /**
   * Of several that follow each other within the time of one, the first: a mistake that is
   * corrected must not take the place of the secret that the provider knows.
   */
  private @Nullable Former former(OAuthClient client) {
    Instant now = surroundings.clock().now();
    Former former = client.former();
    if (former != null && now.isBefore(former.until())) {
      return former;
    }
    return client.secret() == null
        ? null
        : new Former(client.secret(), client.secretVersion(), now.plus(surroundings.overlap()));
  }

  private OAuthClient fresh(Registration registration) {
    var id = new OAuthClientId(surroundings.random().id());
    Secret secret = registration.secret();
    Sealed sealed = secret == null ? null : seal(registration, id, 1, secret);
    return make(registration, id, sealed, 1, null);
  }

  private Sealed seal(Registration registration, OAuthClientId id, int version, Secret secret) {
    return vault.seal(OAuthClient.sealedFor(registration.owner(), id, version), secret);
  }

  private OAuthClient make(
      Registration registration,
      OAuthClientId id,
      @Nullable Sealed secret,
      int version,
      @Nullable Former former) {
    return new OAuthClient(
        registration.owner(),
        id,
        registration.app(),
        registration.clientId(),
        secret,
        version,
        former,
        registration.scopes(),
        OAuthClient.Health.ACTIVE,
        true,
        surroundings.clock().now());
  }
}
