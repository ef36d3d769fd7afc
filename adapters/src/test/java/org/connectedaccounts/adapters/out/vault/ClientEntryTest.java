package org.connectedaccounts.adapters.out.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.application.port.OperatorClients.Entry;
import org.connectedaccounts.application.port.OperatorClients.Unusable;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no Vault to be seen; the rest is in {@link VaultOperatorClientsTest}. */
class ClientEntryTest {

  private static final AppSlug CHAT = new AppSlug("chat");
  private static final Edition SECOND = new Edition(2, Instant.EPOCH);

  /** A shell makes it of a variable that is not set: the former secret would stay, unsaid. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void readWhenTheSecretIsEmptyThenItIsNoClientAndSaysSo(String secret) {
    assertThat(ClientEntry.read(CHAT, SECOND, Map.of("client_id", "c1", "client_secret", secret)))
        .isInstanceOfSatisfying(
            Unusable.class,
            bad -> {
              assertThat(bad.name()).isEqualTo("chat");
              assertThat(bad.edition()).isEqualTo(SECOND);
              assertThat(bad.why()).contains("client_secret is empty");
            });
  }

  @Test
  void readWhenThereIsNoSecretThenItIsAPublicClient() {
    assertThat(ClientEntry.read(CHAT, SECOND, Map.of("client_id", "c1", "scopes", "")))
        .isEqualTo(new Entry(CHAT, SECOND, "c1", null, List.of()));
  }
}
