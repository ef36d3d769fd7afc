package org.connectedaccounts.adapters.out.oauth;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Assertion;
import org.connectedaccounts.domain.app.Moment;
import org.connectedaccounts.domain.app.SigningAlgorithm;
import org.connectedaccounts.domain.app.SigningAlgorithm.KeyKind;
import org.connectedaccounts.domain.app.SigningKey;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TemplateValues;
import org.connectedaccounts.domain.app.UnrenderableTemplate;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Signs tokens (RFC 7519), each with its time and a number of its own. */
final class Assertions {

  /** Seconds. */
  private static final long CLOCKS_DIFFER = 30;

  private Assertions() {}

  /** What a token says, and how. */
  record Text(
      SigningAlgorithm algorithm,
      Map<String, String> header,
      Map<String, String> claims,
      Duration lifetime) {

    static Text of(Assertion assertion, TemplateValues values) {
      return new Text(
          assertion.algorithm(),
          rendered(assertion.header(), values),
          rendered(assertion.claims(), values),
          assertion.lifetime());
    }
  }

  /** A text whose value is not known is left out, as for a field that was left empty. */
  static Map<String, String> rendered(Map<String, Template> texts, TemplateValues values) {
    Map<String, String> rendered = new LinkedHashMap<>();
    texts.forEach(
        (name, text) -> {
          if (text.isComplete(values)) {
            rendered.put(name, text.render(values));
          }
        });
    return rendered;
  }

  /** From now; it was made a little earlier, so that it is not of the future for anybody. */
  static Duration lifeLeft(Duration lifetime) {
    return lifetime.minus(earlier(lifetime));
  }

  private static Duration earlier(Duration lifetime) {
    return Duration.ofSeconds(Math.min(CLOCKS_DIFFER, lifetime.toSeconds() / 4));
  }

  static String sign(Text text, Secret key, Moment moment) {
    NumericDate made =
        NumericDate.fromSeconds(moment.now().minus(earlier(text.lifetime())).getEpochSecond());
    NumericDate ends = NumericDate.fromSeconds(made.getValue());
    ends.addSeconds(text.lifetime().toSeconds());
    JwtClaims claims = new JwtClaims();
    text.claims().forEach(claims::setClaim);
    claims.setIssuedAt(made);
    claims.setExpirationTime(ends);
    claims.setJwtId(moment.uuid());
    JsonWebSignature signature = new JsonWebSignature();
    signature.setHeader("typ", "JWT");
    text.header().forEach(signature::setHeader);
    signature.setAlgorithmHeaderValue(text.algorithm().written());
    signature.setPayload(claims.toJson());
    signature.setKey(key(text.algorithm(), key));
    // How long a secret is that both know, the provider has decided.
    signature.setDoKeyValidation(text.algorithm().keyKind() != KeyKind.SHARED);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw unusable();
    }
  }

  private static Key key(SigningAlgorithm algorithm, Secret key) {
    return algorithm.keyKind() == KeyKind.SHARED
        ? new HmacKey(key.reveal().getBytes(StandardCharsets.UTF_8))
        : SigningKey.read(algorithm, key.reveal()).orElseThrow(Assertions::unusable);
  }

  /** Without the cause, which may hold a part of the key. */
  static UnrenderableTemplate unusable() {
    return new UnrenderableTemplate(Assertion.JWT, "cannot be signed with the key that is known");
  }
}
