package org.connectedaccounts.application.connect;

import java.util.LinkedHashMap;
import java.util.Map;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;

/**
 * Keeps who consented beside the grant while the user chooses, since only the token answer may have
 * told it. The names have a dot, which no definition can give to a capture.
 */
final class KeptIdentity {

  private static final String ID = "identity.id";
  private static final String NAME = "identity.name";
  private static final String EMAIL = "identity.email";

  private KeptIdentity() {}

  static Credential with(@Nullable Identity identity, Credential granted) {
    if (identity == null) {
      return granted;
    }
    var told = new LinkedHashMap<String, String>();
    told.put(ID, identity.id());
    put(told, NAME, identity.name());
    put(told, EMAIL, identity.email());
    return granted.withCaptures(told);
  }

  static @Nullable Identity of(Credential kept) {
    String id = kept.captures().get(ID);
    return id == null
        ? null
        : new Identity(id, kept.captures().get(NAME), kept.captures().get(EMAIL));
  }

  static Credential without(Credential kept) {
    var captures = new LinkedHashMap<>(kept.captures());
    captures.keySet().removeIf(name -> name.indexOf('.') >= 0);
    return new Credential(
        kept.tokens(), kept.inputs(), kept.secrets(), captures, kept.refreshToken());
  }

  private static void put(Map<String, String> told, String name, @Nullable String value) {
    if (value != null) {
      told.put(name, value);
    }
  }
}
