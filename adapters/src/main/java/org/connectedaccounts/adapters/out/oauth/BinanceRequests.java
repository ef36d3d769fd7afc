package org.connectedaccounts.adapters.out.oauth;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;

/**
 * Requests to Binance that are about an account: the query has the time and is signed with the
 * field {@code secret_key}, by HMAC-SHA256.
 */
@Singleton
class BinanceRequests implements Extension {

  @Override
  public String name() {
    return "binance";
  }

  @Override
  public Egress.Answer send(Draft draft, Egress egress) {
    String url = draft.request().url().toString();
    String timed =
        url + (url.contains("?") ? "&" : "?") + "timestamp=" + draft.now().toEpochMilli();
    String query = timed.substring(timed.indexOf('?') + 1);
    String signature = signature(query, draft.secret("secret_key"));
    return egress.send(draft.withUrl(timed + "&signature=" + signature));
  }

  static String signature(String query, Secret key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(query.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
