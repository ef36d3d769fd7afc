package org.connectedaccounts.domain.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens come from, how the client shows itself there, and how asking and answering go.
 *
 * @param then the second request, where one is not enough
 * @param assertion what is signed for the request; null: nothing
 */
public record TokenEndpoint(
    UrlTemplate url,
    ClientForm client,
    TokenRequest request,
    TokenResponse response,
    @Nullable NextCall then,
    @Nullable Assertion assertion) {

  public TokenEndpoint(
      UrlTemplate url,
      ClientAuth clientAuth,
      String clientIdParam,
      TokenRequest request,
      TokenResponse response) {
    this(url, new ClientForm(clientAuth, clientIdParam), request, response, null, null);
  }

  public static TokenEndpoint at(String url) {
    return new TokenEndpoint(
        UrlTemplate.parse(url),
        ClientAuth.POST,
        ClientForm.ID,
        TokenRequest.PLAIN,
        TokenResponse.PLAIN);
  }

  /** Of the assertion. */
  Map<String, SigningAlgorithm> signingKeys() {
    return assertion == null ? Map.of() : Map.of(assertion.key(), assertion.algorithm());
  }

  /** As above, and of a client whose secret was typed into this field. */
  Map<String, SigningAlgorithm> signingKeys(String secretField) {
    Map<String, SigningAlgorithm> keys = new LinkedHashMap<>(signingKeys());
    ClientAssertion signed = client.assertion();
    if (signed != null) {
      keys.put(secretField, signed.algorithm());
    }
    return keys;
  }
}
