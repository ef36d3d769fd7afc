package org.connectedaccounts.domain.workspace;

import java.util.List;

/** All whom the operator trusts to sign tokens. */
public record TrustedIssuers(List<TrustedIssuer> all) {

  public TrustedIssuers {
    all = List.copyOf(all);
  }
}
