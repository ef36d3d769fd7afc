package org.connectedaccounts.adapters.out.oauth;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.SigningAlgorithm;
import org.connectedaccounts.domain.app.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * Alipay's gateway: the parameters of a form, sorted by their names, are signed with the app's RSA
 * key (RSA2), which stands where others have the client's secret and is not sent.
 */
@Singleton
class AlipayGateway implements Extension {

  /** Its clocks show the time of China. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

  @Override
  public String name() {
    return "alipay";
  }

  @Override
  public Egress.Answer send(Draft draft, Egress egress) {
    Map<String, String> form = new TreeMap<>(draft.params());
    Secret key = draft.client().secret();
    // The key signs, and is sent to nobody, whatever the definition says of the client.
    form.values().removeIf(value -> value.isEmpty() || isKey(value, key));
    form.put("sign_type", "RSA2");
    form.put("timestamp", TIME.format(draft.now()));
    String text =
        form.entrySet().stream()
            .map(param -> param.getKey() + "=" + param.getValue())
            .collect(Collectors.joining("&"));
    form.put("sign", signed(text, key));
    return egress.send(draft.withForm(form));
  }

  private static boolean isKey(String value, @Nullable Secret key) {
    return key != null && value.equals(key.reveal());
  }

  private static String signed(String text, @Nullable Secret secret) {
    PrivateKey key =
        SigningKey.read(SigningAlgorithm.RS256, secret == null ? "" : secret.reveal())
            .orElseThrow(Assertions::unusable);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException _) {
      throw Assertions.unusable();
    }
  }
}
