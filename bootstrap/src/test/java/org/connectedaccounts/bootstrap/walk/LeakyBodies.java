package org.connectedaccounts.bootstrap.walk;

import java.util.List;

/** Bodies with a SECRET in them that do not hold, so that somebody may be tempted to say why. */
final class LeakyBodies {

  static final List<String> ACCOUNTS =
      List.of(
          "{'app': 'leaky', 'fields': {'api_key': 'SECRET",
          "{'app': 'leaky', 'fields': {'api_key': {'deep': 'SECRET'}}}",
          "{'app': 'leaky', 'fields': {'api_key': ['SECRET']}}",
          "{'app': 'leaky', 'fields': 'SECRET'}",
          "{'app': 'leaky', 'fields': {'nothing': 'SECRET'}}",
          "{'app': 'leaky', 'fields': {'api_key': 'SECRET does not fit the pattern'}}",
          "{'app': 'leaky', 'fields': {'api_key': 'SECRET" + "0".repeat(5000) + "'}}",
          "{'app': 'leaky', 'auth': 'SECRET', 'fields': {'api_key': 'x'}}",
          "{'app': 'leaky', 'nothing': 'SECRET', 'fields': {'api_key': 'SECRET'}}",
          "{'app': 'nothing', 'fields': {'api_key': 'SECRET'}}",
          "{'app': 'SECRET', 'fields': {'api_key': 'SECRET'}}",
          "{'app': 'leaky', 'fields': {'api_key': 'SECRET'}, 'verify': 'SECRET'}",
          "{'app': 'leaky', 'tokens': {'access_token': {'deep': 'SECRET'}}}",
          "{'app': 'leaky', 'tokens': {'access_token': 'SECRET', 'expires_in': 'SECRET'}}",
          "{'app': 'leaky', 'tokens': {'access_token': 'SECRET', 'expires_at': 'SECRET'}}",
          "{'app': 'leaky', 'tokens': {'refresh_token': 'SECRET'}}",
          "{'app': 'leaky', 'auth': 'key', 'tokens': {'access_token': 'SECRET'}}",
          "SECRET",
          "'SECRET'",
          "['SECRET']");

  static final List<String> CLIENTS =
      List.of(
          "{'client_id': 'c', 'client_secret': {'deep': 'SECRET'}}",
          "{'client_id': 'c', 'client_secret': 'SECRET', 'nothing': 'SECRET'}",
          "{'client_id': '', 'client_secret': 'SECRET'}",
          "{'client_id': 'c', 'client_secret': 'SECRET" + "0".repeat(9000) + "'}",
          "{'client_id': 'c', 'client_secret': 'SECRET");

  private LeakyBodies() {}
}
