package org.connectedaccounts.adapters.out.vault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.application.port.OperatorClients.Entry;
import org.connectedaccounts.application.port.OperatorClients.Kept;
import org.connectedaccounts.application.port.OperatorClients.Unusable;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client as {@code vault kv put} writes it: {@code client_id}, {@code client_secret}, and
 * {@code scopes} with spaces between. Anything else is refused: a misspelt {@code client_secret}
 * would make a public client. So would an empty one, which is what a shell makes of a variable that
 * is not set.
 */
final class ClientEntry {

  private static final String ID = "client_id";
  private static final String SECRET = "client_secret";
  private static final String SCOPES = "scopes";

  private ClientEntry() {}

  static Kept read(AppSlug app, Edition edition, Map<String, Object> fields) {
    Set<String> unknown = new TreeSet<>(fields.keySet());
    unknown.removeAll(Set.of(ID, SECRET, SCOPES));
    String name = app.value();
    if (!unknown.isEmpty()) {
      return new Unusable(
          name, edition, "it may have client_id, client_secret and scopes, and has " + unknown);
    }
    if (fields.values().stream().anyMatch(value -> !(value instanceof String))) {
      return new Unusable(name, edition, "client_id, client_secret and scopes must be texts");
    }
    String id = text(fields, ID);
    if (id == null) {
      return new Unusable(name, edition, "it has no client_id");
    }
    String secret = text(fields, SECRET);
    if (secret == null && fields.containsKey(SECRET)) {
      return new Unusable(
          name, edition, "its client_secret is empty; a public client has none, not an empty one");
    }
    return new Entry(app, edition, id, secret == null ? null : Secret.of(secret), scopes(fields));
  }

  static Map<String, String> write(Entry entry) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(ID, entry.clientId());
    if (entry.secret() != null) {
      fields.put(SECRET, entry.secret().reveal());
    }
    if (!entry.scopes().isEmpty()) {
      fields.put(SCOPES, String.join(" ", entry.scopes()));
    }
    return fields;
  }

  private static @Nullable String text(Map<String, Object> fields, String name) {
    String text = fields.get(name) instanceof String value ? value.strip() : "";
    return text.isEmpty() ? null : text;
  }

  private static List<String> scopes(Map<String, Object> fields) {
    String text = text(fields, SCOPES);
    return text == null ? List.of() : List.of(text.split("\\s+", -1));
  }
}
