package org.connectedaccounts.application.connect;

import java.util.List;
import java.util.Set;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.connect.SessionProgress.Failed;

/**
 * What a provider's error tells, in words of ours. Anybody can make a browser carry it here, so
 * that registered errors alone are repeated, and no description.
 */
final class ConsentErrors {

  /** RFC 6749, 4.1.2.1; RFC 8707, 2; OpenID Connect Core, 3.1.2.6. */
  private static final Set<String> REGISTERED =
      Set.of(
          "invalid_request",
          "unauthorized_client",
          "access_denied",
          "unsupported_response_type",
          "invalid_scope",
          "server_error",
          "temporarily_unavailable",
          "invalid_target",
          "interaction_required",
          "login_required",
          "account_selection_required",
          "consent_required");

  private static final int MOST_NAMED = 20;

  private ConsentErrors() {}

  /**
   * @param beyondOwn what was asked for beside the scopes that the app's client has by itself
   */
  static Failed of(String error, List<String> beyondOwn) {
    if (!REGISTERED.contains(error)) {
      return new Failed(
          Code.PROVIDER_ERROR, "The provider answered the request with an error of its own.");
    }
    return switch (error) {
      case "access_denied" ->
          new Failed(Code.CONSENT_DENIED, "The user, or the provider, denied the consent.", error);
      case "invalid_scope" -> new Failed(Code.PROVIDER_ERROR, scopes(beyondOwn), error);
      default ->
          new Failed(
              Code.PROVIDER_ERROR,
              "The provider answered the request with the error " + error + ".",
              error);
    };
  }

  private static String scopes(List<String> beyondOwn) {
    String refused = "The provider refused the scopes that were asked for (invalid_scope). ";
    if (beyondOwn.isEmpty()) {
      return refused
          + "All are the app's or the OAuth client's own: see what the provider lets the client ask"
          + " for.";
    }
    int more = beyondOwn.size() - MOST_NAMED;
    return refused
        + "Scopes that steps or sessions ask for may be the cause: "
        + String.join(", ", beyondOwn.subList(0, Math.min(MOST_NAMED, beyondOwn.size())))
        + (more > 0 ? " and %d more".formatted(more) : "")
        + ".";
  }
}
