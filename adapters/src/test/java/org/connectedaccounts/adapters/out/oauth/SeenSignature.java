package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of requests, as their vendors check them. */
record SeenSignature(WrittenMethod written, Map<String, String> values) {

  void check(SeenRequest request, String point) {
    switch (written.text("extensions/" + point, "")) {
      case "alipay" -> alipay(request.members());
      case "aws" -> aws(request);
      case "binance" -> binance(request);
      default -> {}
    }
  }

  static void alipay(Map<String, String> form) {
    Map<String, String> signed = new TreeMap<>(form);
    byte[] sign = Base64.getDecoder().decode(Objects.requireNonNull(signed.remove("sign")));
    String text =
        signed.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&"));
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(SampleKeys.RSA.getPublic());
      check.update(text.getBytes(StandardCharsets.UTF_8));
      assertThat(check.verify(sign)).as("sign of " + form.keySet()).isTrue();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    assertThat(signed)
        .containsEntry("sign_type", "RSA2")
        .containsEntry("method", "alipay.system.oauth.token")
        .containsKeys("app_id", "timestamp", "version", "charset");
  }

  /** That it is there and for whom; the signature itself is tried with AWS's own examples. */
  private void aws(SeenRequest request) {
    assertThat(request.header("X-Amz-Date")).matches("[0-9]{8}T[0-9]{6}Z");
    assertThat(request.header("Authorization"))
        .startsWith(
            "AWS4-HMAC-SHA256 Credential="
                + values.get("input.access_key_id")
                + "/"
                + String.valueOf(request.header("X-Amz-Date")).substring(0, 8)
                + "/"
                + values.get("input.region")
                + "/sts/aws4_request, SignedHeaders=");
  }

  private void binance(SeenRequest request) {
    String query =
        request.query().entrySet().stream()
            .filter(each -> !each.getKey().equals("signature"))
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&"));
    assertThat(request.query()).containsKey("timestamp");
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = String.valueOf(values.get("secret.secret_key")).getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      assertThat(request.query().get("signature"))
          .isEqualTo(HexFormat.of().formatHex(mac.doFinal(query.getBytes(StandardCharsets.UTF_8))));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
