package org.connectedaccounts.testing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What the endpoints of one scripted provider share. */
final class ProviderState {

  /** A registered OAuth client; no redirect URI registered means that any will do. */
  record Client(String secret, ClientAuthentication authentication, Set<String> redirectUris) {}

  final TokenLedger ledger = new TokenLedger();
  final Map<String, Client> clients = new ConcurrentHashMap<>();
  final Map<String, String> basicLogins = new ConcurrentHashMap<>();
  final Set<String> apiKeys = ConcurrentHashMap.newKeySet();
  final ConcurrentLinkedDeque<AuthorizeAnswer> nextAuthorizeAnswers = new ConcurrentLinkedDeque<>();

  volatile AuthorizeAnswer authorizeAnswer = AuthorizeAnswer.granted();
  volatile TokenAnswer tokenAnswer = TokenAnswer.standard();
  volatile Optional<TokenAnswer> refreshAnswer = Optional.empty();
  volatile RefreshBehaviour refreshBehaviour = RefreshBehaviour.STRICT;
  volatile ScriptedProvider.RevocationAuth revocationAuth = ScriptedProvider.RevocationAuth.CLIENT;
  volatile Person person = Person.ADA;
  volatile Optional<String> grantedScope = Optional.empty();
  volatile Duration codeLife = Duration.ofSeconds(60);
  volatile Duration accessLife = Duration.ofHours(1);
  volatile Duration refreshLife = Duration.ofDays(30);
  volatile Duration grace = Duration.ofSeconds(30);
  volatile boolean pkceRequired;
  volatile boolean grantsShared;
  volatile String sites = "[]";

  private final SecureRandom random = new SecureRandom();
  private volatile Duration ahead = Duration.ZERO;

  /** The provider's clock: the machine's, moved ahead by what tests let pass. */
  Instant now() {
    return Instant.now().plus(ahead);
  }

  synchronized void letPass(Duration time) {
    ahead = ahead.plus(time);
  }

  String fresh(String prefix) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  TokenAnswer answerTo(String grantType) {
    return grantType.equals("refresh_token") ? refreshAnswer.orElse(tokenAnswer) : tokenAnswer;
  }

  AuthorizeAnswer takeAuthorizeAnswer() {
    return Optional.ofNullable(nextAuthorizeAnswers.pollFirst()).orElse(authorizeAnswer);
  }

  String mint(TokenLedger.Kind kind, MintedToken.Grant grant, Map<String, String> bindings) {
    Instant now = now();
    return switch (kind) {
      case CODE -> mint(kind, "code_", grant, now.plus(codeLife), bindings);
      case ACCESS -> mint(kind, "at_", grant, now.plus(accessLife), bindings);
      case REFRESH -> mint(kind, "rt_", grant, now.plus(refreshLife), bindings);
    };
  }

  private String mint(
      TokenLedger.Kind kind,
      String prefix,
      MintedToken.Grant grant,
      Instant expiresAt,
      Map<String, String> bindings) {
    return ledger.mint(new MintedToken(kind, fresh(prefix), grant, expiresAt, bindings), now());
  }
}
