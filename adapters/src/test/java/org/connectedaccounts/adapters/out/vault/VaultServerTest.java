package org.connectedaccounts.adapters.out.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.VaultClientException;
import io.quarkus.vault.client.http.jdk.JDKVaultHttpClient;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.connectedaccounts.application.port.KeyEncryptionKeys.OutOfTime;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.junit.jupiter.api.Test;

class VaultServerTest {

  private static final Duration DEADLINE = Duration.ofSeconds(3);

  private final VaultClient client =
      VaultClient.builder()
          .executor(new JDKVaultHttpClient(HttpClient.newHttpClient()))
          .baseUrl("http://127.0.0.1:1")
          .clientToken("t")
          .build();

  /** Of a request that has waited so long. */
  private static final class Spent implements Patience {
    private Duration waited;

    Spent(Duration waited) {
      this.waited = waited;
    }

    @Override
    public Duration left(Duration whole) {
      return whole.minus(waited);
    }

    @Override
    public void waited(Duration time) {
      waited = waited.plus(time);
    }
  }

  private VaultServer server(Patience patience) {
    return new VaultServer(() -> client, true, DEADLINE, patience);
  }

  @Test
  void callWhenTheRequestHasWaitedLongEnoughThenAsksNoMore() {
    var server = server(new Spent(DEADLINE));
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(
            () ->
                server.call(
                    "kv",
                    _ -> {
                      throw new AssertionError("asked");
                    }))
        .withMessageContaining("slow");
    assertThat(server.troubles()).containsKey("kv");
  }

  @Test
  void callWhenSomeOfItIsLeftThenWaitsForTheRest() {
    var patience = new Spent(DEADLINE.minusMillis(200));
    assertThatExceptionOfType(OutOfTime.class)
        .as("another request may have more left")
        .isThrownBy(() -> server(patience).call("kv", _ -> new CompletableFuture<>()))
        .withMessageContaining("did not answer")
        .withMessageContaining("connected-accounts.vault.deadline");
    assertThat(patience.left(DEADLINE)).isLessThanOrEqualTo(Duration.ZERO);
  }

  @Test
  void callWhenTheCertificateIsNotTrustedThenNamesTheSettingOfTheCa() {
    var handshake = new SSLHandshakeException("Failed to create SSL connection");
    for (var cause : List.of(handshake, new IllegalStateException("wrapped", handshake))) {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(
              () ->
                  server(Patience.OF_A_CALL).call("kv", _ -> CompletableFuture.failedFuture(cause)))
          .withMessageContaining("quarkus.vault.tls.ca-cert");
    }
  }

  @Test
  void callWhenTheLoginIsRefusedThenNamesTheSettingsAndWhereToRead() {
    for (var login : List.of("v1/auth/approle/login", "v1/auth/kubernetes/login")) {
      var refused = new VaultClientException("login", login, 400, List.of("invalid"), null);
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(
              () ->
                  server(Patience.OF_A_CALL)
                      .call("kv", _ -> CompletableFuture.failedFuture(refused)))
          .withMessageContaining("quarkus.vault.authentication.app-role.role-id")
          .withMessageContaining(".secret-id")
          .withMessageContaining("docs/vault.md");
    }
  }

  private static CompletableFuture<String> tokenIsNotRenewed(int status) {
    return CompletableFuture.failedFuture(
        new VaultClientException(
            "renew", "v1/auth/token/renew-self", status, List.of("past the max TTL"), null));
  }

  @Test
  void callInTheLastSecondOfATokenThenWaitsUntilAnotherOneIsGiven() throws Exception {
    var asked = new AtomicInteger();
    String answer =
        server(Patience.OF_A_CALL)
            .call(
                "kv",
                _ ->
                    asked.incrementAndGet() < 3
                        ? tokenIsNotRenewed(500)
                        : CompletableFuture.completedFuture("with another one"));
    assertThat(answer).isEqualTo("with another one");
  }

  @Test
  void callWhenTokensAreNotRenewedForAnotherReasonThenDoesNotWait() {
    var asked = new AtomicInteger();
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(
            () ->
                server(Patience.OF_A_CALL)
                    .call(
                        "kv",
                        _ -> {
                          asked.incrementAndGet();
                          return tokenIsNotRenewed(503);
                        }));
    assertThat(asked).hasValue(1);
  }
}
