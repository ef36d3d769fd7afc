package org.connectedaccounts.adapters.out.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.TokenMeaning;
import org.connectedaccounts.domain.workspace.TokenMeaning.WorkspaceRule;
import org.connectedaccounts.domain.workspace.TrustedIssuer;
import org.connectedaccounts.domain.workspace.TrustedIssuers;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.JsonText;
import org.connectedaccounts.testing.JwtKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When an issuer's keys are fetched, and which of them count. */
class IssuedTokensTest {

  private static final String ISSUER = "https://login.example/realms/main";
  private static final JwtKey FIRST = JwtKey.rsa("first");
  private static final JwtKey SECOND = JwtKey.ec("second");

  private final AtomicInteger fetches = new AtomicInteger();
  private volatile List<Map<String, Object>> published = List.of(FIRST.published());
  private volatile String metadataIssuer = ISSUER;
  private volatile String keysUrl = ISSUER + "/keys";
  private volatile boolean away;
  private volatile Duration passed = Duration.ZERO;
  private final OidcIssuedTokens tokens = tokens(null, null);

  private OidcIssuedTokens tokens(@Nullable URI keys, @Nullable String type) {
    var meaning =
        new TokenMeaning(new WorkspaceRule.Fixed(new WorkspaceId(new UUID(1, 1))), "sub", null);
    var issuer = new TrustedIssuer("login", ISSUER, Set.of("ca", "other"), keys, type, meaning);
    Egress egress = this::answer;
    return new OidcIssuedTokens(
        new TrustedIssuers(List.of(issuer)), egress, () -> Instant.now().plus(passed));
  }

  private Egress.Answer answer(Egress.Request request) {
    if (away) {
      fetches.incrementAndGet();
      return new Egress.NotSent(Egress.Cause.CONNECT_FAILED);
    }
    String url = request.url().toString();
    if (url.equals(ISSUER + "/.well-known/openid-configuration")) {
      return json(Map.of("issuer", metadataIssuer, "jwks_uri", keysUrl));
    }
    if (url.equals(ISSUER + "/keys")) {
      fetches.incrementAndGet();
      return json(Map.of("keys", published));
    }
    return new Egress.Answered(404, Map.of(), new byte[0]);
  }

  private static Egress.Answer json(Map<String, ?> body) {
    return new Egress.Answered(200, Map.of(), JsonText.write(body).getBytes(UTF_8));
  }

