package org.connectedaccounts.domain.app;

/**
 * A captured value decides where a request goes, and nothing says where it may go.
 *
 * @param part where in the method, as a relative JSON pointer
 */
public record UnguardedHost(String part, Reference capture) {

  public String reason() {
    return capture + " decides the host, so hosts/" + capture.name() + " says which it may be";
  }
}
