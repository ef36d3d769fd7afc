package org.connectedaccounts.application.port;

/** Which places definitions may name, as far as that is known without asking the network. */
@FunctionalInterface
public interface Destinations {

  /**
   * Whether a workspace's definition may name this origin: no address that the one way out refuses.
   * A name may be anybody's; it is judged by its address, whenever it is called.
   *
   * @param origin {@code https://api.example.com:8443}
   */
  boolean mayBeNamed(String origin);
}
