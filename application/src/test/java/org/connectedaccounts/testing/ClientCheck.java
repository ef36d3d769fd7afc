package org.connectedaccounts.testing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out which client speaks, and whether it proved it the way it was registered. */
final class ClientCheck {

  private ClientCheck() {}

  /** The id of the client, if it authenticated as it must. */
  static Optional<String> authenticate(ReceivedRequest request, ProviderState state) {
    Optional<ReceivedRequest.BasicCredentials> basic = request.basic();
    Optional<String> postedSecret = request.form("client_secret");
    if (basic.isPresent() && postedSecret.isPresent()) {
      return Optional.empty();
    }
    // RFC 6749 2.3.1: both halves are form-encoded before they are joined.
    Optional<String> id =
        basic.map(pair -> FormText.decode(pair.username())).or(() -> request.form("client_id"));
    Optional<String> secret =
        basic.map(pair -> FormText.decode(pair.password())).or(() -> postedSecret);
    return id.filter(known -> proves(state.clients.get(known), basic.isPresent(), secret));
  }

  private static boolean proves(
      ProviderState.@Nullable Client client, boolean basic, Optional<String> secret) {
    if (client == null) {
      return false;
    }
    boolean right = secret.filter(client.secret()::equals).isPresent();
    return switch (client.authentication()) {
      case BASIC -> basic && right;
      case POST -> !basic && right;
      case BASIC_OR_POST -> right;
      case NONE -> secret.isEmpty();
    };
  }
}
