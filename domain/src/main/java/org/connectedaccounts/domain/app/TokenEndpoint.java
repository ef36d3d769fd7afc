package org.connectedaccounts.domain.app;

/** Where tokens come from, how the client shows itself there, and how asking and answering go. */
public record TokenEndpoint(
    UrlTemplate url,
    ClientAuth clientAuth,
    String clientIdParam,
    TokenRequest request,
    TokenResponse response) {

  public TokenEndpoint {
    Names.requireText("client_id_param", clientIdParam);
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
