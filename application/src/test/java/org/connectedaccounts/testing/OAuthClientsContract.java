package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClient.Former;
import org.connectedaccounts.domain.client.OAuthClient.Health;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link OAuthClients} owes; who uses them is in {@link OAuthClientUseContract}. */
public interface OAuthClientsContract extends OAuthClientStoreContract {

  @Test
  default void findWhenAddedThenReturnsEqualClient() {
    var owner = newWorkspace();
    var client = added(owner);

    assertThat(oauthClients().find(owner, client.id())).contains(client);
    assertThat(oauthClients().findCurrent(owner, ACME)).contains(client);
    assertThat(oauthClients().list(owner)).containsExactly(client);
  }

  @Test
  default void findWhenPublicClientThenReturnsEqualClient() {
    var owner = newWorkspace();
    var id = new OAuthClientId(FakeIds.next());
    var client =
        added(
            new OAuthClient(
                owner, id, ACME, "public", null, 0, null, List.of(), Health.ACTIVE, true, UPDATED));

    assertThat(oauthClients().find(owner, id)).contains(client);
  }

  @Test
  default void findWhenOtherWorkspaceThenEmpty() {
    var client = added(newWorkspace());
    var other = newWorkspace();

    assertThat(oauthClients().find(other, client.id())).isEmpty();
    assertThat(oauthClients().findCurrent(other, ACME)).isEmpty();
    assertThat(oauthClients().list(other)).isEmpty();
    assertThat(oauthClients().find(WorkspaceId.OPERATOR, client.id())).isEmpty();
  }

  @Test
  default void addWhenThereIsOneThenItStaysWithoutBeingCurrent() {
    var owner = newWorkspace();
    var former = added(owner);
    var otherApp = added(client(owner, "other"));
    var theirs = added(newWorkspace());

    var next = added(owner);

    assertThat(oauthClients().findCurrent(owner, ACME)).contains(next);
    assertThat(oauthClients().list(owner)).containsExactly(next, otherApp);
    assertThat(oauthClients().find(owner, former.id()))
        .hasValueSatisfying(
            found -> {
              assertThat(found.current()).isFalse();
              assertThat(found.secret()).isEqualTo(former.secret());
            });
    assertThat(oauthClients().findCurrent(theirs.owner(), ACME)).contains(theirs);
  }

