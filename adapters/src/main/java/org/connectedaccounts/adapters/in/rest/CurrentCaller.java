package org.connectedaccounts.adapters.in.rest;

import jakarta.enterprise.context.RequestScoped;
import org.connectedaccounts.domain.workspace.Caller;
import org.jspecify.annotations.Nullable;

/** Who is calling, for the length of a request. */
@RequestScoped
class CurrentCaller {

  private @Nullable Caller caller;

  void authenticated(Caller authenticated) {
    caller = authenticated;
  }

  /** Fails where nobody was authenticated: an operation that needs a caller cannot go without. */
  Caller get() {
    if (caller == null) {
      throw new IllegalStateException("an operation that needs a caller was reached without one");
    }
    return caller;
  }

  boolean isKnown() {
    return caller != null;
  }
}
