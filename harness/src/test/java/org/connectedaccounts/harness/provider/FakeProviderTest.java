package org.connectedaccounts.harness.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.connectedaccounts.harness.load.Crowd;
import org.connectedaccounts.harness.provider.Behaviour.Mode;
import org.connectedaccounts.harness.wire.HttpMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeProviderTest {
  private static final Duration LIFE = Duration.ofHours(1);

  private final Ledger ledger = new Ledger(7, Duration.ofMillis(200));
  private final FakeProvider provider = FakeProvider.start(ledger);

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void a_strict_token_works_once() throws IOException {
    RefreshToken token = mint(ProviderClass.STRICT);
    assertThat(status(token)).isEqualTo(200);
    assertThat(status(token)).isEqualTo(400);
    assertThat(token.grant().lives()).isTrue();
  }

  @Test
  void the_reuse_of_a_family_token_ends_the_grant() throws IOException {
    RefreshToken token = mint(ProviderClass.FAMILY);
    assertThat(status(token)).isEqualTo(200);
    assertThat(status(token)).isEqualTo(400);
    assertThat(token.grant().ended()).isEqualTo("reuse");
  }

  @Test
  void a_replaced_token_works_for_its_grace() throws Exception {
    RefreshToken token = mint(ProviderClass.GRACE);
    assertThat(status(token)).isEqualTo(200);
    assertThat(status(token)).isEqualTo(200);
    Thread.sleep(250);
    assertThat(status(token)).isEqualTo(400);
  }

  @Test
  void of_two_that_replaced_the_same_token_the_newer_works() throws IOException {
    RefreshToken token = mint(ProviderClass.GRACE);
    assertThat(status(token)).isEqualTo(200);
    assertThat(status(token)).isEqualTo(200);
    assertThat(status(token.grant().refreshTokens().get(1))).isEqualTo(400);
    assertThat(status(token.grant().refreshTokens().get(2))).isEqualTo(200);
  }

  @Test
  void a_token_that_does_not_rotate_goes_on_working() throws IOException {
    RefreshToken token = mint(ProviderClass.NONROT);
    assertThat(status(token)).isEqualTo(200);
    assertThat(status(token)).isEqualTo(200);
    assertThat(token.presentations()).hasSize(2);
  }

  @Test
  void an_answer_that_is_lost_is_known_to_be() throws IOException {
    RefreshToken token = mint(ProviderClass.STRICT);
    provider.behaviours().once(token.grant(), Behaviour.of(Mode.TAKE_AND_CLOSE));
    assertThat(present(token)).isNull();
    assertThat(token.consumed()).isTrue();
    assertThat(token.presentations().getFirst().outcome()).isEqualTo(Outcome.ISSUED_AND_LOST);
  }

  @Test
  void a_request_that_is_only_read_spends_nothing() throws IOException {
    RefreshToken token = mint(ProviderClass.STRICT);
    provider.behaviours().once(token.grant(), Behaviour.of(Mode.READ_AND_CLOSE));
    assertThat(present(token)).isNull();
    assertThat(token.consumed()).isFalse();
  }

  @Test
  void a_refresh_ends_the_access_tokens_before_it_where_the_provider_is_of_that_kind()
      throws IOException {
    AccessToken first = ledger.mint(ProviderClass.NONROT, "a", LIFE);
    status(first.refreshToken());
    assertThat(first.killer()).isNull();
    provider.behaviours().killFormerAccess(ProviderClass.NONROT);
    status(first.refreshToken());
    assertThat(first.killer()).isEqualTo(first.grant().newestAccess());
    assertThat(first.grant().newestAccess().killer()).isNull();
  }

  @Test
  void a_throttled_caller_is_told_when_to_come_back() throws IOException {
    RefreshToken token = mint(ProviderClass.STRICT);
    provider.behaviours().once(token.grant(), Behaviour.throttled(Duration.ofSeconds(7)));
    HttpMessage answer = Objects.requireNonNull(present(token));
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers()).containsEntry("retry-after", "7");
    assertThat(token.lives()).isTrue();
  }

  @Test
  void a_grant_that_its_user_takes_back_is_refused_as_revoked() throws IOException {
    RefreshToken token = mint(ProviderClass.NONROT);
    token.grant().withdraw();
    HttpMessage answer = Objects.requireNonNull(present(token));
    assertThat(answer.body()).contains("invalid_grant", "token revoked");
  }

  @Test
  void the_same_seed_gives_the_same_tokens() {
    AccessToken here = ledger.mint(ProviderClass.STRICT, "same", LIFE);
    AccessToken there =
        new Ledger(7, Duration.ZERO).mint(ProviderClass.STRICT, "same", Duration.ZERO);
    assertThat(there.value()).isEqualTo(here.value());
  }

  @Test
  void a_thousand_slow_answers_are_given_at_once() {
    provider.behaviours().setAll(Behaviour.slow(Duration.ofSeconds(1)));
    var tokens =
        IntStream.range(0, 1000).mapToObj(n -> mint(ProviderClass.STRICT, "n" + n)).toList();
    var answers =
        Crowd.all(tokens.stream().map(token -> (Supplier<Integer>) () -> unchecked(token)));
    assertThat(answers).containsOnly(200);
    assertThat(provider.traffic(ProviderClass.STRICT).calls()).isEqualTo(1000);
    assertThat(provider.traffic(ProviderClass.STRICT).highWater()).isGreaterThan(500);
  }

  private RefreshToken mint(ProviderClass providerClass) {
    return mint(providerClass, "a");
  }

  private RefreshToken mint(ProviderClass providerClass, String name) {
    return ledger.mint(providerClass, name, LIFE).refreshToken();
  }

  private int unchecked(RefreshToken token) {
    try {
      return status(token);
    } catch (IOException failed) {
      return -1;
    }
  }

  private int status(RefreshToken token) throws IOException {
    HttpMessage answer = present(token);
    return answer == null ? 0 : answer.status();
  }

  private @Nullable HttpMessage present(RefreshToken token) throws IOException {
    String body = "grant_type=refresh_token&refresh_token=" + token.value();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), provider.port())) {
      socket
          .getOutputStream()
          .write(
              "POST /%s/token HTTP/1.1\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(token.grant().providerClass().label(), body.length(), body)
                  .getBytes(StandardCharsets.US_ASCII));
      return HttpMessage.read(new BufferedInputStream(socket.getInputStream()));
    }
  }
}
