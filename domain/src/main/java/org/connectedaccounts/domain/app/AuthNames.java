package org.connectedaccounts.domain.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which names a method leaves for steps. */
final class AuthNames {

  private AuthNames() {}

  static List<AuthName> of(List<InputField> fields, AuthScheme scheme) {
    List<AuthName> names = new ArrayList<>();
    switch (scheme) {
      case OAuth2 oauth -> {
        tokens(names, oauth.tokens().response());
        openFields(names, fields);
        captures(names, oauth.tokens().response().capture().keySet());
        captures(names, oauth.consent().capture().keySet());
        Choice choice = oauth.choice();
        captures(names, choice == null ? Set.of() : Set.of(choice.storeAs()));
      }
      case TypedGrant client -> {
        tokens(names, client.response());
        openFields(names, fields);
        if (client instanceof ClientCredentials) {
          names.removeIf(name -> name.name().equals(ClientCredentials.CLIENT_ID));
        }
        captures(names, client.response().capture().keySet());
      }
      case Keys keys -> fields.forEach(f -> names.add(new AuthName(f.name(), f.secret())));
    }
    return List.copyOf(names);
  }

  private static void tokens(List<AuthName> names, TokenResponse response) {
    for (Map.Entry<String, TokenPath> token : response.tokens().entrySet()) {
      names.add(new AuthName(token.getKey(), true));
    }
  }

  private static void openFields(List<AuthName> names, List<InputField> fields) {
    fields.stream()
        .filter(field -> !field.secret())
        .forEach(field -> names.add(new AuthName(field.name(), false)));
  }

  private static void captures(List<AuthName> names, Set<String> captures) {
    captures.forEach(capture -> names.add(new AuthName(capture, false)));
  }
}
