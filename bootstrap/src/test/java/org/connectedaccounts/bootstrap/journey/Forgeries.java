package org.connectedaccounts.bootstrap.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.connectedaccounts.testing.JsonText;
import org.connectedaccounts.testing.JwtKey;
import org.connectedaccounts.testing.SigningIssuer;

/** Tokens that an attacker would make, or would carry here from elsewhere. */
final class Forgeries {

  private final SigningIssuer login;
  private final SigningIssuer elsewhere;
  private final Supplier<Map<String, Object>> claims;
  private final Map<String, String> made = new LinkedHashMap<>();

  /** An attacker's, with the id of a good one. */
  private final JwtKey stolenId = JwtKey.rsa("rsa-1");

  Forgeries(SigningIssuer login, SigningIssuer elsewhere, Supplier<Map<String, Object>> claims) {
    this.login = login;
    this.elsewhere = elsewhere;
    this.claims = claims;
  }

  /** What differs from the forgeries by nothing but what they are about. */
  Map<String, String> good() {
    made.clear();
    claimed("as it is", _ -> {});
    claimed("one of several audiences", c -> c.put("aud", List.of("x", SigningIssuer.AUDIENCE)));
    claimed("just over", c -> c.putAll(Map.of("iat", now() - 300, "exp", now() - 10)));
    claimed("not quite yet", c -> c.put("nbf", now() + 10));
    claimed("a clock that is a bit fast", c -> c.put("iat", now() + 10));
    claimed("Keycloak's word for access tokens", c -> c.put("typ", "Bearer"));
    headed("an access token by its type", h -> h.put("typ", "at+jwt"));
    headed("no type", h -> h.remove("typ"));
    made.put("of the other key", login.ecKey().sign(claims.get()));
    return made;
  }