  @Test
  default void addWhenManyAtOnceThenOneIsCurrent() throws Exception {
    var owner = newWorkspace();
    Callable<OAuthClient> add = () -> added(owner);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var job : threads.invokeAll(Collections.nCopies(8, add))) {
        assertThat(job.get().owner()).isEqualTo(owner);
      }
    }

    assertThat(oauthClients().list(owner)).hasSize(1);
  }

  @Test
  default void holdWhenManyAtOnceThenOneFindsNothing() throws Exception {
    var owner = newWorkspace();

    long first =
        Race.winners(
            8,
            () ->
                fromUnit(
                    () -> {
                      oauthClients().hold(owner);
                      var found = oauthClients().findCurrent(owner, ACME);
                      oauthClients().add(client(owner, ACME.value()));
                      return found.isEmpty();
                    }));

    assertThat(first).isEqualTo(1);
  }

  @Test
  default void listWhenSeveralThenByAppAsBytes() {
    var owner = newWorkspace();
    var apps = List.of("zoo", "a_b", "ab", "a1", "_x", "a");
    apps.forEach(app -> added(client(owner, app)));

    assertThat(oauthClients().list(owner))
        .extracting(client -> client.app().value())
        .containsExactlyElementsOf(apps.stream().sorted().toList());
  }

  @Test
  default void updateWhenFoundThenSecretScopesAndHealthAreNew() {
    var owner = newWorkspace();
    var former = added(owner);
    var sealed = new Sealed(UUID.randomUUID(), new byte[] {9});
    var next =
        new OAuthClient(
            owner,
            former.id(),
            ACME,
            former.clientId(),
            sealed,
            4,
            new Former(SECRET, 3, UPDATED.plusSeconds(60)),
            List.of("write"),
            Health.ACTIVE,
            true,
            UPDATED.plusSeconds(1));

    assertThat(fromUnit(() -> oauthClients().update(next, 3))).isTrue();

    assertThat(oauthClients().find(owner, former.id())).contains(next);
  }

  @Test
  default void updateWhenNoLongerCurrentThenStaysSo() {
    var owner = newWorkspace();
    var former = added(owner);
    var current = added(owner);

    assertThat(fromUnit(() -> oauthClients().update(former, 3))).isTrue();

    assertThat(oauthClients().findCurrent(owner, ACME)).contains(current);
  }

  @Test
  default void updateWhenThereIsAnotherSecretByNowThenFalseAndThatStays() {
    var former = added(newWorkspace());
    var newer = withSecret(former, 4);
    assertThat(fromUnit(() -> oauthClients().update(newer, 3))).isTrue();

    assertThat(fromUnit(() -> oauthClients().update(withSecret(former, 4), 3))).isFalse();
    assertThat(fromUnit(() -> oauthClients().updateHealth(former))).isFalse();

    assertThat(oauthClients().find(newer.owner(), newer.id())).contains(newer);
  }

  @Test
  default void updateHealthWhenTheSecretIsTheSameThenNothingElseIsWritten() {
    var client = added(newWorkspace());
    var healthy = withSecret(client, 3).withHealth(Health.ACTIVE);

    assertThat(fromUnit(() -> oauthClients().updateHealth(healthy))).isTrue();

    assertThat(oauthClients().find(client.owner(), client.id()))
        .contains(client.withHealth(Health.ACTIVE));
  }

  @Test
  default void forgetFormerSecretsThenThoseWhoseTimeIsOverAreGone() {
    var over = added(withFormer(client(newWorkspace(), "acme"), UPDATED));
    var kept = added(withFormer(client(newWorkspace(), "acme"), Instant.now().plusSeconds(3600)));
    inUnit(() -> oauthClients().forgetFormerSecrets());

    assertThat(oauthClients().find(over.owner(), over.id())).contains(withFormer(over, null));
    assertThat(oauthClients().find(kept.owner(), kept.id())).contains(kept);
  }

  private static OAuthClient withFormer(OAuthClient client, @Nullable Instant until) {
    return new OAuthClient(
        client.owner(),
        client.id(),
        client.app(),
        client.clientId(),
        client.secret(),
        client.secretVersion(),
        until == null ? null : new Former(SECRET, 2, until.truncatedTo(ChronoUnit.MICROS)),
        client.scopes(),
        client.health(),
        client.current(),
        client.updatedAt());
  }

  @Test
  default void noteEditionThenOnlyInPlaceOfTheOneThatWasSeen() {
    var app = new AppSlug("noted_" + UUID.randomUUID().toString().substring(0, 8));
    var second = new Edition(2, UPDATED);
    assertThat(noted(app)).isNull();
    assertThat(noteEdition(app, new Edition(3, UPDATED), second)).isFalse();
    assertThat(noteEdition(app, Edition.NONE, second)).isTrue();
    assertThat(noteEdition(app, Edition.NONE, new Edition(3, UPDATED))).isFalse();
    assertThat(noted(app)).isEqualTo(second);
    // An entry that was removed and made again counts from 1 again.
    var again = new Edition(2, UPDATED.plus(1, ChronoUnit.MICROS));
    assertThat(noteEdition(app, again, second)).isFalse();
    assertThat(noteEdition(app, second, again)).isTrue();
    assertThat(noted(app)).isEqualTo(again);
    inUnit(() -> oauthClients().forgetEdition(app));
    assertThat(noted(app)).isNull();
  }

  private boolean noteEdition(AppSlug app, Edition before, Edition now) {
    return fromUnit(() -> oauthClients().noteEdition(app, before, now));
  }

  private @Nullable Edition noted(AppSlug app) {
    return fromUnit(() -> oauthClients().notedEditions()).get(app);
  }

  private static OAuthClient withSecret(OAuthClient client, int version) {
    return new OAuthClient(
        client.owner(),
        client.id(),
        client.app(),
        client.clientId(),
        new Sealed(UUID.randomUUID(), new byte[] {9}),
        version,
        null,
        client.scopes(),
        client.health(),
        true,
        UPDATED);
  }

  @Test
  default void updateAndRemoveWhenOtherWorkspaceThenFalseAndKept() {
    var client = added(newWorkspace());
    var other = newWorkspace();
    var theirs =
        new OAuthClient(
            other, client.id(), ACME, "x", null, 9, null, List.of(), Health.ACTIVE, true, UPDATED);

    assertThat(fromUnit(() -> oauthClients().update(theirs, 3))).isFalse();
    assertThat(fromUnit(() -> oauthClients().remove(other, client.id()))).isFalse();

    assertThat(oauthClients().find(client.owner(), client.id())).contains(client);
  }

  @Test
  default void removeWhenFoundThenGone() {
    var owner = newWorkspace();
    var client = added(owner);

    assertThat(fromUnit(() -> oauthClients().remove(owner, client.id()))).isTrue();

    assertThat(oauthClients().find(owner, client.id())).isEmpty();
    assertThat(fromUnit(() -> oauthClients().remove(owner, client.id()))).isFalse();
  }
}
