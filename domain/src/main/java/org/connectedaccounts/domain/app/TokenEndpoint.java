package org.connectedaccounts.domain.app;

import org.jspecify.annotations.Nullable;

/**
 * Where tokens come from, how the client shows itself there, and how asking and answering go.
 *
 * @param then the second request, where one is not enough
 */
public record TokenEndpoint(
    UrlTemplate url,
    ClientAuth clientAuth,
    String clientIdParam,
    TokenRequest request,
    TokenResponse response,
    @Nullable NextCall then) {

  public TokenEndpoint {
    Names.requireText("client_id_param", clientIdParam);
  }

  public TokenEndpoint(
      UrlTemplate url,
      ClientAuth clientAuth,
      String clientIdParam,
      TokenRequest request,
      TokenResponse response) {
    this(url, clientAuth, clientIdParam, request, response, null);
  }

  public static TokenEndpoint at(String url) {
    return new TokenEndpoint(
        UrlTemplate.parse(url),
        ClientAuth.POST,
        "client_id",
        TokenRequest.PLAIN,
        TokenResponse.PLAIN);
  }
}