  private static Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    return new LinkedHashMap<>(
        Map.of("iss", ISSUER, "aud", "ca", "sub", "ann", "iat", now, "exp", now + 300));
  }

  private void verify(String token) {
    assertThat(tokens.verify(Secret.of(token)).claims().text("sub")).hasValue("ann");
  }

  private void refused(String token) {
    assertRefused(Code.UNAUTHENTICATED, () -> tokens.verify(Secret.of(token)));
  }

  private void unknown(String token) {
    assertRefused(Code.ISSUER_UNAVAILABLE, () -> tokens.verify(Secret.of(token)));
  }

  private void later(Duration time) {
    passed = passed.plus(time);
  }

  private static void soon(BooleanSupplier met) throws InterruptedException {
    for (int i = 0; i < 500 && !met.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(met.getAsBoolean()).isTrue();
  }

  @Test
  void verifyWhenGoodThenWhatItSaysAndTheKeysAreFetchedOnce() {
    for (int i = 0; i < 20; i++) {
      verify(FIRST.sign(claims()));
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void verifyWhenManyComeAtFirstThenTheKeysAreFetchedOnce() throws Exception {
    String token = FIRST.sign(claims());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = Stream.generate(() -> Executors.callable(() -> verify(token))).limit(50).toList();
      for (var done : threads.invokeAll(all)) {
        done.get();
      }
    }
    assertThat(fetches).hasValue(1);
  }

  /** Whoever sends invented key ids must not have us call the issuer each time. */
  @Test
  void verifyWhenTheKeyIsUnknownThenFetchesAgainButNotAgainAndAgain() {
    verify(FIRST.sign(claims()));
    later(IssuerKeys.PAUSE.plusSeconds(1));
    for (int i = 0; i < 50; i++) {
      refused(JwtKey.ec("invented-" + i).sign(claims()));
    }
    assertThat(fetches).hasValue(2);
    verify(FIRST.sign(claims()));
  }

  @Test
  void verifyWhenTheIssuerHasANewKeyThenItCountsAfterAPauseAtMost() {
    verify(FIRST.sign(claims()));
    published = List.of(FIRST.published(), SECOND.published());
    refused(SECOND.sign(claims()));
    later(IssuerKeys.PAUSE.plusSeconds(1));
    verify(SECOND.sign(claims()));
    verify(FIRST.sign(claims()));
    assertThat(fetches).hasValue(2);
  }

  @Test
  void verifyWhenTheIssuerWithdrewAKeyThenItCountsTenMinutesMoreAtMost() {
    verify(FIRST.sign(claims()));
    published = List.of(SECOND.published());
    later(IssuerKeys.FRESH.plusSeconds(1));
    refused(FIRST.sign(claims()));
    verify(SECOND.sign(claims()));
    assertThat(fetches).hasValue(2);
  }

  @Test
  void verifyWhileTheIssuerIsAwayThenKnownKeysGoOnForADay() throws Exception {
    verify(FIRST.sign(claims()));
    away = true;
    later(IssuerKeys.FRESH.plusSeconds(1));
    verify(FIRST.sign(claims()));
    soon(() -> fetches.get() == 2);
    verify(FIRST.sign(claims()));
    unknown(SECOND.sign(claims()));
    later(IssuerKeys.USABLE);
    unknown(FIRST.sign(claims()));
    away = false;
    later(IssuerKeys.RETRY.plusSeconds(1));
    verify(FIRST.sign(claims()));
  }

  @Test
  void verifyWhenTheIssuerNeverAnsweredThenSaysSoAndTriesAgainAfterAWhile() {
    away = true;
    for (int i = 0; i < 20; i++) {
      unknown(FIRST.sign(claims()));
    }
    assertThat(fetches).hasValue(1);
    away = false;
    later(IssuerKeys.RETRY.plusSeconds(1));
    verify(FIRST.sign(claims()));
  }

  @Test
  void verifyWhenTheMetadataIsAnothersThenNothingIsBelieved() {
    metadataIssuer = ISSUER + "/";
    unknown(FIRST.sign(claims()));
    later(IssuerKeys.RETRY.plusSeconds(1));
    metadataIssuer = ISSUER;
    keysUrl = ISSUER.replace("https", "http") + "/keys";
    unknown(FIRST.sign(claims()));
    assertThat(fetches).hasValue(0);
  }

  @Test
  void verifyWhenTheSettingsNameTheKeysThenNoMetadataIsAsked() {
    metadataIssuer = "https://evil.example";
    var named = tokens(URI.create(ISSUER + "/keys"), null);
    assertThat(named.verify(Secret.of(FIRST.sign(claims()))).issuer().name()).isEqualTo("login");
  }

  /** A key to encrypt with, a shared one, a short one. */
  @Test
  void verifyWhenTheKeyIsNoneToSignWithThenItIsNotTaken() {
    var weak = JwtKey.rsa("weak", 1024);
    Map<String, Object> encrypts = new LinkedHashMap<>(SECOND.published());
    encrypts.put("use", "enc");
    published =
        List.of(
            FIRST.published(),
            weak.published(),
            encrypts,
            Map.of("kty", "oct", "kid", "shared", "k", JwtKey.encoded(new byte[64])));
    verify(FIRST.sign(claims()));
    refused(weak.sign(claims()));
    refused(SECOND.sign(claims()));
    var header = FIRST.header();
    header.put("kid", "shared");
    refused(FIRST.sign(header, claims()));
  }

  @Test
  void verifyWhenTheIssuerSaysWhatItsTokensAreThenNoOthers() {
    var typed = tokens(null, "at+jwt");
    var header = FIRST.header();
    assertRefused(
        Code.UNAUTHENTICATED, () -> typed.verify(Secret.of(FIRST.sign(header, claims()))));
    for (String type : List.of("at+jwt", "AT+JWT", "application/at+jwt")) {
      header.put("typ", type);
      assertThat(typed.verify(Secret.of(FIRST.sign(header, claims())))).isNotNull();
    }
    header.remove("typ");
    assertRefused(
        Code.UNAUTHENTICATED, () -> typed.verify(Secret.of(FIRST.sign(header, claims()))));
  }
}
