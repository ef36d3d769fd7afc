package org.connectedaccounts.adapters.out.oauth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.connectedaccounts.domain.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Signature Version 4 of AWS, for requests whose path needs no encoding of its own.
 *
 * @param region and service: for whom the request is
 */
record AwsSignature(String region, String service, String accessKeyId, Secret secretAccessKey) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * What is signed.
   *
   * @param headers that are signed beside host and time
   */
  record Signed(String method, URI url, Map<String, String> headers, byte[] body, Instant now) {}

  /** The headers that the signature adds to those of the request. */
  Map<String, String> headers(Signed request) {
    String time = TIME.format(request.now());
    Map<String, String> signed = new TreeMap<>();
    request.headers().forEach((name, value) -> signed.put(lower(name), value.strip()));
    signed.put("host", request.url().getRawAuthority());
    signed.put("x-amz-date", time);
    String names = String.join(";", signed.keySet());
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        String.join(
            "\n", ALGORITHM, time, scope, hex(sha256(bytes(canonical(request, signed, names)))));
    String authorization =
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, accessKeyId, scope, names, hex(hmac(key(time), toSign)));
    Map<String, String> added = new TreeMap<>(request.headers());
    added.put("X-Amz-Date", time);
    added.put("Authorization", authorization);
    return added;
  }

  private static String canonical(Signed request, Map<String, String> signed, String names) {
    String path = request.url().getRawPath();
    String headers =
        signed.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        path == null || path.isEmpty() ? "/" : path,
        query(request.url().getRawQuery()),
        headers,
        names,
        hex(sha256(request.body())));
  }

  private static String query(@Nullable String raw) {
    return raw == null
        ? ""
        : Stream.of(raw.split("&", -1))
            .map(pair -> pair.contains("=") ? pair : pair + "=")
            .sorted()
            .collect(Collectors.joining("&"));
  }

  private byte[] key(String time) {
    byte[] day = hmac(bytes("AWS4" + secretAccessKey.reveal()), time.substring(0, 8));
    return hmac(hmac(hmac(day, region), service), "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