  Map<String, String> all() {
    made.clear();
    signatures();
    issuersAndAudiences();
    times();
    kinds();
    keysOfTheAttacker();
    forms();
    return made;
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  private void claimed(String name, Consumer<Map<String, Object>> change) {
    Map<String, Object> changed = claims.get();
    change.accept(changed);
    made.put(name, login.key().sign(changed));
  }

  private void headed(String name, Consumer<Map<String, Object>> change) {
    headed(name, login.key(), change);
  }

  private void headed(String name, JwtKey key, Consumer<Map<String, Object>> change) {
    Map<String, Object> header = key.header();
    change.accept(header);
    made.put(name, key.sign(header, claims.get()));
  }

  private void signatures() {
    for (String none : List.of("none", "None", "nOnE", "NONE", "")) {
      headed("alg '" + none + "'", h -> h.put("alg", none));
    }
    headed("no alg", h -> h.remove("alg"));
    headed("alg of another family", h -> h.put("alg", "ES256"));
    headed("alg that is a list", h -> h.put("alg", List.of("RS256")));
    byte[] der = login.key().pair().getPublic().getEncoded();
    made.put("HS256 with the public key (DER)", shared(der));
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n";
    made.put("HS256 with the public key (PEM)", shared(pem.getBytes(UTF_8)));
    made.put("HS256 with nothing", shared(new byte[32]));
    String good = login.key().sign(claims.get());
    String unsigned = good.substring(0, good.lastIndexOf('.') + 1);
    made.put("no signature", unsigned);
    made.put("half a signature", good.substring(0, good.length() - 100));
    made.put("another's signature", unsigned + last(login.key().sign(login.claims("x"))));
    String ec = login.ecKey().sign(claims.get());
    String zeros = JwtKey.encoded(new byte[64]);
    made.put("ECDSA of zeros", ec.substring(0, ec.lastIndexOf('.') + 1) + zeros);
    String[] parts = good.split("\\.", -1);
    String more = JsonText.write(claims.get()).replace("accounts:read", "admin");
    made.put(
        "changed claims", parts[0] + "." + JwtKey.encoded(more.getBytes(UTF_8)) + "." + parts[2]);
  }

  private static String last(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private String shared(byte[] secret) {
    try {
      Map<String, Object> header = login.key().header();
      header.put("alg", "HS256");
      String signed =
          JwtKey.encoded(JsonText.write(header).getBytes(UTF_8))
              + "."
              + JwtKey.encoded(JsonText.write(claims.get()).getBytes(UTF_8));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return signed + "." + JwtKey.encoded(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private void issuersAndAudiences() {
    String issuer = login.issuer();
    for (Object other :
        List.of(
            issuer + "/",
            issuer.replace("127.0.0.1", "localhost"),
            "https://accounts.example",
            "any",
            "",
            List.of(issuer))) {
      claimed("iss " + other, c -> c.put("iss", other));
    }
    claimed("no iss", c -> c.remove("iss"));
    claimed("signed by one, said to be of another", c -> c.put("iss", elsewhere.issuer()));
    made.put("signed by another issuer", elsewhere.key().sign(claims.get()));
    made.put("of a workspace that is gone", elsewhere.key().sign(elsewhere.claims("ann")));
    for (Object other :
        List.of("account", "", "Connected-Accounts", List.of(), List.of("a", "b"))) {
      claimed("aud " + other, c -> c.put("aud", other));
    }
    claimed("no aud", c -> c.remove("aud"));
    claimed("no workspace", c -> c.remove(TestIssuers.WORKSPACE_CLAIM));
    claimed(
        "an unknown workspace",
        c -> c.put(TestIssuers.WORKSPACE_CLAIM, "ws_01kb2w3c5de8n4y7s6t9p2a1vg"));
    claimed(
        "the operator's workspace",
        c -> c.put(TestIssuers.WORKSPACE_CLAIM, "ws_00000000000000000000000000"));
    claimed("no sub", c -> c.remove("sub"));
    claimed("a sub that no log should see", c -> c.put("sub", "ann\nERROR"));
  }

  private void times() {
    claimed("expired", c -> c.putAll(Map.of("iat", now() - 300, "exp", now() - 60)));
    claimed("over before it was made", c -> c.put("exp", now() - 1));
    claimed("no exp", c -> c.remove("exp"));
    claimed("exp that is a text", c -> c.put("exp", "tomorrow"));
    claimed("not valid yet", c -> c.put("nbf", now() + 120));
    claimed("made tomorrow", c -> c.put("iat", now() + 86_400));
    claimed("no iat", c -> c.remove("iat"));
    claimed("iat out of all time", c -> c.put("iat", Long.MAX_VALUE));
  }

  private void kinds() {
    for (String kind : List.of("ID", "Refresh", "Offline", "Logout", "DPoP")) {
      claimed("Keycloak's " + kind, c -> c.put("typ", kind));
    }
    for (String type : List.of("logout+jwt", "dpop+jwt", "secevent+jwt", "refresh+jwt", "JOSE")) {
      headed("typ " + type, h -> h.put("typ", type));
    }
    claimed("an ID token", c -> c.put("at_hash", "x"));
    claimed("an event", c -> c.put("events", Map.of("x", Map.of())));
    claimed("bound to a key", c -> c.put("cnf", Map.of("jkt", "x")));
    headed("with a critical header", h -> h.put("crit", List.of("exp")));
    headed("not encoded", h -> h.putAll(Map.of("b64", false, "crit", List.of("b64"))));
  }

  private void keysOfTheAttacker() {
    Map<String, Object> own = stolenId.published();
    made.put("another key of the same id", stolenId.sign(claims.get()));
    headed("embedded key", stolenId, h -> h.put("jwk", own));
    headed("embedded key, no id", stolenId, h -> h.putAll(Map.of("jwk", own, "kid", "")));
    String attackers = elsewhere.issuer() + SigningIssuer.KEYS;
    headed("jku", elsewhere.key(), h -> h.put("jku", attackers));
    headed("x5u", elsewhere.key(), h -> h.put("x5u", attackers));
    headed("x5c", stolenId, h -> h.put("x5c", List.of("MIIB")));
    headed("no kid", stolenId, h -> h.remove("kid"));
    for (String id :
        List.of("../../../dev/null", "' OR 1=1", attackers, "rsa-1\u0000", "RSA-1", "x")) {
      headed("kid " + id.replace('\u0000', '0'), stolenId, h -> h.put("kid", id));
    }
  }

  private void forms() {
    String good = login.key().sign(claims.get());
    made.put("a part more", good + ".x");
    made.put("encrypted by its form", good + ".x.x");
    made.put("two in one", good + "," + good);
    made.put("with padding", good.replaceFirst("\\.", "=."));
    made.put("within another", login.key().sign("{\"alg\":\"RS256\",\"cty\":\"JWT\"}", good));
    made.put("no JSON", login.key().sign("x", "y"));
    made.put("null", login.key().sign("null", "null"));
    String json = JsonText.write(claims.get());
    String twice = "{\"iss\":\"https://evil.example\"," + json.substring(1);
    made.put("iss twice", login.key().sign(JsonText.write(login.key().header()), twice));
    claimed("larger than a token is", c -> c.put("more", "x".repeat(9_000)));
    made.put(
        "deep",
        login
            .key()
            .sign(JsonText.write(login.key().header()), "[".repeat(3000) + "]".repeat(3000)));
  }
}
