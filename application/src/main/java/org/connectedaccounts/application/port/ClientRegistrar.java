package org.connectedaccounts.application.port;

import java.util.List;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.OAuth2;
import org.jspecify.annotations.Nullable;

/** Registers an OAuth client of ours at an authorization server (RFC 7591). */
public interface ClientRegistrar {

  /** One request, to the {@code registration_url} of the method, which must be there. */
  Answer register(Wanted wanted);

  /**
   * What the client is to be.
   *
   * @param name that people see when they are asked for consent
   * @param scopes empty: as the server sees fit
   * @param initialAccessToken null where anybody may register
   */
  record Wanted(
      AppDefinition app,
      OAuth2 method,
      String redirectUri,
      String name,
      List<String> scopes,
      @Nullable Secret initialAccessToken) {}

  /** What came of it. */
  sealed interface Answer {}

  /**
   * @param secret null for a public client
   */
  record Registered(String clientId, @Nullable Secret secret) implements Answer {}

  /**
   * No client that the definition can be used with.
   *
   * @param reason for people; holds nothing that was sent
   */
  record Refused(String reason) implements Answer {}

  /** The address is one that this service does not call. */
  record DestinationRefused() implements Answer {}

  /** Nobody answered, or the answer was lost: there may be a client that nobody will use. */
  record Unreachable() implements Answer {}
}
