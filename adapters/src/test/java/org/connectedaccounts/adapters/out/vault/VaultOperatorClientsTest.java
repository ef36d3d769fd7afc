package org.connectedaccounts.adapters.out.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.OperatorClients;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.application.port.OperatorClients.Entry;
import org.connectedaccounts.application.port.OperatorClients.Unusable;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.testing.OperatorClientsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vault")
class VaultOperatorClientsTest implements OperatorClientsContract {

  private static DevVault vault;
  private static OperatorClients clients;

  @BeforeAll
  static void open() throws Exception {
    vault = DevVault.open();
    clients = at(vault.kv());
  }

  @AfterAll
  static void close() throws Exception {
    if (vault != null) {
      vault.close();
    }
  }

  private static OperatorClients at(String mount) {
    return of(DevVault.server(vault.service()), Optional.of(mount));
  }

  private static OperatorClients of(VaultServer server, Optional<String> mount) {
    return new VaultOperatorClients(new VaultKv(server, mount, "connected-accounts"));
  }

  @Override
  public OperatorClients clients() {
    return clients;
  }

  /** As {@code vault kv put} does. */
  private static void put(String app, String fields) throws Exception {
    var answer =
        vault.ask(
            "POST",
            vault.kv() + "/data/connected-accounts/apps/" + app,
            "{\"data\":{" + fields.replace('\'', '"') + "}}");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private static List<Unusable> unusable() {
    return clients.all().stream()
        .filter(Unusable.class::isInstance)
        .map(Unusable.class::cast)
        .toList();
  }

  @Test
  void allThenHasWhatPeoplePut() throws Exception {
    put("by_hand", "'client_id':'c1','client_secret':'s1','scopes':'read  write'");
    put("by_hand", "'client_id':'c1','client_secret':'s2'");
    var entry = entry("by_hand");
    assertThat(entry.edition().version()).isEqualTo(2);
    assertThat(entry.clientId()).isEqualTo("c1");
    assertThat(entry.secret()).isEqualTo(Secret.of("s2"));
    assertThat(entry.edition().written()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void allWhenTheNewestVersionWasDeletedThenLeavesItOut() throws Exception {
    put("vanished", "'client_id':'c1'");
    vault.ask("DELETE", vault.kv() + "/data/connected-accounts/apps/vanished", "");
    assertThat(clients.all()).noneMatch(kept -> kept.toString().contains("vanished"));
  }

  /** Else the API could never write again. */
  @Test
  void putWhenWhatIsThereIsDeletedOrNoClientThenTakesItsPlace() throws Exception {
    put("was_deleted", "'client_id':'c1'");
    vault.ask("DELETE", vault.kv() + "/data/connected-accounts/apps/was_deleted", "");
    put("no_client", "'id':'c1'");
    for (String app : List.of("was_deleted", "no_client")) {
      var entry = new Entry(new AppSlug(app), Edition.NONE, "c2", Secret.of("s2"), List.of());
      var put = clients.put(entry, new Edition(7, Instant.EPOCH)).orElseThrow();
      assertThat(put.version()).as(app).isEqualTo(2);
      assertThat(clients.all())
          .contains(new Entry(entry.app(), put, "c2", Secret.of("s2"), List.of()));
    }
    var gone = new Entry(new AppSlug("made_anew"), Edition.NONE, "c", null, List.of());
    var first = clients.put(gone, Edition.NONE).orElseThrow();
    clients.remove(gone.app());
    assertThat(clients.put(gone, first))
        .as("people removed it")
        .hasValueSatisfying(put -> assertThat(put.version()).isEqualTo(1));
  }

  /** {@code vault kv metadata delete}, and {@code vault kv put} as often as before. */
  @Test
  void putWhenPeopleMadeItAnewWithTheSameVersionThenTheirsStays() throws Exception {
    put("again", "'client_id':'c1','client_secret':'s1'");
    var before = entry("again");
    vault.ask("DELETE", vault.kv() + "/metadata/connected-accounts/apps/again", "");
    put("again", "'client_id':'c1','client_secret':'s2'");
    var now = entry("again");
    assertThat(now.edition().version()).isEqualTo(before.edition().version());
    assertThat(now.edition()).isNotEqualTo(before.edition());
    assertThat(clients.put(before, before.edition())).isEmpty();
    assertThat(entry("again").secret()).isEqualTo(Secret.of("s2"));
  }

  private static Entry entry(String app) {
    return clients.all().stream()
        .filter(Entry.class::isInstance)
        .map(Entry.class::cast)
        .filter(entry -> entry.app().value().equals(app))
        .findFirst()
        .orElseThrow();
  }

  /** A misspelt secret would make a public client. */
  @Test
  void allWhenAnEntryIsNoClientThenSaysWhyAndTellsNothingOfIt() throws Exception {
    put("misspelt", "'client_id':'c1','client_secert':'canary'");
    put("idless", "'client_secret':'canary'");
    put("No-App", "'client_id':'canary'");
    put("numbers", "'client_id':17");
    assertThat(unusable())
        .extracting(Unusable::name)
        .contains("misspelt", "idless", "No-App", "numbers");
    assertThat(unusable())
        .filteredOn(each -> each.name().equals("misspelt"))
        .singleElement()
        .extracting(Unusable::why)
        .asString()
        .contains("client_secert");
    assertThat(unusable().toString()).doesNotContain("canary");
  }

  @Test
  void allWhenItIsVersionOneOrNothingThenNamesTheSettingAndWhatToDo() throws Exception {
    String first = vault.kv() + "-1";
    vault.ask("POST", "sys/mounts/" + first, "{\"type\":\"kv\",\"options\":{\"version\":\"1\"}}");
    try {
      for (String mount : List.of(first, "nowhere")) {
        var root = of(DevVault.server(vault.withToken(vault.rootToken())), Optional.of(mount));
        assertThatExceptionOfType(Unreachable.class)
            .isThrownBy(root::all)
            .withMessageContaining("connected-accounts.vault.kv-mount (" + mount + ")")
            .withMessageContaining("version 2");
      }
    } finally {
      vault.ask("DELETE", "sys/mounts/" + first, "");
    }
  }

  @Test
  void allWhenThePolicyIsMissingThenNamesThePath() throws Exception {
    var poor = of(DevVault.server(vault.withToken(vault.tokenWithout())), Optional.of(vault.kv()));
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(poor::all)
        .withMessageContaining(vault.kv())
        .withMessageContaining("policy");
  }

  @Test
  void isUsedOnlyWhereAMountIsSet() {
    assertThat(clients.isUsed()).isTrue();
    var none = of(DevVault.server(vault.service()), Optional.empty());
    assertThat(none.isUsed()).isFalse();
  }
}
