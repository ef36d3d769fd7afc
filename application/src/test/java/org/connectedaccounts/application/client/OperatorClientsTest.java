package org.connectedaccounts.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.application.port.OperatorClients.Entry;
import org.connectedaccounts.application.port.OperatorClients.Unusable;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.InMemoryOperatorClients;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** OAuth clients that the operator's people keep elsewhere, and the API that writes them there. */
class OperatorClientsTest {

  private static final AppSlug CHAT = new AppSlug("chat");
  private static final Caller OPERATOR = new Caller.Operator(null);

  private final Stage stage = new Stage();
  private final InMemoryOperatorClients kept = new InMemoryOperatorClients();
  private final ClientViews views =
      new ClientViews(stage.stores.catalogue, stage.stores.clients, stage.stores.registration);
  private final ClientWriting writing =
      new ClientWriting(
          stage.stores.clients,
          stage.stores.vault,
          new ClientWriting.Surroundings(
              stage.stores.random, stage.stores.tables, stage.stores.tables, Duration.ofHours(24)));
  private final ClientKeeping keeping = new ClientKeeping(kept, stage.stores.clients, writing);
  private final PutOAuthClient put = new PutOAuthClient(writing, keeping, views);
  private final LoadOAuthClients load =
      new LoadOAuthClients(kept, stage.stores.clients, writing, views);
  private final List<Unusable> unusable = new ArrayList<>();

  /** {@code before}: which version they have seen; 0 for none. */
  private void people(int before, String id, String secret) {
    Edition seen = seen();
    assertThat(seen.version()).isEqualTo(before);
    assertThat(kept.put(new Entry(CHAT, Edition.NONE, id, Secret.of(secret), List.of()), seen))
        .isPresent();
  }

  private Edition seen() {
    return kept.all().stream()
        .filter(Entry.class::isInstance)
        .map(Entry.class::cast)
        .filter(entry -> entry.app().equals(CHAT))
        .map(Entry::edition)
        .findFirst()
        .orElse(Edition.NONE);
  }

  private void load() {
    load.handle(unusable::add);
  }

  private void put(String id, @Nullable String secret, List<String> scopes) {
    put.handle(
        new PutOAuthClient.Command(
            OPERATOR, CHAT, id, secret == null ? null : Secret.of(secret), scopes));
  }

  private OAuthClient client() {
    return stage.stores.clients.findCurrent(WorkspaceId.OPERATOR, CHAT).orElseThrow();
  }

  private String secret() {
    OAuthClient client = client();
    return stage
        .stores
        .vault
        .open(
            OAuthClient.sealedFor(client.owner(), client.id(), client.secretVersion()),
            Objects.requireNonNull(client.secret()))
        .reveal();
  }

  /** Such as the demo's, which is new at every start. */
  @Test
  void putOwnThenItServesAndIsNotWrittenToWherePeopleKeepTheirs() {
    new PutOwnClient(writing).handle(CHAT, "own-id", Secret.of("own"));
    assertThat(secret()).isEqualTo("own");
    assertThat(kept.all()).isEmpty();
  }

  @Test
  void loadThenANewSecretServesTheSameClientAndTheFormerIsKept() {
    people(0, "their-id", "one");
    load();
    var first = client();
    people(1, "their-id", "two");
    load();
    assertThat(secret()).isEqualTo("two");
    assertThat(client().id()).isEqualTo(first.id());
    assertThat(Objects.requireNonNull(client().former()).secret()).isEqualTo(first.secret());
  }

  /** Else correcting a slip, or another scope, would cost the secret that the provider knows. */
  @Test
  void loadAgainWithinTheOverlapThenTheSecretBeforeTheFirstOneIsKept() {
    people(0, "their-id", "one");
    load();
    var known = client().secret();
    people(1, "their-id", "tow");
    load();
    people(2, "their-id", "two");
    load();
    people(3, "their-id", "two");
    load();
    assertThat(secret()).isEqualTo("two");
    assertThat(Objects.requireNonNull(client().former()).secret()).isEqualTo(known);
  }

