package org.connectedaccounts.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Where an app wants its credential: the headers that carry it. The service tells values, not
 * places, so whoever calls the app says it, once for each app.
 */
@FunctionalInterface
public interface Placement {

  /** The main token of an OAuth account. */
  String ACCESS_TOKEN = "oauth_access_token";

  /** Header names to values. */
  Map<String, String> headers(Credential credential);

  /** {@code Authorization: Bearer} with {@link #ACCESS_TOKEN}. */
  static Placement bearer() {
    return bearer(ACCESS_TOKEN);
  }

  /** {@code Authorization: Bearer} with the value of that name. */
  static Placement bearer(String name) {
    return credential -> Map.of("Authorization", "Bearer " + credential.value(name));
  }

  /** A header that is the value of that name, such as {@code X-Api-Key}. */
  static Placement header(String header, String name) {
    return credential -> Map.of(header, credential.value(name));
  }

  /** {@code Authorization: Basic} (RFC 7617, UTF-8) with the values of these names. */
  static Placement basic(String userName, String passwordName) {
    return credential -> {
      String pair = credential.value(userName) + ":" + credential.value(passwordName);
      String encoded = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
      return Map.of("Authorization", "Basic " + encoded);
    };
  }

  /**
   * Gives a request its headers.
   *
   * @param setter sets a header, in place of one of that name
   * @throws CredentialException {@code value_missing}, {@code value_unusable}
   */
  default void place(Credential credential, BiConsumer<String, String> setter) {
    Map<String, String> headers = headers(credential);
    headers.forEach(
        (name, value) -> {
          if (!HeaderText.isSendable(value)) {
            throw CredentialException.here(
                credential.accountId(), "value_unusable", "not to be sent in a header: " + name);
          }
        });
    headers.forEach(setter);
  }
}
