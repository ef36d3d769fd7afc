package org.connectedaccounts.testing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An issuer on loopback: its metadata, its keys, and tokens that it signs. */
public final class SigningIssuer implements AutoCloseable {

  public static final String AUDIENCE = "connected-accounts";
  public static final String KEYS = "/keys";
  public static final String METADATA = "/.well-known/openid-configuration";

  private final WireServer server;
  private volatile List<JwtKey> keys;

  public SigningIssuer(int port) {
    keys = List.of(JwtKey.rsa("rsa-1"), JwtKey.ec("ec-1"));
    server = new WireServer(this::answer, port);
  }

  private Reply answer(ReceivedRequest request) {
    return switch (request.path()) {
      case METADATA -> Reply.json(200, Map.of("issuer", issuer(), "jwks_uri", issuer() + KEYS));
      case KEYS -> Reply.json(200, Map.of("keys", keys.stream().map(JwtKey::published).toList()));
      default -> Reply.status(404);
    };
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.port();
  }

  public WireServer server() {
    return server;
  }

  /** The RSA key. */
  public JwtKey key() {
    return keys.getFirst();
  }

  public JwtKey ecKey() {
    return keys.getLast();
  }

  /** Of a token that is good now, for whoever it is. */
  public Map<String, Object> claims(String subject) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer());
    claims.put("aud", AUDIENCE);
    claims.put("sub", subject);
    claims.put("iat", now);
    claims.put("exp", now + 300);
    return claims;
  }

  @Override
  public void close() {
    server.close();
  }
}
