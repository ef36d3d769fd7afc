package org.connectedaccounts.domain.workspace;

/**
 * Whom a token of a trusted issuer is about: nobody else has both.
 *
 * @param issuer the name that the operator gave the issuer; without a colon
 * @param subject what the issuer calls whom it is about ({@code sub})
 */
public record TokenSubject(String issuer, String subject) {

  /** As the audit names it: {@code login:8c1f…}. */
  public String text() {
    return issuer + ":" + subject;
  }
}
