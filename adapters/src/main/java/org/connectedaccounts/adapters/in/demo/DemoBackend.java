package org.connectedaccounts.adapters.in.demo;

import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.SessionId;

/**
 * The backend of the product that the demo's return page stands for: it holds a key, and knows who
 * is signed in, which here is whomever the session was made for.
 */
@FunctionalInterface
public interface DemoBackend {

  /**
   * @throws Refusal why nothing was connected
   */
  void complete(SessionId session, Secret handle);
}