  /** A replica that reads slowly. */
  @Test
  void loadWhenAnEntryIsOvertakenMeanwhileThenTheNewerOneStays() {
    people(0, "their-id", "one");
    load();
    people(1, "their-id", "two");
    kept.afterReading =
        () -> {
          kept.afterReading = () -> {};
          load();
          put("their-id", "three", List.of());
        };
    load();
    assertThat(secret()).isEqualTo("three");
    load();
    assertThat(secret()).isEqualTo("three");
  }

  /** Its version is 1 once more. */
  @Test
  void loadWhenPeopleRemovedItAndMadeItAnewThenTheNewOneServes() {
    people(0, "their-id", "one");
    load();
    kept.remove(CHAT);
    people(0, "their-id", "two");
    load();
    assertThat(secret()).isEqualTo("two");
  }

  @Test
  void putWhenPeopleMadeItAnewMeanwhileThenRefusesAndLosesNothing() {
    put("api-id", "one", List.of());
    kept.remove(CHAT);
    people(0, "api-id", "theirs");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> put("api-id", "late", List.of()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OAUTH_CLIENT_CHANGED));
    load();
    assertThat(secret()).isEqualTo("theirs");
  }

  @Test
  void loadWhenNothingChangedThenWritesNothing() {
    people(0, "their-id", "one");
    load();
    int version = client().secretVersion();
    load();
    assertThat(client().secretVersion()).isEqualTo(version);
  }

  @Test
  void loadWhenAnEntryIsOfNoOAuthAppThenSaysSoAndLoadsTheOthers() {
    kept.put(new Entry(new AppSlug("nobody"), Edition.NONE, "x", null, List.of()), Edition.NONE);
    kept.add(new Unusable("bad", Edition.NONE, "why"));
    people(0, "their-id", "one");
    load();
    assertThat(unusable).extracting(Unusable::name).containsExactlyInAnyOrder("bad", "nobody");
    assertThat(client().clientId()).isEqualTo("their-id");
  }

  @Test
  void putThenItIsKeptThereAndLoadingItChangesNothing() {
    put("api-id", "one", List.of("read"));
    assertThat(kept.all())
        .containsExactly(new Entry(CHAT, seen(), "api-id", Secret.of("one"), List.of("read")));
    int version = client().secretVersion();
    load();
    assertThat(client().secretVersion()).isEqualTo(version);
  }

  @Test
  void putWhenOnlyScopesChangeThenTheEntryKeepsItsSecret() {
    put("api-id", "one", List.of());
    put("api-id", null, List.of("read"));
    assertThat(kept.all())
        .containsExactly(new Entry(CHAT, seen(), "api-id", Secret.of("one"), List.of("read")));
    assertThat(secret()).isEqualTo("one");
  }

  @Test
  void putWhenPeopleChangedItMeanwhileThenRefusesAndLosesNothing() {
    put("api-id", "one", List.of());
    people(1, "api-id", "theirs");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> put("api-id", "late", List.of()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OAUTH_CLIENT_CHANGED));
    load();
    assertThat(secret()).isEqualTo("theirs");
    put("api-id", "seen", List.of());
    assertThat(secret()).isEqualTo("seen");
  }

  @Test
  void putWhileThePlaceIsAwayThenChangesNothing() {
    put("api-id", "one", List.of());
    kept.away(true);
    assertThatExceptionOfType(Unreachable.class).isThrownBy(() -> put("api-id", "two", List.of()));
    assertThat(secret()).isEqualTo("one");
  }

  @Test
  void deleteThenTheEntryIsGoneAsWell() {
    put("api-id", "one", List.of());
    new DeleteOAuthClient(stage.stores.clients, keeping, stage.stores.tables)
        .handle(new DeleteOAuthClient.Command(OPERATOR, CHAT));
    assertThat(kept.all()).isEmpty();
    put("api-id", "two", List.of());
    assertThat(secret()).isEqualTo("two");
  }
}
