package org.connectedaccounts.domain.app;

/**
 * The issuer identifier of the authorization server (RFC 9207, OpenID Connect). Where {@code
 * required}, a callback without {@code iss} is refused; else only one that differs.
 */
public record Issuer(String value, boolean required) {

  public Issuer {
    if (!value.startsWith("https://") && !value.startsWith("http://")) {
      throw new InvalidDefinitionPart("issuer", "an issuer is a URL");
    }
  }
}
