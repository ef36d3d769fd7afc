package org.connectedaccounts.browser;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A connect session as the backend got it.
 *
 * @param link the {@code connect_url}, with a ticket that opens once
 */
record Session(String id, String link, String token) {

  static Session of(JsonNode made) {
    return new Session(
        made.path("id").asText(), made.path("connect_url").asText(), made.path("token").asText());
  }

  /** The link without its ticket. */
  String page() {
    return link.substring(0, link.indexOf('#'));
  }

  String ticket() {
    return link.substring(link.indexOf("ticket=") + "ticket=".length());
  }
}
