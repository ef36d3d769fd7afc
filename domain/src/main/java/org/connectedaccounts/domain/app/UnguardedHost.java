package org.connectedaccounts.domain.app;

/**
 * A value decides where a request goes, and nothing that means anything says where it may go.
 *
 * @param part where in the method, as a relative JSON pointer
 * @param reason what is wrong there
 */
public record UnguardedHost(String part, String reason) {

  /** A captured value without a rule. */
  static UnguardedHost of(String part, Reference capture) {
    return new UnguardedHost(
        part, capture + " decides the host, so hosts/" + capture.name() + " says which it may be");
  }
}
