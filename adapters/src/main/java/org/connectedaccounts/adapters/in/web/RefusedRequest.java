package org.connectedaccounts.adapters.in.web;

import jakarta.enterprise.context.RequestScoped;
import org.connectedaccounts.domain.Refusal;
import org.jspecify.annotations.Nullable;

/** Why this request is being refused, for the page that tells it. */
@RequestScoped
class RefusedRequest {

  private @Nullable Refusal refusal;

  void because(Refusal reason) {
    refusal = reason;
  }

  @Nullable Refusal reason() {
    return refusal;
  }
}
