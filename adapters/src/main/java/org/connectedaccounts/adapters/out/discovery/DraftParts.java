package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Parts of a method that every kind of scheme has. */
final class DraftParts {

  private DraftParts() {}

  static ObjectNode field(ObjectNode method, String name, String label, boolean secret) {
    ObjectNode field = method.withArray("fields").addObject().put("name", name).put("label", label);
    if (!secret) {
      field.put("secret", false);
    }
    return field;
  }

  static ObjectNode placement(ObjectNode method) {
    return method.withObject("/api").withArray("credentials").addObject();
  }

  static void bearer(ObjectNode method, String token) {
    placement(method)
        .put("in", "header")
        .put("name", "Authorization")
        .put("value", "Bearer " + token);
  }
}
